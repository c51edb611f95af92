"""Refusals about editions of a catalogue."""

from shared.errors import NotFound, Refusal


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
