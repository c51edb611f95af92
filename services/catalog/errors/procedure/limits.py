"""Refusals about time limits and their sums, ordinary and urgent."""

from shared.errors import Refusal


class ProcedureWithoutLimit(Refusal):
    code = "procedure-without-limit"
    status = 422
    vi = "Thủ tục {procedure} chưa có thời hạn tổng."
    en = "Procedure {procedure} has no total time limit."


class StepWithoutLimit(Refusal):
    code = "step-without-limit"
    status = 422
    vi = "Bước {step} của thủ tục {procedure} chưa có thời hạn."
    en = "Step {step} of procedure {procedure} has no time limit."


class LimitTooLong(Refusal):
    code = "limit-too-long"
    status = 422
    vi = "Thời hạn {limit_vi} quá dài: tối đa {most_vi}."
    en = "A time limit of {limit_en} is too long: at most {most_en}."


class CountingsMixed(Refusal):
    code = "countings-mixed"
    status = 422
    vi = (
        "Thủ tục {procedure} tính thời hạn tổng bằng {total_vi} nhưng bước {step} tính bằng {limit_vi}: "
        "trong một thủ tục chỉ dùng một cách tính."
    )
    en = (
        "Procedure {procedure} states its total as {total_en}, but step {step} has {limit_en}: one "
        "procedure uses one way of counting."
    )


class SumsDisagree(Refusal):
    code = "sums-disagree"
    status = 422
    vi = (
        "Thủ tục {procedure} ghi thời hạn tổng {stated_vi}, nhưng các bước dài nhất của từng giai đoạn "
        "({steps}) cộng lại là {sum_vi}."
    )
    en = (
        "Procedure {procedure} states a total of {stated_en}, but the longest steps of its stages ({steps}) "
        "add up to {sum_en}."
    )


class UrgencyOrdinary(Refusal):
    code = "urgency-ordinary"
    status = 422
    vi = "Ở đây chỉ ghi thời hạn của hồ sơ khẩn; thời hạn thường của thủ tục {procedure} đã có chỗ riêng."
    en = "Only limits of urgent cases stand here; the ordinary limit of {procedure} has a place of its own."


class UrgencyRepeated(Refusal):
    code = "urgency-repeated"
    status = 422
    vi = "Thủ tục {procedure} ghi ở đây hai thời hạn cho cùng mức độ {urgency_vi}."
    en = "Procedure {procedure} states two limits here for the same degree of urgency, {urgency_en}."


class UrgentCountingDiffers(Refusal):
    code = "urgent-counting-differs"
    status = 422
    vi = (
        "Thời hạn mức độ {urgency_vi} của thủ tục {procedure} là {limit_vi}, khác cách tính với thời hạn "
        "thường {ordinary_vi}."
    )
    en = (
        "The {urgency_en} limit of procedure {procedure}, {limit_en}, is counted otherwise than the "
        "ordinary one, {ordinary_en}."
    )


class UrgentLimitLonger(Refusal):
    code = "urgent-limit-longer"
    status = 422
    vi = (
        "Thời hạn mức độ {urgency_vi} của thủ tục {procedure} là {limit_vi}, dài hơn thời hạn {lower_vi} của "
        "mức độ thấp hơn."
    )
    en = (
        "The {urgency_en} limit of procedure {procedure}, {limit_en}, is longer than the {lower_en} of a "
        "lower degree."
    )


class UrgentTotalMissing(Refusal):
    code = "urgent-total-missing"
    status = 422
    vi = (
        "Thủ tục {procedure} có bước rút ngắn ở mức độ {urgency_vi} nhưng chưa ghi thời hạn tổng của "
        "mức độ đó."
    )
    en = "Procedure {procedure} has steps with a limit for {urgency_en} cases, but no total for them."


class UrgentSumsDisagree(Refusal):
    code = "urgent-sums-disagree"
    status = 422
    vi = (
        "Thủ tục {procedure} ghi thời hạn tổng mức độ {urgency_vi} là {stated_vi}, nhưng các bước dài nhất "
        "của từng giai đoạn ({steps}) cộng lại là {sum_vi}."
    )
    en = (
        "Procedure {procedure} states a total of {stated_en} for {urgency_en} cases, but the longest steps "
        "of its stages ({steps}) add up to {sum_en}."
    )
