"""Refusals about when a procedure's time may stand still or be longer, and what one case counts for."""

from shared.errors import Refusal


class ConditionsMissing(Refusal):
    code = "conditions-missing"
    status = 422
    vi = "Thủ tục {procedure} cho phép tạm dừng hoặc gia hạn ở đây nhưng chưa nêu điều kiện."
    en = "Procedure {procedure} allows a suspension or an extension here, but states no conditions for it."


class ExtensionNeverAskable(Refusal):
    code = "extension-never-askable"
    status = 422
    vi = (
        "Thủ tục {procedure} buộc xin gia hạn trước khi hết hạn ít nhất {ask_vi}, mà cả thời hạn chỉ có "
        "{total_vi}: không lúc nào xin được."
    )
    en = (
        "Procedure {procedure} wants an extension to be asked for {ask_en} before the limit ends, but has "
        "only {total_en} in all: it could never be asked for."
    )


class UnfitCount(Refusal):
    code = "unfit-count"
    status = 422
    vi = "Số lần hoặc số bản ở đây phải từ 1 đến {most}, không phải {given}."
    en = "The number of times or copies here must be from 1 to {most}, not {given}."


class UnfitFactor(Refusal):
    code = "unfit-factor"
    status = 422
    vi = "Hệ số quy đổi của thủ tục {procedure} phải từ 0,001 đến 999,999, không phải {given}."
    en = "The conversion factor of procedure {procedure} must be from 0.001 to 999.999, not {given}."
