"""A case ends: its clock stops, and those of the visits that are open."""

from datetime import datetime
from typing import Any

from services.sla.domain.answering import end_asked
from services.sla.domain.clock import CaseOutcome, Clock, StepOutcome, WithdrawalReason
from services.sla.domain.conclusions import at_end, of_case
from services.sla.domain.events import VisitsLeft
from services.sla.domain.following import CLOCK, ChangeContext
from services.sla.domain.stopping import in_hand, stop_all, used_minutes
from shared.contracts.cases.course import CaseCancelled, CaseCompleted
from shared.contracts.sla import ClockStopped


@CLOCK.follows(CaseCompleted)
def case_completed(clock: Clock, event: CaseCompleted, context: ChangeContext) -> list[Any]:
    """The case has its result."""
    return _end(clock, event.completed_at, CaseOutcome.COMPLETED, context)


@CLOCK.follows(CaseCancelled)
def case_cancelled(clock: Clock, event: CaseCancelled, context: ChangeContext) -> list[Any]:
    """The case ends without a result."""
    return _end(clock, event.cancelled_at, CaseOutcome.CANCELLED, context)


def _end(clock: Clock, at: datetime, outcome: CaseOutcome, context: ChangeContext) -> list[Any]:
    total, completed = clock.case_timer, outcome is CaseOutcome.COMPLETED
    reason = WithdrawalReason.COMPLETED_IN_TIME if completed else WithdrawalReason.CASE_ENDED
    stopped = ClockStopped(
        **of_case(clock),
        source_version=context.version,
        started_at=total.started_at,
        time_limit=total.time_limit,
        due_at=total.due_at,
        stopped_at=at,
        used_minutes=used_minutes(clock, total, at, context),
        outcome=outcome,
        late=total.is_late(at, clock.paused_since),
    )
    asked, steps = end_asked(clock, at, context), stop_all(clock, at, StepOutcome.CASE_ENDED, context)
    left = [VisitsLeft(source_version=context.version, left=in_hand(clock))] if clock.in_hand else []
    return [*asked, *steps, *left, *at_end(clock, None, total, at, reason, context), stopped]


@CLOCK.evolves(VisitsLeft)
def visits_left(clock: Clock, event: VisitsLeft) -> None:
    """Nobody has them in hand."""
    for one in event.left:
        clock.in_hand.pop(one.step, None)


@CLOCK.evolves(ClockStopped)
def stopped(clock: Clock, event: ClockStopped) -> None:
    """Nothing changes the clock any more."""
    clock.stopped_at, clock.late = event.stopped_at, event.late
