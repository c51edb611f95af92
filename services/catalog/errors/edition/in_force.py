"""Refusals about editions in force, their withdrawal and corrections, and about their order."""

from shared.errors import Forbidden, Refusal


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
