"""What a what-if reads in the event stores: cases, what happened to them, and calendars."""

from collections.abc import AsyncIterator

from services.cases.domain.deciders import CASE
from services.sla.domain.deciders import CALENDAR
from services.sla.errors import UnknownCalendar
from shared.contracts.cases.course import CaseOpened
from shared.contracts.cases.facts import CaseEvent
from shared.eventstore.application import Application
from shared.public_holidays import further_days
from shared.working_time.calendar import WorkingCalendar

_ROWS = 1000


class StoredCases:
    """The cases in the cases' store, and the calendars in that of the clocks."""

    def __init__(self, cases: Application, sla: Application) -> None:
        self._cases, self._sla = cases, sla
        self._calendars: dict[str, WorkingCalendar] = {}

    async def opened(self, agency: str, procedure: str) -> AsyncIterator[tuple[CaseOpened, str]]:
        """How each case of a procedure began, with its number, in the order of the log."""
        at = 0
        while events := await self._cases.log(at, _ROWS):
            at = events[-1].notification_id or at
            for recorded in events:
                event = recorded.event
                if isinstance(event, CaseOpened) and (event.agency, event.procedure) == (agency, procedure):
                    yield event, recorded.key

    async def events(self, number: str) -> list[CaseEvent]:
        """All that happened to a case."""
        recorded = await self._cases.read(self._cases.store.events, CASE.stream(number))
        return [one.event for one in recorded]

    async def calendar(self, code: str) -> WorkingCalendar:
        """The calendar as it is now. Raises `UnknownCalendar`."""
        if code not in self._calendars:
            known, _ = await self._sla.state(CALENDAR, code)
            working = known.working(further_days)
            if working is None:
                raise UnknownCalendar(calendar=code)
            self._calendars[code] = working
        return self._calendars[code]
