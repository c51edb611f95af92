"""Lateness and returns that are contested."""

from shared.errors import Forbidden, Refusal


class NoLateVisit(Refusal):
    code = "no-late-visit"
    vi = "Bạn không có lần xử lý nào của bước {step} bị trễ hạn."
    en = "No visit of step {step} that is yours is late."


class NotYourVisit(Forbidden):
    code = "not-your-visit"
    vi = "Lần xử lý {visit} của bước {step} không do bạn thực hiện nên bạn không nêu được nguyên nhân."
    en = "Visit {visit} of step {step} isn't yours; only whose it is may claim a cause for it."


class VisitNotLate(Refusal):
    code = "visit-not-late"
    vi = "Lần xử lý {visit} của bước {step} không trễ hạn (hạn {due_at})."
    en = "Visit {visit} of step {step} isn't late; it was due at {due_at}."


class VisitUnknown(Refusal):
    code = "visit-unknown"
    status = 422
    vi = "Không có lần xử lý {visit} của bước {step} đã hoàn thành hoặc đang có người giữ."
    en = "There is no visit {visit} of step {step} that was completed or that somebody holds."


class CauseClaimedAlready(Refusal):
    code = "cause-claimed-already"
    vi = "Nguyên nhân khách quan của lần xử lý {visit}, bước {step}, đã được nêu."
    en = "An objective cause of visit {visit} of step {step} was claimed already."


class CauseNotClaimed(Refusal):
    code = "cause-not-claimed"
    vi = "Chưa ai nêu nguyên nhân khách quan ở bước {step}."
    en = "Nobody has claimed an objective cause at step {step}."


class CauseDecidedAlready(Refusal):
    code = "cause-decided-already"
    vi = "Nguyên nhân khách quan của lần xử lý {visit}, bước {step}, đã được xem xét."
    en = "The objective cause of visit {visit} of step {step} was decided on already."


class DocumentNotAttached(Refusal):
    code = "document-not-attached"
    status = 422
    vi = "Tài liệu làm căn cứ (SHA-256 {sha256}) chưa được đính kèm hồ sơ."
    en = "The document that is to show it (SHA-256 {sha256}) isn't attached to the case."


class NotCompetent(Forbidden):
    code = "not-competent"
    vi = "Chỉ trưởng đơn vị {division} hoặc lãnh đạo cơ quan mới được quyết định việc này."
    en = "Only the head of division {division} or the agency head may decide this."


class OwnMatter(Forbidden):
    code = "own-matter"
    vi = "Không ai được tự quyết định việc của mình."
    en = "Nobody decides on a matter of their own."


class ReturnUnknown(Refusal):
    code = "return-unknown"
    status = 422
    vi = "Sự kiện số {returned} của hồ sơ không trả lại việc nào đã hoàn thành."
    en = "Event {returned} of the case sent no completed work back."


class ReturnClearedAlready(Refusal):
    code = "return-cleared-already"
    vi = "Lần trả lại này đã được xác định là không do lỗi của người thực hiện."
    en = "This return was cleared already."
