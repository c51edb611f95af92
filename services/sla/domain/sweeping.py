"""What time alone brings about: the sweeper makes timely what the facts make true."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.sla.domain.clock import Clock
from services.sla.domain.clock_events import ClockEvent, ClockRecounted, WithdrawalReason
from services.sla.domain.conclusions import case_overdue, step_due_soon, step_overdue, withdrawn
from services.sla.domain.moves import moved_dues, running
from services.sla.errors import UnknownCalendar
from shared.working_time.calendar import WorkingCalendar

_JUST_PAST = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sweep:
    """Raise what is due soon or overdue at `now`. Imported histories are judged by their facts alone."""

    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Recount:
    """The calendar has changed: count the open dues anew, and say why."""

    at: datetime
    calendar: WorkingCalendar
    reason: str


def sweep(state: Clock, command: Sweep) -> list[ClockEvent]:
    """What is due soon or overdue now and hasn't been told; of a paused clock, what was overdue before."""
    if not state.is_running or state.imported:
        return []
    paused = state.paused_since is not None
    events: list[ClockEvent] = []
    for visit in state.open.values():
        if visit.timer.overdue_raised:
            continue
        if visit.timer.is_late(command.now, state.paused_since):
            events.append(step_overdue(state, visit))
        elif command.now >= visit.timer.due_soon_at and not (paused or visit.due_soon_raised):
            events.append(step_due_soon(state, visit))
    total = state.total
    if total is not None and not total.overdue_raised and total.is_late(command.now, state.paused_since):
        events.append(case_overdue(state, total))
    return events


def next_alarm(state: Clock) -> datetime | None:
    """When the sweeper is to look at this clock next; None: not before another event of it."""
    if not state.is_running or state.imported:
        return None
    return min(_alarms(state), default=None)


def _alarms(state: Clock) -> Iterator[datetime]:
    paused = state.paused_since
    for visit, timer in running(state):
        if timer.overdue_raised:
            continue
        if paused is not None:
            if paused > timer.due_at:
                yield timer.due_at + _JUST_PAST
        elif visit is not None and not visit.due_soon_raised:
            yield timer.due_soon_at
        else:
            yield timer.due_at + _JUST_PAST


def recount(state: Clock, command: Recount) -> list[ClockEvent]:
    """The open dues by the calendar as it is now; nothing if none moves."""
    if not state.is_running:
        return []
    if command.calendar.code != state.calendar:
        raise UnknownCalendar(calendar=state.calendar)
    moved = moved_dues(state, command.calendar.of(state.agency), state.pauses)
    if not moved:
        return []
    later = {(one.step, one.visit): one.due_at for one in moved}
    disproved = [
        withdrawn(state, visit, timer, WithdrawalReason.RECOUNTED, None)
        for visit, timer in running(state)
        if timer.overdue_raised
        and later.get((visit.step, visit.number) if visit else (None, None), timer.due_at) > timer.due_at
    ]
    return [*disproved, ClockRecounted(recounted_at=command.at, reason=command.reason, moved=moved)]
