"""Times that end: of a visit, or of the case."""

from datetime import datetime
from typing import Any

from services.sla.domain.clock import Clock, StepOutcome, Timer, Visit, WithdrawalReason, visit_key
from services.sla.domain.conclusions import at_end
from services.sla.domain.events import LeftVisit, StepClockStopped
from services.sla.domain.following import CLOCK, ChangeContext
from services.sla.domain.measuring_visits import measured
from services.sla.domain.receipts import at_receipt, ended
from shared.working_time.dues import worked_between

_MINUTE = 60


def stop(
    clock: Clock,
    visit: Visit,
    at: datetime,
    outcome: StepOutcome,
    context: ChangeContext,
    by: str | None = None,
) -> list[Any]:
    """The visit's clock stops, and what that shows of its overdue. `by`: who completed it."""
    ended_with_case = outcome is StepOutcome.CASE_ENDED
    reason = WithdrawalReason.CASE_ENDED if ended_with_case else WithdrawalReason.COMPLETED_IN_TIME
    stopped = StepClockStopped(
        source_version=context.version,
        step=visit.step,
        visit=visit.number,
        stopped_at=at,
        used_minutes=used_minutes(clock, visit.timer, at, context),
        outcome=outcome,
        late=visit.timer.is_late(at, clock.paused_since),
        measured=measured(clock, visit, at, context.calendar, context.version, by),
    )
    # A log may say nothing of receipts: who completes what it brings in had received it, nobody knows when.
    judged = not (clock.history and outcome is StepOutcome.COMPLETED)
    receipt = at_receipt(clock, visit, at, context, judged=judged)
    return [*at_end(clock, visit, visit.timer, at, reason, context), *receipt, stopped]


def stop_all(clock: Clock, at: datetime, outcome: StepOutcome, context: ChangeContext) -> list[Any]:
    """The clocks of all open visits stop."""
    return [event for visit in clock.open.values() for event in stop(clock, visit, at, outcome, context)]


def in_hand(clock: Clock) -> tuple[LeftVisit, ...]:
    """The completed visits that the case is at."""
    return tuple(LeftVisit(step=step, visit=visit) for step, visit in clock.in_hand.items())


def used_minutes(clock: Clock, timer: Timer, at: datetime, context: ChangeContext) -> int:
    """The working time since the timer's start, pauses left out."""
    worked = worked_between(context.calendar, timer.started_at, at, clock.pauses_until(at))
    return int(worked.total_seconds()) // _MINUTE


@CLOCK.evolves(StepClockStopped)
def step_stopped(clock: Clock, event: StepClockStopped) -> None:
    """The visit is finished."""
    key = visit_key(event.step, event.visit)
    visit = clock.finished[key] = clock.open.pop(key)
    visit.stopped_at, visit.late = event.stopped_at, event.late
    ended(visit, event.stopped_at)
    if event.outcome == StepOutcome.COMPLETED:
        clock.in_hand[event.step] = event.visit
        if event.measured is not None:
            visit.agency, visit.completed_by = event.measured.agency, event.measured.official
