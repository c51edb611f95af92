"""Whether what a log holds can be the services': known before anything is made."""

from datetime import UTC, datetime
from pathlib import Path

from shared.kernel import Counting
from tthc.mining.log.driving_errors import (
    CaseInFuture,
    DeadlineBeforeOpening,
    LimitsTooLong,
    TooManyActivities,
    TooManyDivisions,
)
from tthc.mining.log.procedure import DerivedProcedure
from tthc.mining.log.tally import CaseSummary
from tthc.mining.log.values import LONGEST_LIMIT

MOST_ACTIVITIES = 200  #: each is a stage of the derived procedure
MOST_OTHER_DIVISIONS = 50  #: that may hold a step besides the usual one


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


def check_procedure(procedure: DerivedProcedure, path: Path) -> None:
    """Raises `TooManyActivities`, `TooManyDivisions` or `LimitsTooLong`."""
    if len(procedure.steps) > MOST_ACTIVITIES:
        raise TooManyActivities(where=str(path), count=len(procedure.steps), most=MOST_ACTIVITIES)
    for step in procedure.steps:
        divisions = len(step.other_divisions)
        if divisions > MOST_OTHER_DIVISIONS:
            most = MOST_OTHER_DIVISIONS + 1
            raise TooManyDivisions(
                where=str(path), activity=step.activity, divisions=divisions + 1, most=most
            )
    total, longest = procedure.time_limit, LONGEST_LIMIT[Counting(procedure.time_limit.counting)]
    if total.amount > longest.amount:
        raise LimitsTooLong(where=str(path), limit=total.duration, longest=longest.duration)
