"""Refusals about divisions that change, and officials that leave."""

from shared.errors import NotFound, Refusal


class DivisionNameUnchanged(Refusal):
    code = "division-name-unchanged"
    vi = "Không có gì thay đổi: phòng ban {division} đã mang tên này."
    en = "Nothing to change: the division {division} is called so already."


class DivisionStillStaffed(Refusal):
    code = "division-still-staffed"
    vi = "Phòng ban {division} còn {count} người ({officials}); hãy bố trí họ trước khi đóng phòng ban."
    en = "{count} people still work in the division {division} ({officials}); place them elsewhere first."


class OfficialNotAppointed(NotFound):
    code = "official-not-appointed"
    vi = "{official} không được bổ nhiệm tại cơ quan {agency}."
    en = "{official} has no appointment in agency {agency}."


class TransferToSameAgency(Refusal):
    code = "transfer-to-same-agency"
    status = 422
    vi = "Không thể điều chuyển {official} đến chính cơ quan {agency}; hãy bổ nhiệm lại."
    en = "{official} can't be transferred to {agency} itself; appoint them anew there."
