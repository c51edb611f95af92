"""How pauses and changes of the calendar move the due instants of what is open."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from services.sla.domain.clock import Clock, Timer, Visit
from services.sla.domain.clock_events import MovedDue
from shared.contracts.vocabulary import TimeLimit
from shared.working_time.calendar import WorkingCalendar
from shared.working_time.dues import Pause, due_after, due_soon_at, given_due_after


def first_dues(
    calendar: WorkingCalendar, start: datetime, limit: TimeLimit, given: datetime | None, percent: int
) -> tuple[datetime, datetime]:
    """The due and due-soon instants of a time that starts now."""
    due = given or calendar.due_at(start, limit)
    return due, due_soon_at(calendar, start, due, percent)


def running(state: Clock) -> Iterator[tuple[Visit | None, Timer]]:
    """The open visits' times, and the case's own."""
    for visit in state.open.values():
        yield visit, visit.timer
    if state.total is not None:
        yield None, state.total


def moved_dues(state: Clock, calendar: WorkingCalendar, pauses: Sequence[Pause]) -> tuple[MovedDue, ...]:
    """The dues that these pauses and this calendar make, where they differ from what stands."""
    return tuple(
        moved
        for visit, timer in running(state)
        if (moved := _counted(visit, timer, calendar, pauses, state.due_soon_percent)).due_at != timer.due_at
    )


def _counted(
    visit: Visit | None, timer: Timer, calendar: WorkingCalendar, pauses: Sequence[Pause], percent: int
) -> MovedDue:
    if timer.given_due is not None and timer.given_from is not None:
        due = given_due_after(calendar, timer.given_due, timer.given_from, pauses)
    else:
        due, _ = due_after(calendar, timer.started_at, timer.time_limit, pauses)
    return MovedDue(
        step=visit.step if visit else None,
        visit=visit.number if visit else None,
        due_at=due,
        due_soon_at=due_soon_at(calendar, timer.started_at, due, percent, pauses),
    )
