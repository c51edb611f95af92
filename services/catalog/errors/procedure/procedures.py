"""Refusals about procedures, stages and steps."""

from shared.errors import NotFound, Refusal


class ProcedureNotInEdition(NotFound):
    code = "procedure-not-in-edition"
    vi = "Danh mục này không có thủ tục {procedure}."
    en = "There is no procedure {procedure} in this edition."


class ProcedureCodeUsed(Refusal):
    code = "procedure-code-used"
    vi = "Mã thủ tục {procedure} đã được dùng trong danh mục này."
    en = "The procedure code {procedure} is already used in this edition."


class ProcedureCodeAlike(Refusal):
    code = "procedure-code-alike"
    vi = (
        "Mã thủ tục {procedure} chỉ khác mã {other} đã có ở chữ hoa, chữ thường hoặc dấu nối; hãy "
        "chọn mã khác."
    )
    en = (
        "The procedure code {procedure} differs from {other} only in case or in its joining marks; "
        "choose another."
    )


class ProcedureUnchanged(Refusal):
    code = "procedure-unchanged"
    vi = "Không có gì thay đổi: thủ tục {procedure} đã đúng như vậy."
    en = "Nothing to change: procedure {procedure} already stands so."


class ProcedureOfOneStop(Refusal):
    code = "procedure-of-one-stop"
    status = 422
    vi = "Thủ tục {procedure} thuộc cơ chế một cửa, không đưa vào danh mục này."
    en = "Procedure {procedure} belongs to the one-stop set and has no place in this catalogue."


class ProcedureTooLarge(Refusal):
    code = "procedure-too-large"
    status = 422
    vi = "Thủ tục {procedure} quá dài: {bytes} byte, tối đa {most}; hãy rút gọn nội dung các bước."
    en = (
        "Procedure {procedure} is too long: {bytes} bytes, at most {most}; shorten the contents of its steps."
    )


class StageCodeRepeated(Refusal):
    code = "stage-code-repeated"
    status = 422
    vi = "Thủ tục {procedure} có hai giai đoạn cùng mã {stage}."
    en = "Procedure {procedure} has two stages with the code {stage}."


class StepCodeRepeated(Refusal):
    code = "step-code-repeated"
    status = 422
    vi = "Thủ tục {procedure} có hai bước cùng mã {step}."
    en = "Procedure {procedure} has two steps with the code {step}."


class ProcedureWithoutStages(Refusal):
    code = "procedure-without-stages"
    status = 422
    vi = "Thủ tục {procedure} chưa có giai đoạn nào."
    en = "Procedure {procedure} has no stage."


class StageWithoutSteps(Refusal):
    code = "stage-without-steps"
    status = 422
    vi = "Giai đoạn {stage} của thủ tục {procedure} chưa có bước nào."
    en = "Stage {stage} of procedure {procedure} has no step."


class StepWithoutDivision(Refusal):
    code = "step-without-division"
    status = 422
    vi = "Bước {step} của thủ tục {procedure} chưa có phòng ban chịu trách nhiệm."
    en = "Step {step} of procedure {procedure} has no responsible division."


class StepWithoutContent(Refusal):
    code = "step-without-content"
    status = 422
    vi = "Bước {step} của thủ tục {procedure} chưa có nội dung công việc."
    en = "Step {step} of procedure {procedure} has no content."


class StepDivisionUnknown(Refusal):
    code = "step-division-unknown"
    status = 422
    vi = "Bước {step} của thủ tục {procedure} giao cho {division}, nhưng cơ quan không có phòng ban này."
    en = (
        "Step {step} of procedure {procedure} is given to {division}, a division that the agency does not "
        "have."
    )


class StepDivisionRepeated(Refusal):
    code = "step-division-repeated"
    status = 422
    vi = "Bước {step} của thủ tục {procedure} nêu phòng ban {division} hai lần."
    en = "Step {step} of procedure {procedure} names the division {division} twice."
