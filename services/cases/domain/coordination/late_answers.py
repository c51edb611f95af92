"""What an agency says after its silence was taken as agreement: it is kept, and moves nothing."""

from datetime import datetime

from services.cases.domain.case import Case
from services.cases.domain.coordination_state import Coordination
from shared.contracts.cases.coordination import AskedDocument
from shared.contracts.cases.remarks import CommentAdded


def is_too_late(asked: Coordination, at: datetime) -> bool:
    """Whether silence has answered by then, and that answer stands."""
    return asked.by_silence and asked.is_answered and not asked.is_overtaken_at(at)


def late_answer(
    case: Case,
    asked: Coordination,
    *,
    answer: str | None,
    text: str | None,
    documents: tuple[AskedDocument, ...] = (),
    by: str,
    at: datetime,
    recorded_by: str | None,
) -> CommentAdded:
    """The answer as a comment at the coordination."""
    return CommentAdded(
        **case.named_by(recorded_by),
        kind="late_answer",
        coordination=asked.number,
        answer=answer,
        text=text or "",
        documents=documents,
        commented_by=by,
        commented_at=at,
    )
