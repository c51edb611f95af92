"""The case as a whole, and what a command must say."""

from shared.errors import Refusal


class CaseNotOpened(Refusal):
    code = "case-not-opened"
    status = 404
    vi = "Không có hồ sơ {case_number}."
    en = "There is no case {case_number}."


class CaseAlreadyOpened(Refusal):
    code = "case-already-opened"
    vi = "Hồ sơ {case_number} đã được mở."
    en = "Case {case_number} has been opened already."


class CaseIsSuspended(Refusal):
    code = "case-suspended"
    vi = "Hồ sơ đang tạm dừng; chỉ có thể tiếp tục, hủy hoặc bổ sung ý kiến, tài liệu."
    en = "The case is suspended; it can only be resumed, cancelled, commented on and added to."


class CaseNotSuspended(Refusal):
    code = "case-not-suspended"
    vi = "Hồ sơ không tạm dừng nên không có gì để tiếp tục."
    en = "The case isn't suspended, so there is nothing to resume."


class CaseAlreadyCompleted(Refusal):
    code = "case-already-completed"
    vi = "Hồ sơ đã hoàn thành, không thể thay đổi nữa."
    en = "The case is completed and can't be changed any more."


class CaseAlreadyCancelled(Refusal):
    code = "case-already-cancelled"
    vi = "Hồ sơ đã bị hủy, không thể thay đổi nữa."
    en = "The case is cancelled and can't be changed any more."


class CaseNotCompleted(Refusal):
    code = "case-not-completed"
    vi = "Hồ sơ chưa hoàn thành nên không có gì để mở lại."
    en = "The case isn't completed, so there is nothing to reopen."


class CaseToBeReopened(Refusal):
    code = "case-to-be-reopened"
    vi = "Hồ sơ đã hoàn thành: muốn làm lại một bước, lãnh đạo cơ quan phải mở lại hồ sơ tại bước đó."
    en = "The case is completed: to do a step once more, the agency head reopens the case at that step."


class ReopenedByItsAsker(Refusal):
    code = "reopened-by-its-asker"
    vi = "Hồ sơ này trả lời đề nghị của {agency}; nó chỉ được mở lại khi cơ quan đó trả lại câu trả lời."
    en = "This case answers a request of {agency}; it is reopened only by that agency's returning the answer."


class ReopeningTooLate(Refusal):
    code = "reopening-too-late"
    vi = "Chỉ mở lại được trong {days} ngày sau khi hoàn thành; hồ sơ đã hoàn thành lúc {ended_at}."
    en = "A case is reopened within {days} days of its end; this one was completed at {ended_at}."


class MandatoryStepsRemain(Refusal):
    code = "mandatory-steps-remain"
    vi = "Chưa thể hoàn thành hồ sơ: còn các bước bắt buộc {steps}."
    en = "The case can't be completed yet: the mandatory steps {steps} remain."


class SubjectMissing(Refusal):
    code = "subject-missing"
    status = 422
    vi = "Phải ghi trích yếu nội dung của hồ sơ."
    en = "A case needs a subject."


class ReasonMissing(Refusal):
    code = "reason-missing"
    status = 422
    vi = "Phải nêu lý do."
    en = "A reason must be given."


class DueNotAfterOpening(Refusal):
    code = "due-not-after-opening"
    status = 422
    vi = "Thời điểm đến hạn {due_at} phải sau thời điểm mở hồ sơ {opened_at}."
    en = "The due time {due_at} must be after the opening at {opened_at}."


class DueNotLater(Refusal):
    code = "due-not-later"
    status = 422
    vi = "Gia hạn đến {due_at} phải muộn hơn thời hạn hiện tại {present}."
    en = "An extension to {due_at} must be later than the present due time {present}."
