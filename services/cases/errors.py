"""Every refusal of the cases service: its code, its sentence in both languages, and its place.

`where` is the code of the step that the refusal speaks of, or the command's field.
"""

from shared.errors import Forbidden, Refusal

# ---- the case as a whole


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
    vi = "Hồ sơ đang tạm dừng; chỉ có thể tiếp tục hoặc hủy hồ sơ."
    en = "The case is suspended; it can only be resumed or cancelled."


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


class MandatoryStepsRemain(Refusal):
    code = "mandatory-steps-remain"
    vi = "Chưa thể hoàn thành hồ sơ: còn các bước bắt buộc {steps}."
    en = "The case can't be completed yet: the mandatory steps {steps} remain."


# ---- what a command must say


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


# ---- what the procedure allows


class SuspensionNotForeseen(Refusal):
    code = "suspension-not-foreseen"
    vi = "Thủ tục {procedure} (lần ban hành {edition}) không quy định việc tạm dừng hồ sơ."
    en = "Procedure {procedure} (edition {edition}) doesn't allow its cases to be suspended."


class SuspensionsUsedUp(Refusal):
    code = "suspensions-used-up"
    vi = "Thủ tục {procedure} chỉ cho phép tạm dừng mỗi hồ sơ {most_times} lần, và hồ sơ này đã đủ số lần."
    en = "Procedure {procedure} allows {most_times} suspension(s) of a case, and this one has had them."


class ExtensionNotForeseen(Refusal):
    code = "extension-not-foreseen"
    vi = "Thủ tục {procedure} (lần ban hành {edition}) không quy định việc gia hạn hồ sơ."
    en = "Procedure {procedure} (edition {edition}) doesn't allow its cases to be extended."


class ExtensionsUsedUp(Refusal):
    code = "extensions-used-up"
    vi = "Thủ tục {procedure} chỉ cho phép gia hạn mỗi hồ sơ {most_times} lần, và hồ sơ này đã đủ số lần."
    en = "Procedure {procedure} allows {most_times} extension(s) of a case, and this one has had them."


class ExtensionAfterDue(Refusal):
    code = "extension-after-due"
    vi = "Chỉ được gia hạn trước khi hết thời hạn: hồ sơ đã đến hạn lúc {due_at}, việc gia hạn là lúc {at}."
    en = "A case is extended before its limit ends: it was due at {due_at}, the extension is of {at}."


class ExtensionTooLate(Refusal):
    code = "extension-too-late"
    vi = "Phải gia hạn chậm nhất {notice_vi} trước khi hết thời hạn; hồ sơ đến hạn lúc {due_at}."
    en = "A case is extended at least {notice_en} before its limit ends; this one is due at {due_at}."


class ExtensionTooLong(Refusal):
    code = "extension-too-long"
    status = 422
    vi = (
        "Mỗi lần gia hạn thêm nhiều nhất {longest_vi}, tức là chậm nhất đến {latest}, không thể đến {due_at}."
    )
    en = "One extension gives at most {longest_en}, that is until {latest}; not until {due_at}."


# ---- procedures and people, as this service knows them


class ProcedureNotKnownYet(Refusal):
    code = "procedure-not-known-yet"
    vi = "Chưa nhận được thủ tục {procedure} của {agency}; nếu vừa ban hành, thử lại sau {retry_after} giây."
    en = "Procedure {procedure} of {agency} is not known yet; if just issued, try again in {retry_after} s."


class ProcedureUnknown(Refusal):
    """No edition of the agency's catalogue that is known here has it: a wrong code, most likely."""

    code = "procedure-unknown"
    status = 422
    vi = "Danh mục của {agency} không có thủ tục {procedure}; gần giống nhất: {near}."
    en = "The catalogue of {agency} has no procedure {procedure}; the nearest: {near}."


class ProcedureNotInForce(Refusal):
    code = "procedure-not-in-force"
    vi = "Thủ tục {procedure} của cơ quan {agency} không có lần ban hành nào có hiệu lực ngày {on}."
    en = "No edition of procedure {procedure} of {agency} is in force on {on}."


class CalendarNotKnownYet(Refusal):
    code = "calendar-not-known-yet"
    vi = "Chưa nhận được lịch làm việc {calendar}; nếu vừa khai báo, thử lại sau {retry_after} giây."
    en = "Working calendar {calendar} is not known yet; if just defined, try again in {retry_after} s."


class OfficialNotKnownYet(Refusal):
    code = "official-not-known-yet"
    vi = (
        "Chưa nhận được thông tin về cán bộ {official}; nếu vừa bổ nhiệm, hãy thử lại sau {retry_after} giây."
    )
    en = "Official {official} is not known yet; if just appointed, try again in {retry_after} s."


class OfficialUnknown(Refusal):
    """The agency's staff, as it is known here, has nobody under the name: a wrong one, most likely."""

    code = "official-unknown"
    status = 422
    vi = "Cơ quan không có cán bộ {official}; gần giống nhất: {near}."
    en = "The agency has no official {official}; the nearest: {near}."


class DivisionUnknown(Refusal):
    """The agency, as it is known here, has no such division: a wrong code, most likely."""

    code = "division-unknown"
    status = 422
    vi = "Cơ quan không có phòng ban {division}; gần giống nhất: {near}."
    en = "The agency has no division {division}; the nearest: {near}."


class OfficialNotOfDivision(Refusal):
    code = "official-not-of-division"
    vi = "Cán bộ {official} không thuộc phòng ban {division}."
    en = "Official {official} doesn't belong to division {division}."


class DivisionNotResponsible(Refusal):
    code = "division-not-responsible"
    vi = "Phòng ban {division} không được giao bước {step}; các phòng ban được giao: {allowed}."
    en = "Division {division} isn't responsible for step {step}; those that are: {allowed}."


# ---- where a step stands


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


class StepsStillOpen(Refusal):
    code = "steps-still-open"
    vi = "Còn các bước đang thực hiện: {steps}."
    en = "These steps are still open: {steps}."


# ---- where a case may go


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


# ---- who may


class MayNotOpen(Forbidden):
    code = "may-not-open"
    vi = "Chỉ cán bộ, lãnh đạo của cơ quan {agency} hoặc hệ thống được đăng ký mới được mở hồ sơ."
    en = "Only officials and heads of {agency}, or a registered system, may open its cases."


class MayNotImport(Forbidden):
    code = "may-not-import"
    vi = "Chỉ vai trò nhập dữ liệu mới được đánh dấu hồ sơ là nhập từ nhật ký và nêu lần ban hành của nó."
    en = "Only the importer role may mark a case as imported, and name the edition of such a one."


class MayNotAssign(Forbidden):
    code = "may-not-assign"
    vi = "Chỉ trưởng đơn vị {division} hoặc lãnh đạo cơ quan mới được phân công bước này."
    en = "Only the head of division {division} or the agency head may assign this step."


class NotOfHoldingDivision(Forbidden):
    code = "not-of-holding-division"
    vi = "Bước này do phòng ban {division} giữ; chỉ cán bộ của phòng ban đó mới được thực hiện."
    en = "Division {division} holds this step; only its officials may work on it."


class AssignedToAnother(Forbidden):
    code = "assigned-to-another"
    vi = "Bước này đã giao cho cán bộ {official}; chỉ người đó hoặc trưởng phòng được thực hiện."
    en = "This step belongs to {official}; only that official or the division head may work on it."


class AgencyHeadOnly(Forbidden):
    code = "agency-head-only"
    vi = "Chỉ lãnh đạo cơ quan {agency} mới được thực hiện việc này."
    en = "Only the head of agency {agency} may do this."


class MayNotCompleteCase(Forbidden):
    code = "may-not-complete-case"
    vi = "Chỉ cán bộ của phòng ban giữ bước cuối cùng hoặc lãnh đạo cơ quan mới được hoàn thành hồ sơ."
    en = "Only officials of the division that holds the last step, or the agency head, may complete the case."


class DelegationUnitUnclear(Refusal):
    code = "delegation-unit-unclear"
    status = 400
    vi = (
        "Ủy quyền có hiệu lực tại nhiều phòng ban ({divisions}); hãy cho biết bạn thực hiện tại phòng "
        "ban nào."
    )
    en = "The delegation holds in several divisions ({divisions}); say in which one you do this."
