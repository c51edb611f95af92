"""The sla service's use cases: note a case's facts, sweep the clocks, define calendars."""

from collections.abc import Sequence

from services.sla import domain
from services.sla.domain import CALENDAR, CLOCK, NoteFact, Sweep, WorkingCalendar, calendar_needed, facts
from services.sla.domain import calendar as calendars
from services.sla.domain.calendar import CalendarCommand
from services.sla.domain.clock_events import CaseOverdue, StepOverdue
from services.sla.errors import UnknownCalendar
from shared.eventstore.application import Application
from shared.eventstore.job import Answer
from shared.eventstore.records import CommandContext
from shared.eventstore.store import utc_now
from shared.eventstore.work import Work
from shared.telemetry.metrics import DETECTION_DELAY

AGGREGATES = (CLOCK, CALENDAR)


class SlaApplication(Application):
    """Clocks, and the calendars that they count by."""

    _built: dict[tuple[str, int], WorkingCalendar]

    def note(self, work: Work, case_number: str, fact: facts.AnyCaseFact) -> None:
        """Let a case's clock follow a fact; one that is known already changes nothing.

        Raises `UnknownCalendar` where the case counts by one that isn't defined here.
        """
        clock = work.state(CLOCK, case_number)
        code = calendar_needed(clock, fact)
        calendar = self.calendar(work, code) if code is not None else None
        events = domain.decide(clock, NoteFact(fact=fact, calendar=calendar))
        work.append(CLOCK, case_number, events, correlation=case_number)

    async def sweep(self, case_number: str, command: Sweep) -> Answer:
        """Raise what is due soon or overdue in one case, each once."""

        raised: Sequence[object] = ()

        def act(work: Work) -> Answer:
            nonlocal raised
            raised = domain.decide(work.state(CLOCK, case_number), command)
            work.append(CLOCK, case_number, raised, correlation=case_number)
            return {"raised": [type(event).__name__ for event in raised]}

        answer = await self.execute(act)
        _observe_delays(raised)
        return answer

    async def change_calendar(
        self, command: CalendarCommand, context: CommandContext | None = None
    ) -> Answer:
        """Define a calendar, or change one."""

        def act(work: Work) -> Answer:
            events: Sequence[object] = calendars.decide(work.state(CALENDAR, command.code), command)
            work.append(CALENDAR, command.code, events, correlation=command.code)
            return {"calendar": command.code, "version": work.version(CALENDAR, command.code)}

        return await self.execute(act, context)

    def calendar(self, work: Work, code: str) -> WorkingCalendar:
        """The calendar as it is now. It lays out a year at its first use, so each version is built once."""
        built = self.__dict__.setdefault("_built", {})
        key = (code, work.version(CALENDAR, code))
        if key not in built:
            made = work.state(CALENDAR, code).working()
            if made is None:
                raise UnknownCalendar(calendar=code)
            built[key] = made
        found: WorkingCalendar = built[key]
        return found


def _observe_delays(raised: Sequence[object]) -> None:
    """Measure how long after its due instant each overdue was told."""
    for event in raised:
        if isinstance(event, StepOverdue | CaseOverdue):
            kind = "step" if isinstance(event, StepOverdue) else "case"
            DETECTION_DELAY.labels(kind=kind).observe((utc_now() - event.due_at).total_seconds())
