"""The sla service's use cases: note a case's facts, sweep the clocks, define calendars."""

from collections.abc import Callable, Iterator, Sequence
from functools import wraps
from typing import Any, NamedTuple

from services.sla import domain
from services.sla.domain import (
    CALENDAR,
    CLOCK,
    NoteFact,
    Recount,
    Sweep,
    calendar_needed,
    facts,
)
from services.sla.domain import calendar as calendars
from services.sla.domain.calendar import Calendar, CalendarCommand
from services.sla.domain.clock_events import CaseOverdue, StepClockReceived, StepOverdue
from services.sla.errors import UnknownCalendar
from shared.eventstore.application import Application
from shared.eventstore.pending_command import Answer
from shared.eventstore.records import CommandContext, Position
from shared.eventstore.store import utc_now
from shared.eventstore.unit_of_work import UnitOfWork
from shared.telemetry.metrics import DETECTION_DELAY, HAND_OFF
from shared.working_time.calendar import WorkingCalendar

AGGREGATES = (CLOCK, CALENDAR)


class SlaApplication(Application):
    """Clocks, and the calendars that they count by."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._built: dict[str, _Built] = {}  #: for the commit thread alone
        self._kept: dict[str, tuple[int, WorkingCalendar]] = {}  #: for queries

    def note(self, work: UnitOfWork, case_number: str, fact: facts.AnyCaseFact) -> None:
        """Let a case's clock follow a fact; one that is known already changes nothing.

        Raises `UnknownCalendar` where the case counts by one that isn't defined here.
        """
        clock = work.state(CLOCK, case_number)
        code = calendar_needed(clock, fact)
        calendar = self.calendar(work, code) if code is not None else None
        events = domain.decide(clock, NoteFact(fact=fact, calendar=calendar))
        work.append(CLOCK, case_number, events, correlation=case_number)

    async def execute(
        self,
        handler: Callable[[UnitOfWork], Answer],
        context: CommandContext | None = None,
        positions: Sequence[Position] = (),
    ) -> Answer:
        """As every application does; measures how long each receipt that was saved had been waited for."""
        waited: list[tuple[str, int]] = []

        @wraps(handler)
        def measured(work: UnitOfWork) -> Answer:
            before = len(work.events)
            answer = handler(work)
            waited[:] = _waits(work, before)  # it may be decided again: the last time counts
            return answer

        answer = await super().execute(measured, context, positions)
        for agency, minutes in waited:
            HAND_OFF.labels(agency=agency).observe(minutes * 60)
        return answer

    async def sweep(self, case_number: str, command: Sweep, version: int = 0) -> Answer:
        """Raise what is due soon or overdue in one case, each once, on its clock at `version` or later."""
        raised: Sequence[object] = ()

        def handler(work: UnitOfWork) -> Answer:
            nonlocal raised
            _forget_older(work, case_number, version)
            raised = domain.decide(work.state(CLOCK, case_number), command)
            work.append(CLOCK, case_number, raised, correlation=case_number)
            return {"raised": [type(event).__name__ for event in raised]}

        answer = await self.execute(handler)
        _observe_delays(raised)
        return answer

    async def recount(self, case_number: str, reason: str, version: int = 0) -> Answer:
        """Count one case's open dues by its calendar as it is now."""

        def handler(work: UnitOfWork) -> Answer:
            _forget_older(work, case_number, version)
            clock = work.state(CLOCK, case_number)
            command = Recount(
                at=work.context.recorded_at, calendar=self.calendar(work, clock.calendar), reason=reason
            )
            work.append(CLOCK, case_number, domain.decide(clock, command), correlation=case_number)
            return None

        return await self.execute(handler)

    async def reread_calendar(self, code: str) -> None:
        """Forget what this process knows of a calendar: another one may have changed it."""

        def handler(work: UnitOfWork) -> Answer:
            work.fresh(CALENDAR, code)
            return None

        await self.execute(handler)

    async def change_calendar(
        self, command: CalendarCommand, context: CommandContext | None = None, version: int | None = None
    ) -> Answer:
        """Define a calendar, or change one; `version`: that the client saw."""

        def handler(work: UnitOfWork) -> Answer:
            work.expect(CALENDAR, command.code, version)
            events: Sequence[object] = calendars.decide(work.state(CALENDAR, command.code), command)
            work.append(CALENDAR, command.code, events, correlation=command.code)
            return {"calendar": command.code, "version": work.version(CALENDAR, command.code)}

        return await self.execute(handler, context)

    def calendar(self, work: UnitOfWork, code: str) -> WorkingCalendar:
        """The calendar as it is now. It lays out each year at its first use, so a version is built once.

        Raises `UnknownCalendar`.
        """
        state, version = work.state(CALENDAR, code), work.version(CALENDAR, code)
        built = self._built.get(code)
        # A version that was never saved may come again with another content, but never in the same state.
        if built is None or built.state is not state or built.version != version:
            built = self._built[code] = _Built(state, version, _working(state, code))
        return built.calendar

    async def working_calendar(self, code: str) -> WorkingCalendar:
        """The calendar for a query. Raises `UnknownCalendar`."""
        state, version = await self.state(CALENDAR, code)
        kept = self._kept.get(code)
        if kept is None or kept[0] != version:
            kept = self._kept[code] = (version, _working(state, code))
        return kept[1]


class _Built(NamedTuple):
    """A calendar to count with, and what it was built from."""

    state: Calendar
    version: int
    calendar: WorkingCalendar


def _working(state: Calendar, code: str) -> WorkingCalendar:
    found = state.working()
    if found is None:
        raise UnknownCalendar(calendar=code)
    return found


def _forget_older(work: UnitOfWork, case_number: str, version: int) -> None:
    """Read a clock again that is older here than the read model's: another process has written it since.

    An old state that leads to no event would never meet the conflict that tells of it.
    """
    if work.version(CLOCK, case_number) < version:
        work.fresh(CLOCK, case_number)


def _observe_delays(raised: Sequence[object]) -> None:
    """Measure how long after its due instant each overdue was told."""
    for event in raised:
        if isinstance(event, StepOverdue | CaseOverdue):
            kind = "step" if isinstance(event, StepOverdue) else "case"
            DETECTION_DELAY.labels(kind=kind).observe((utc_now() - event.due_at).total_seconds())


def _waits(work: UnitOfWork, before: int) -> Iterator[tuple[str, int]]:
    """The agency and the minutes waited of each receipt since that many events; a history tells nothing."""
    for recorded in work.events[before:]:
        if isinstance(recorded.event, StepClockReceived):
            clock = work.state(CLOCK, recorded.key)
            if not clock.imported:
                yield clock.agency, recorded.event.waited_minutes
