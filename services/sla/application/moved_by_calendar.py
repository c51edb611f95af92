"""Which changes of a calendar have moved the due instants of a case, and by which decision."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from services.sla.application.sla import SlaApplication
from services.sla.domain.alarms import name_of_moved
from services.sla.domain.calendar_events import (
    DayCleared,
    DayConfirmed,
    HolidayAdded,
    LocalDifferenceAdded,
    MakeUpDayAdded,
)
from services.sla.domain.clock import TimeName
from services.sla.domain.deciders import CALENDAR, CLOCK
from services.sla.domain.events import ClockRecounted


@dataclass(frozen=True, slots=True)
class CalendarMove:
    """One due instant that a change of the calendar moved."""

    name: TimeName
    due_at: datetime  #: as it had been
    moved_to: datetime
    moved_at: datetime  #: when it was counted anew
    reason: str  #: which change it was, with the decisions behind it


async def moves_by_calendar(application: SlaApplication, case_number: str) -> list[CalendarMove]:
    """In the order in which they happened; none of a case that has no clock."""
    clock, found = CLOCK.initial(), []
    for recorded in await application.read(application.store.events, CLOCK.stream(case_number)):
        event = recorded.event
        if isinstance(event, ClockRecounted):
            for one in event.moved:
                name = name_of_moved(one)
                before = clock.timer(name).due_at
                found.append(CalendarMove(name, before, one.due_at, event.recounted_at, event.reason))
        clock = CLOCK.evolve(clock, event)
    return found


async def reason_of_recount(application: SlaApplication, code: str, seen: int, version: int) -> str:
    """Why dues are counted anew: the calendar's version, and the decisions since the one that was seen."""
    changes = await application.read(application.store.events, CALENDAR.stream(code))
    made = [one.event for one in changes if seen < one.version <= version]
    decisions = "; ".join(dict.fromkeys(source for event in made for source in _sources(event)))
    reason = f"Lịch làm việc {code} đã thay đổi (phiên bản {version})"
    return f"{reason}: {decisions}" if decisions else reason


def _sources(event: Any) -> Iterator[str]:
    match event:
        case HolidayAdded():
            yield event.holiday.source
        case MakeUpDayAdded():
            yield event.make_up_day.source
        case LocalDifferenceAdded():
            yield event.difference.source
        case DayConfirmed():
            yield event.source
        case DayCleared():
            yield event.reason
