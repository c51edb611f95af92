"""Where a step stands."""

from shared.errors import Refusal


class StepUnknown(Refusal):
    code = "step-unknown"
    status = 422
    vi = "Thủ tục không có bước {step}."
    en = "The procedure has no step {step}."


class StepNotHeld(Refusal):
    code = "step-not-held"
    vi = "Hồ sơ hiện không ở bước {step}; các bước hiện tại: {present}."
    en = "The case is not at step {step} now; it is at {present}."


class StepAlreadyAssigned(Refusal):
    code = "step-already-assigned"
    vi = "Bước {step} đã được giao cho cán bộ {official}."
    en = "Step {step} is assigned to {official} already."


class StepAlreadyInQueue(Refusal):
    code = "step-already-in-queue"
    vi = "Bước {step} đang ở hàng chờ của phòng ban {division} rồi."
    en = "Step {step} is in the queue of division {division} already."


class StepAlreadyReceived(Refusal):
    code = "step-already-received"
    vi = "Bước {step} đã được {official} tiếp nhận."
    en = "Step {step} has been received by {official} already."


class StepNotReceived(Refusal):
    code = "step-not-received"
    vi = "Phải tiếp nhận bước {step} trước khi hoàn thành."
    en = "Step {step} must be received before it is completed."


class StepAlreadyCompleted(Refusal):
    code = "step-already-completed"
    vi = "Bước {step} đã hoàn thành; có thể chuyển tiếp, trả lại hoặc mở lại bước này."
    en = "Step {step} is completed already; it can be handed off, returned or reopened."


class StepNotCompleted(Refusal):
    code = "step-not-completed"
    vi = "Bước {step} chưa hoàn thành."
    en = "Step {step} is not completed yet."


class StepNeverDone(Refusal):
    code = "step-never-done"
    vi = "Bước {step} chưa được thực hiện trong hồ sơ này nên không thể làm lại."
    en = "Step {step} wasn't done in this case, so it can't be done once more."


class NobodyHandedOff(Refusal):
    code = "nobody-handed-off"
    vi = (
        "Không đơn vị nào chuyển bước {step} đến: hồ sơ bắt đầu hoặc được mở lại tại đây nên không thể"
        " từ chối; hãy phân công lại hoặc hủy hồ sơ."
    )
    en = (
        "Nobody handed step {step} off: the case began or was reopened here, so it can't be refused;"
        " reassign it, or cancel the case."
    )


class NothingToTakeBack(Refusal):
    code = "nothing-to-take-back"
    vi = "Bước {step} không có việc tiếp nhận hoặc hoàn thành nào như vậy để rút lại."
    en = "Step {step} has no such receipt or completion to take back."


class BuiltOnAlready(Refusal):
    code = "built-on-already"
    vi = "Không rút lại được: tại bước {step} đã có việc khác diễn ra sau đó."
    en = "It can't be taken back: something else has happened at step {step} since."


class TakenBackTooLate(Refusal):
    code = "taken-back-too-late"
    vi = "Chỉ rút lại được trong {minutes} phút; hãy trả lại hoặc mở lại bước {step}."
    en = "It is taken back within {minutes} minutes; return or reopen step {step} instead."


class StepsStillOpen(Refusal):
    code = "steps-still-open"
    vi = "Còn các bước đang thực hiện: {steps}."
    en = "These steps are still open: {steps}."
