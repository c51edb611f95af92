"""How pauses and changes of the calendar move the due instants of what is open."""

from collections.abc import Sequence
from datetime import datetime

from services.sla.domain.clock import Clock, Timer, Visit, name_of
from services.sla.domain.events import MovedDue
from shared.working_time.calendar import WorkingCalendar
from shared.working_time.dues import Pause, due_after, due_soon_at, given_due_after


def moved_dues(clock: Clock, calendar: WorkingCalendar, pauses: Sequence[Pause]) -> tuple[MovedDue, ...]:
    """The dues that these pauses and this calendar make, where they differ from what stands."""
    return tuple(
        moved
        for visit, timer in clock.running()
        if (moved := _counted(visit, timer, calendar, pauses, clock.due_soon_percent)).due_at != timer.due_at
    )


def due_of(timer: Timer, calendar: WorkingCalendar, pauses: Sequence[Pause]) -> datetime:
    """When it is due by this calendar; an extension never leaves less than the limit alone would."""
    dues = []
    if timer.given_due is not None and timer.given_from is not None:
        dues.append(given_due_after(calendar, timer.given_due, timer.given_from, pauses))
    if timer.limit_counts:
        dues.append(due_after(calendar, timer.started_at, timer.time_limit, pauses)[0])
    return max(dues)


def _counted(
    visit: Visit | None, timer: Timer, calendar: WorkingCalendar, pauses: Sequence[Pause], percent: int
) -> MovedDue:
    due = due_of(timer, calendar, pauses)
    soon = due_soon_at(calendar, timer.started_at, due, percent, pauses)
    step, number = name_of(visit)
    return MovedDue(step=step, visit=number, due_at=due, due_soon_at=soon)
