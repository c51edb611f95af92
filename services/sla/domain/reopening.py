"""A completed case is opened again: its clock goes on where it stopped."""

from typing import Any

from services.sla.domain.alarms import alarm_again
from services.sla.domain.clock import Clock
from services.sla.domain.coming_back import after_end
from services.sla.domain.events import ClockReopened
from services.sla.domain.following import CLOCK, ChangeContext
from services.sla.domain.giving import Way, given
from services.sla.domain.moves import due_again
from services.sla.domain.opening import Sender, start_visits
from shared.contracts.cases.course import CaseReopened
from shared.working_time.dues import Pause


@CLOCK.follows_after_end(CaseReopened)
def case_reopened(clock: Clock, event: CaseReopened, context: ChangeContext) -> list[Any]:
    """The time since its end is a pause; what had been late stays late."""
    total, at = clock.case_timer, event.reopened_at
    since_end = Pause(start=clock.stopped_at or at, end=at, reason=event.reason, ended=True)
    due, soon = due_again(clock, total, context.calendar, [*clock.pauses, since_end])
    reopened = ClockReopened(
        source_version=context.version,
        reopened_at=at,
        reason=event.reason,
        due_at=due,
        due_soon_at=soon,
        overdue=total.overdue_raised,
        alarm=alarm_again(clock, total, due),
    )
    back = after_end(clock, event, context)
    sender = Sender(sent_by=event.reopened_by, came_back=True, back=back)
    started = start_visits(clock, event.to, at, context, sender)
    return [reopened, *started, *given(clock, started, Way.REOPENED, event.reopened_by, at, context)]


@CLOCK.evolves(ClockReopened)
def reopened(clock: Clock, event: ClockReopened) -> None:
    """It runs."""
    start = clock.stopped_at or event.reopened_at
    clock.pauses.append(Pause(start=start, end=event.reopened_at, reason=event.reason, ended=True))
    clock.stopped_at, clock.late = None, False
    clock.case_timer.due_at, clock.case_timer.due_soon_at = event.due_at, event.due_soon_at
