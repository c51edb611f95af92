"""Refusals about the other agencies that a procedure names."""

from shared.errors import Refusal


class UnitUnknown(Refusal):
    code = "unit-unknown"
    status = 422
    vi = "{by_vi} nêu cơ quan {agency}, nhưng không có cơ quan nào mang mã này."
    en = "{by_en} names the agency {agency}, but no agency has this code."


class UnitNotLive(Refusal):
    code = "unit-not-live"
    status = 422
    vi = (
        "{by_vi} nêu cơ quan {agency}, nhưng đến ngày {day} cơ quan này không có, hoặc chưa hoạt động trên "
        "hệ thống mà cũng chưa có đầu mối liên hệ."
    )
    en = (
        "{by_en} names the agency {agency}, which on {day} isn't there, or is neither live in the system nor "
        "has a contact."
    )


class UnitRepeated(Refusal):
    code = "unit-repeated"
    status = 422
    vi = "Thủ tục {procedure} nêu cơ quan {agency} hai lần trong số đơn vị phối hợp và đơn vị nhận để biết."
    en = (
        "Procedure {procedure} names the agency {agency} twice among its co-operating units and "
        "those informed."
    )


class UnitIsLead(Refusal):
    code = "unit-is-lead"
    status = 422
    vi = "Thủ tục {procedure} nêu {agency} là đơn vị phối hợp hoặc nhận để biết, nhưng đó là đơn vị chủ trì."
    en = "Procedure {procedure} names {agency} as co-operating or informed, but that is its lead unit."
