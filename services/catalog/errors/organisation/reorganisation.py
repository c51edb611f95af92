"""Refusals about what an agency is: its name, its place, its end, and who succeeds it."""

from shared.errors import Refusal


class AgencyHasEnded(Refusal):
    code = "agency-has-ended"
    vi = "Cơ quan {agency} không còn tồn tại từ ngày {ended_from}; hãy dùng cơ quan kế thừa."
    en = "Agency {agency} no longer exists from {ended_from}; turn to its successor."


class AgencyNotThereYet(Refusal):
    code = "agency-not-there-yet"
    status = 422
    vi = "Cơ quan {agency} chỉ tồn tại từ ngày {valid_from}."
    en = "Agency {agency} exists from {valid_from} only."


class DecisionFromFuture(Refusal):
    code = "decision-from-future"
    status = 422
    vi = "Ngày ký quyết định {given} chưa đến."
    en = "The decision's date {given} has not come yet."


class NothingReorganised(Refusal):
    code = "nothing-reorganised"
    vi = "Không có gì thay đổi: cơ quan {agency} đã đúng như vậy."
    en = "Nothing to change: agency {agency} is so already."


class AgencyAlreadyLive(Refusal):
    code = "agency-already-live"
    vi = "Cơ quan {agency} đã được quyết định vận hành từ ngày {live_from}."
    en = "It is decided already that agency {agency} is live from {live_from}."


class EffectiveBeforeEarlier(Refusal):
    code = "effective-before-earlier"
    status = 422
    vi = "Thay đổi có hiệu lực ngày {given} phải sau thay đổi trước đó, ngày {earlier}."
    en = "What takes effect on {given} must come after the change before it, of {earlier}."


class EndsBeforeSuccession(Refusal):
    code = "ends-before-succession"
    status = 422
    vi = "Cơ quan {agency} kế thừa cơ quan khác từ ngày {succeeds_from}, nên chỉ có thể kết thúc sau ngày đó."
    en = "Agency {agency} takes over from others on {succeeds_from}, so it can only end after that day."


class WrongSuccessorCount(Refusal):
    code = "wrong-successor-count"
    status = 422
    vi = "Số cơ quan kế thừa của {agency} phải từ {fewest} đến {most}, không phải {given}."
    en = "Agency {agency} needs {fewest} to {most} successors here, not {given}."


class SuccessorUnfit(Refusal):
    code = "successor-unfit"
    status = 422
    vi = (
        "{successor} không thể kế thừa {agency}: cơ quan kế thừa phải là cơ quan khác và tồn tại vào "
        "ngày {day}."
    )
    en = "{successor} cannot succeed {agency}: a successor is another agency, and exists on {day}."


class DivisionTransferredTwice(Refusal):
    code = "division-transferred-twice"
    status = 422
    vi = "Phòng ban {division} được chuyển giao hai lần."
    en = "The division {division} is handed over twice."


class TransferToStranger(Refusal):
    code = "transfer-to-stranger"
    status = 422
    vi = "Phòng ban {division} được giao cho {successor}, không phải là cơ quan kế thừa."
    en = "The division {division} is given to {successor}, which is no successor."


class MergerWithoutAgencies(Refusal):
    code = "merger-without-agencies"
    status = 422
    vi = "Việc sáp nhập phải nêu ít nhất một cơ quan, mỗi cơ quan một lần, khác với cơ quan tiếp nhận {into}."
    en = "A merger names one agency at least, each once, and others than {into}, which they merge into."


class TransferOfNobody(Refusal):
    code = "transfer-of-nobody"
    status = 422
    vi = (
        "Phòng ban được chuyển giao phải thuộc một cơ quan kết thúc theo quyết định này, không phải của "
        "{agency}."
    )
    en = "A division that is handed over is of an agency that ends by this decision, not of {agency}."
