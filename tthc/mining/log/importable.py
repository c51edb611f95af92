"""Whether a case of a log can be one of the services'."""

from datetime import UTC, datetime

from tthc.mining.log.driving_errors import CaseInFuture, DeadlineBeforeOpening
from tthc.mining.log.tally import CaseSummary


def check_importable(case: CaseSummary) -> None:
    """Raises `DeadlineBeforeOpening` or `CaseInFuture`."""
    if case.deadline is not None and case.deadline <= case.opened_at:
        raise DeadlineBeforeOpening(
            where=case.opened_in,
            case=case.case_id,
            deadline=case.deadline.isoformat(),
            opened_at=case.opened_at.isoformat(),
        )
    if case.last_event_at > datetime.now(UTC):
        raise CaseInFuture(where=case.ended_in, case=case.case_id, time=case.last_event_at.isoformat())
