"""Refusals about editions of a catalogue: their drafts, their order, their force, and who may do what."""

from shared.errors import Forbidden, NotFound, Refusal


class UnfitEdition(Refusal):
    code = "unfit-edition"
    status = 422
    vi = "Lần ban hành phải là số nguyên từ 1 trở lên, không phải {edition}."
    en = "An edition is a whole number from 1, not {edition}."


class EditionNotFound(NotFound):
    code = "edition-not-found"
    vi = "Không có danh mục lần {edition} của {agency}."
    en = "There is no edition {edition} of the catalogue of {agency}."


class EditionAlreadyDrafted(Refusal):
    code = "edition-already-drafted"
    vi = "Danh mục lần {edition} của {agency} đã được lập."
    en = "Edition {edition} of the catalogue of {agency} is already drafted."


class EditionAlreadyIssued(Refusal):
    code = "edition-already-issued"
    vi = "Danh mục lần {edition} của {agency} đã ban hành, không sửa được nữa; hãy lập lần ban hành mới."
    en = "Edition {edition} of the catalogue of {agency} is issued and no longer changes; draft the next one."


class EditionDiscarded(Refusal):
    code = "edition-discarded"
    vi = "Dự thảo danh mục lần {edition} của {agency} đã được hủy bỏ; hãy lập lần ban hành mới."
    en = "The draft of edition {edition} of {agency} was discarded; begin the next one."


class IssuedEditionNotDiscarded(Refusal):
    code = "issued-edition-not-discarded"
    vi = "Danh mục lần {edition} của {agency} đã ban hành, không còn là dự thảo; chỉ bãi bỏ bằng quyết định."
    en = "Edition {edition} of {agency} is issued and no draft any more; it is withdrawn by a decision."


class EditionNotIssued(Refusal):
    code = "edition-not-issued"
    vi = "Danh mục lần {edition} của {agency} chưa ban hành."
    en = "Edition {edition} of the catalogue of {agency} is not issued yet."


class EditionEmpty(Refusal):
    code = "edition-empty"
    vi = "Danh mục lần {edition} của {agency} chưa có thủ tục nào."
    en = "Edition {edition} of the catalogue of {agency} has no procedure."


class EditionFull(Refusal):
    code = "edition-full"
    vi = "Một danh mục có tối đa {most} thủ tục."
    en = "A catalogue holds at most {most} procedures."


class DecisionIncomplete(Refusal):
    code = "decision-incomplete"
    status = 422
    vi = "Quyết định phải có số, ngày và người ký; ký thừa lệnh, thừa ủy quyền thì cả chức vụ người ký."
    en = "The decision needs number, date and signer; signed TL. or TUQ., the signer's position too."


class InForceBeforeDecision(Refusal):
    code = "in-force-before-decision"
    status = 422
    vi = "Danh mục không thể có hiệu lực từ {in_force_from}, trước ngày quyết định {decision_date}."
    en = "The catalogue cannot be in force from {in_force_from}, before its decision of {decision_date}."


class SigningRecorded(Refusal):
    """What is issued prints as it was issued."""

    code = "signing-recorded"
    vi = "Thể thức ký của quyết định đã được ghi nhận khi ban hành; hãy bỏ các tham số ký khi tải về."
    en = "How the decision is signed was recorded when it was issued; leave the parameters of signing out."


class EditionOutOfOrder(Refusal):
    code = "edition-out-of-order"
    vi = "Lần ban hành tiếp theo của {agency} là lần {next}, không phải lần {edition}."
    en = "The next edition of {agency} is {next}, not {edition}."


class DraftInProgress(Refusal):
    code = "draft-in-progress"
    vi = "{agency} đang soạn danh mục lần {draft}; mỗi lúc chỉ có một dự thảo."
    en = "{agency} is preparing edition {draft} already; there is one draft at a time."


class EditionBeingCopied(Refusal):
    code = "edition-being-copied"
    vi = "Danh mục lần {edition} đang được sao chép từ lần trước, còn {left} thủ tục; hãy thử lại sau."
    en = "Edition {edition} is still being copied from the last one, {left} procedures are left; try again."


class EditionEnded(Refusal):
    code = "edition-ended"
    vi = "Danh mục lần {edition} của {agency} đã hết hiệu lực."
    en = "Edition {edition} of {agency} has ended."


class EditionNotInForce(Refusal):
    code = "edition-not-in-force"
    vi = "Danh mục lần {edition} của {agency} không có hiệu lực."
    en = "Edition {edition} of {agency} is not in force."


class ReasonMissing(Refusal):
    code = "reason-missing"
    status = 422
    vi = "Phải nêu lý do."
    en = "A reason is needed."


class WithdrawnBeforeIssue(Refusal):
    code = "withdrawn-before-issue"
    status = 422
    vi = "Quyết định bãi bỏ ngày {given} không thể trước quyết định ban hành ngày {decision_date}."
    en = "The decision that withdraws it, of {given}, can't be before the decision of {decision_date}."


class CorrectionTooFar(Refusal):
    code = "correction-too-far"
    status = 422
    vi = (
        "Đính chính chỉ sửa sai sót về câu chữ; thời hạn, các bước, đơn vị và điều kiện của {procedure}"
        " phải giữ nguyên. Nếu cần thay đổi, hãy lập lần ban hành mới."
    )
    en = (
        "A correction mends texts; limits, steps, divisions and conditions of {procedure} stay."
        " Issue a new edition for more."
    )


class ProcedureNotToldYet(Refusal):
    code = "procedure-not-told-yet"
    vi = "Thủ tục {procedure} đang được ban hành; hãy thử lại sau."
    en = "Procedure {procedure} is just being issued; try again."


class MayNotLeadCatalogue(Forbidden):
    code = "may-not-lead-catalogue"
    vi = "Chỉ lãnh đạo {agency} hoặc người nhập dữ liệu mới được làm việc này."
    en = "Only the head of {agency} or an importer may do this."


class MayNotEditCatalogue(Forbidden):
    code = "may-not-edit-catalogue"
    vi = "Chỉ người biên tập danh mục của {agency} hoặc người nhập dữ liệu mới được soạn danh mục."
    en = "Only a catalogue editor of {agency} or an importer may draft its catalogue."


class MayNotIssueCatalogue(Forbidden):
    code = "may-not-issue-catalogue"
    vi = "Chỉ lãnh đạo {agency} hoặc người nhập dữ liệu mới được ban hành danh mục."
    en = "Only the head of {agency} or an importer may issue its catalogue."
