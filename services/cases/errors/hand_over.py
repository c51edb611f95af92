"""Hand-overs of a desk."""

from shared.errors import Forbidden, Refusal


class MayNotHandOver(Forbidden):
    code = "may-not-hand-over"
    vi = "Chỉ {official}, trưởng đơn vị đang giữ các bước hoặc lãnh đạo cơ quan mới được đề nghị bàn giao."
    en = "Only {official}, the head of the division that holds the steps, or the agency's may propose this."


class HandOverToOneself(Refusal):
    code = "hand-over-to-oneself"
    status = 422
    vi = "Người nhận bàn giao phải là người khác."
    en = "Whoever receives must be somebody else."


class NothingToHandOver(Refusal):
    code = "nothing-to-hand-over"
    vi = "{official} không giữ bước nào đang mở để bàn giao."
    en = "{official} holds no open step that could be handed over."


class TooManyToHandOver(Refusal):
    code = "too-many-to-hand-over"
    status = 422
    vi = "Mỗi lần bàn giao nhiều nhất {most} bước; hãy nêu các bước và lập nhiều lần bàn giao."
    en = "One hand-over has at most {most} steps: name them, and propose several."


class StepListedTwice(Refusal):
    code = "step-listed-twice"
    status = 422
    vi = "Bước {step} của hồ sơ {case_number} được nêu hai lần."
    en = "Step {step} of case {case_number} is listed twice."


class NotHeldByGiver(Refusal):
    code = "not-held-by-giver"
    vi = "{official} không (còn) giữ bước {step} đang mở của hồ sơ {case_number}."
    en = "{official} doesn't hold an open step {step} of case {case_number} (any more)."


class HandOverUnknown(Refusal):
    code = "hand-over-unknown"
    status = 404
    vi = "Không có bàn giao này."
    en = "There is no such hand-over."


class HandOverOver(Refusal):
    code = "hand-over-over"
    vi = "Bàn giao này đã xong hoặc đã rút lại."
    en = "This hand-over is done already, or was withdrawn."


class HandOverAlreadyConfirmed(Refusal):
    code = "hand-over-already-confirmed"
    vi = "{official} đã xác nhận bàn giao này."
    en = "{official} has confirmed this hand-over already."


class NoSideOfHandOver(Forbidden):
    code = "no-side-of-hand-over"
    vi = "Chỉ bên giao ({giver}) và bên nhận ({receiver}) mới làm được việc này."
    en = "Only who gives ({giver}) and who receives ({receiver}) may do this."
