"""Refusals about what other agencies do in a procedure."""

from shared.errors import Refusal


class InternalNamesAgency(Refusal):
    code = "internal-names-agency"
    status = 422
    vi = (
        "Thủ tục {procedure} là thủ tục trong nội bộ cơ quan nhưng giao một phần cho {agency}; "
        "nếu cần phối hợp thì chọn loại thủ tục giữa các cơ quan."
    )
    en = (
        "Procedure {procedure} is inside one agency, yet gives a part to {agency}; "
        "where agencies do a part, its kind is coordinated."
    )


class CoordinatedWithoutStep(Refusal):
    code = "coordinated-without-step"
    status = 422
    vi = "Thủ tục {procedure} là thủ tục giữa các cơ quan nhưng không có bước nào đề nghị phối hợp."
    en = "Procedure {procedure} is between agencies, yet none of its steps asks another one."


class StepWithoutRespondingAgency(Refusal):
    code = "step-without-responding-agency"
    status = 422
    vi = "Bước phối hợp {step} của thủ tục {procedure} chưa có cơ quan trả lời."
    en = "The coordinated step {step} of procedure {procedure} has no responding agency."


class CoordinationWithItself(Refusal):
    code = "coordination-with-itself"
    status = 422
    vi = (
        "Bước {step} của thủ tục {procedure} đề nghị chính cơ quan {agency} phối hợp; việc trong cơ "
        "quan thì giao phòng ban."
    )
    en = (
        "Step {step} of procedure {procedure} asks {agency} itself; work inside the agency goes to a "
        "division."
    )


class AnswersMissing(Refusal):
    code = "answers-missing"
    status = 422
    vi = "Bước phối hợp {step} của thủ tục {procedure} chưa nêu cần trả lời bằng gì."
    en = "The coordinated step {step} of procedure {procedure} doesn't say which kinds of answer it expects."


class SilenceWithoutAgreement(Refusal):
    code = "silence-without-agreement"
    status = 422
    vi = (
        "Bước {step} của thủ tục {procedure} coi im lặng là đồng ý, nhưng đồng ý không có trong các loại "
        "trả lời được chờ đợi."
    )
    en = (
        "Step {step} of procedure {procedure} takes silence for agreement, but agreement is not among the "
        "answers that it expects."
    )


class InformedOwesNoAnswer(Refusal):
    code = "informed-owes-no-answer"
    status = 422
    vi = (
        "Bước {step} của thủ tục {procedure} chỉ gửi {agency} để biết nhưng lại chờ trả lời, đặt thời hạn, "
        "coi im lặng là đồng ý hoặc tự đi tiếp; đơn vị nhận để biết không phải trả lời."
    )
    en = (
        "Step {step} of procedure {procedure} only informs {agency}, yet expects an answer, sets a limit, "
        "takes silence for agreement or goes on by itself; who is informed owes no answer."
    )


class CoordinationLimitLonger(Refusal):
    code = "coordination-limit-longer"
    status = 422
    vi = (
        "Bước {step} của thủ tục {procedure} cho cơ quan phối hợp {limit_vi}, dài hơn thời hạn {whole_vi} "
        "của chính bước đó."
    )
    en = (
        "Step {step} of procedure {procedure} gives the agency that is asked {limit_en}, longer than the "
        "step's own {whole_en}."
    )


class RespondingProcedureNotInForce(Refusal):
    code = "responding-procedure-not-in-force"
    status = 422
    vi = (
        "Bước {step} của thủ tục {procedure} dẫn đến thủ tục {responding} của {agency}, nhưng đến ngày "
        "{day} thủ tục đó không có hiệu lực."
    )
    en = (
        "Step {step} of procedure {procedure} leads to procedure {responding} of {agency}, which is not in "
        "force on {day}."
    )


class CoordinationCycle(Refusal):
    code = "coordination-cycle"
    status = 422
    vi = "Bước {step} dẫn vòng trở lại chính thủ tục này: {chain}."
    en = "Step {step} leads back to this very procedure: {chain}."
