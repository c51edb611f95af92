"""Coordinations between agencies."""

from shared.errors import Forbidden, Refusal


class StepAsksNobody(Refusal):
    code = "step-asks-nobody"
    vi = "Bước {step} không phải bước phối hợp theo danh mục nên không đề nghị cơ quan nào."
    en = "By the catalogue step {step} is no coordination, so it asks no agency."


class AgencyNotToBeAsked(Refusal):
    code = "agency-not-to-be-asked"
    vi = "Bước {step} đề nghị {named} theo danh mục, hoặc cơ quan được nêu khi từ chối; không phải {agency}."
    en = "Step {step} asks {named}, as the catalogue has it, or whom a decline named; not {agency}."


class AskedItself(Refusal):
    code = "asked-itself"
    status = 422
    vi = "Phải nêu cơ quan khác được đề nghị phối hợp."
    en = "Another agency must be named that is asked."


class QuestionMissing(Refusal):
    code = "question-missing"
    status = 422
    vi = "Phải ghi nội dung đề nghị phối hợp."
    en = "A request needs a question."


class LimitMustBeStated(Refusal):
    code = "limit-must-be-stated"
    status = 422
    vi = "Bước {step} không còn thời gian để chia cho cơ quan phối hợp; hãy nêu thời hạn trả lời."
    en = "Nothing is left of step {step}'s own time; say until when an answer is asked for."


class CoordinationUnknown(Refusal):
    code = "coordination-unknown"
    status = 404
    vi = "Hồ sơ không có đề nghị phối hợp số {coordination}."
    en = "The case has no coordination {coordination}."


class CoordinationAlreadyReceived(Refusal):
    code = "coordination-already-received"
    vi = "Đề nghị phối hợp số {coordination} đã được tiếp nhận hoặc đã kết thúc."
    en = "Coordination {coordination} was taken up already, or is over."


class AgencyOutside(Refusal):
    code = "agency-outside"
    vi = (
        "{agency} chưa vận hành trên hệ thống nên không mở hồ sơ tại đó; đơn vị đề nghị ghi lại việc tiếp"
        " nhận và trả lời."
    )
    en = (
        "{agency} isn't live in the system yet, so no case is opened there; the asker records what it does"
        " and answers."
    )


class InformedOnly(Refusal):
    code = "informed-only"
    vi = "{agency} chỉ nhận để biết, không phải trả lời nên không mở hồ sơ."
    en = "{agency} is only informed; it owes no answer, so no case is opened for it."


class ClarificationMissing(Refusal):
    code = "clarification-missing"
    status = 422
    vi = "Phải ghi nội dung cần làm rõ hoặc nội dung giải thích."
    en = "Say what is to be made clear, or what makes it clear."


class NothingToClarify(Refusal):
    code = "nothing-to-clarify"
    vi = "Đề nghị phối hợp số {coordination} không có nội dung nào chờ làm rõ."
    en = "Coordination {coordination} has nothing that was asked back and waits to be told."


class CoordinationNotOwed(Refusal):
    code = "coordination-not-owed"
    vi = "Đề nghị phối hợp số {coordination} không còn chờ trả lời."
    en = "Coordination {coordination} waits for no answer any more."


class CoordinationNotAnswered(Refusal):
    code = "coordination-not-answered"
    vi = "Đề nghị phối hợp số {coordination} không có trả lời nào chờ chấp nhận hoặc trả lại."
    en = "Coordination {coordination} has no answer that waits to be accepted or returned."


class CoordinationOver(Refusal):
    code = "coordination-over"
    vi = "Đề nghị phối hợp số {coordination} đã kết thúc, không thể rút lại."
    en = "Coordination {coordination} is over; it can't be withdrawn."


class CoordinationPending(Refusal):
    code = "coordination-pending"
    vi = "Bước {step} còn chờ {agency}: đề nghị phối hợp số {coordination} chưa được trả lời và chấp nhận."
    en = "Step {step} waits for {agency}: coordination {coordination} isn't answered and accepted yet."


class DisagreementUndecided(Refusal):
    code = "disagreement-undecided"
    vi = (
        "{agency} không đồng ý (đề nghị số {coordination}): bước {step} chỉ đi tiếp khi đã ghi quyết định"
        " về việc đó, hoặc trả lại trả lời."
    )
    en = (
        "{agency} disagreed (coordination {coordination}): step {step} goes on once a decision on it is"
        " recorded, or the answer returned."
    )


class AnsweredByItsCase(Refusal):
    code = "answered-by-its-case"
    vi = "Cơ quan được đề nghị đã mở hồ sơ {case_number} cho việc này; hoàn thành hồ sơ đó chính là trả lời."
    en = "The asked agency has case {case_number} for it; completing that case is the answer."


class AnswersNobody(Refusal):
    code = "answers-nobody"
    status = 422
    vi = "Hồ sơ này không trả lời đề nghị phối hợp nào nên không có loại trả lời."
    en = "This case answers no request, so it has no kind of answer."


class NotOfAskedAgency(Forbidden):
    code = "not-of-asked-agency"
    vi = "Chỉ cán bộ của {agency}, cơ quan được đề nghị, mới làm được việc này."
    en = "Only officials of {agency}, the agency that is asked, may do that."


class DeclineIsTheHeads(Forbidden):
    code = "decline-is-the-heads"
    vi = "Đã tiếp nhận thì chỉ người đứng đầu {agency} mới được từ chối."
    en = "Once it was taken up, only the head of {agency} may decline it."
