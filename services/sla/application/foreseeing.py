"""What a change of a calendar would move: the same decision and the same counting, and nothing is saved."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from services.sla.application.known_here import working
from services.sla.application.sla import SlaApplication
from services.sla.domain.alarms import name_of_moved
from services.sla.domain.clock import Clock, TimeName
from services.sla.domain.deciders import CALENDAR, CLOCK
from services.sla.domain.moves import moved_dues
from services.sla.domain.recounting import disproved_by
from shared.decider import GivenCommand
from shared.eventstore.store import EventStore
from shared.working_time.calendar import WorkingCalendar


@dataclass(frozen=True, slots=True)
class ForeseenMove:
    """One due instant that would be another."""

    case_number: str
    agency: str
    name: TimeName
    due_at: datetime  #: as it stands
    moved_to: datetime
    disproved: bool  #: it was told to be overdue, and wouldn't be


async def calendar_after(
    application: SlaApplication, code: str, changes: Iterable[GivenCommand]
) -> WorkingCalendar:
    """The calendar as it would be. Raises what the changes are refused with."""
    state, _ = await application.state(CALENDAR, code)  # read for this question, and nobody else's
    for given in changes:
        for event in CALENDAR.decide(state, given.command, given.act, code):
            state = CALENDAR.evolve(state, event)
    return working(state, code)


async def moves_of(
    application: SlaApplication, case_numbers: Sequence[str], calendar: WorkingCalendar
) -> list[ForeseenMove]:
    """The due instants of these cases that the calendar would move; read and counted beside other work."""
    return await application.read(_moves_of_all, application.store, case_numbers, calendar)


def _moves_of_all(
    store: EventStore, case_numbers: Sequence[str], calendar: WorkingCalendar
) -> list[ForeseenMove]:
    kept = store.load_together([(CLOCK, number) for number in case_numbers])
    found = (kept.get(CLOCK.stream(number)) or store.load(CLOCK, number) for number in case_numbers)
    clocks = (one.state for one in found)
    return [move for clock in clocks if clock.is_running for move in _moves_of(clock, calendar)]


def _moves_of(clock: Clock, calendar: WorkingCalendar) -> Iterator[ForeseenMove]:
    moved = moved_dues(clock, clock.counted_by(calendar), clock.pauses, clock.paused_since)
    disproved = {id(timer) for _, timer in disproved_by(clock, moved)}
    for one in moved:
        name = name_of_moved(one)
        timer = clock.timer(name)
        yield ForeseenMove(
            clock.case_number, clock.agency, name, timer.due_at, one.due_at, id(timer) in disproved
        )
