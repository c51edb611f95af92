"""Where a case may go."""

from shared.errors import Refusal


class NoStepNamed(Refusal):
    code = "no-step-named"
    status = 422
    vi = "Phải nêu ít nhất một bước, hoặc để trống để chuyển đến giai đoạn bắt buộc tiếp theo."
    en = "Name at least one step, or leave it out for the next mandatory stage."


class StepNamedTwice(Refusal):
    code = "step-named-twice"
    status = 422
    vi = "Bước {step} được nêu hai lần."
    en = "Step {step} is named twice."


class StepsOfDifferentStages(Refusal):
    code = "steps-of-different-stages"
    status = 422
    vi = "Các bước {steps} không thuộc cùng một giai đoạn."
    en = "The steps {steps} are not of one stage."


class StepNotForward(Refusal):
    code = "step-not-forward"
    vi = "Bước {step} không thuộc giai đoạn sau; muốn quay lại hãy dùng trả lại hoặc mở lại."
    en = "Step {step} is not of a later stage; to go back, return or reopen."


class StepNotEarlier(Refusal):
    code = "step-not-earlier"
    vi = "Chỉ trả lại được cho giai đoạn trước; bước {step} không thuộc giai đoạn trước."
    en = "A return goes to an earlier stage; step {step} is not of one."


class MandatoryStepsSkipped(Refusal):
    code = "mandatory-steps-skipped"
    vi = "Không được bỏ qua các bước bắt buộc {steps}."
    en = "The mandatory steps {steps} would be skipped."


class MandatoryStepsLeftOut(Refusal):
    code = "mandatory-steps-left-out"
    vi = "Giai đoạn này còn các bước bắt buộc chưa được nêu: {steps}."
    en = "The stage has mandatory steps that are not named: {steps}."


class OnlyOptionalStepsRemain(Refusal):
    code = "only-optional-steps-remain"
    vi = "Chỉ còn các bước không bắt buộc ({steps}): hãy nêu bước cần chuyển hoặc hoàn thành hồ sơ."
    en = "Only optional steps remain ({steps}): name the one to go to, or complete the case."


class NoStepRemains(Refusal):
    code = "no-step-remains"
    vi = "Không còn bước nào phía sau: hãy hoàn thành hồ sơ."
    en = "No step remains after this one: complete the case."
