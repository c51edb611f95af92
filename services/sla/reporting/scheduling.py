"""Reports that are made by themselves, at the first working instant after a period's end.

Up to which period they are made is kept in the store: after days down those that were missed follow, in
order; a report that another process has issued isn't issued again. What ended before the schedule began isn't
made.
"""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, timedelta

from services.sla.application.sla import SlaApplication
from services.sla.calendars import DEFAULT
from services.sla.domain.reports.issuing import PROVINCE
from services.sla.queries.asking import SlaQueries
from services.sla.queries.scorecard_rows import ScorecardUnit
from services.sla.queries.visits_asked import ScorecardsAsked
from services.sla.reporting.keeping import Reports
from services.sla.reporting.periods import PeriodKind, ReportPeriod
from shared.eventstore.errors import AlreadyTaken
from shared.eventstore.records import Position
from shared.kernel import day_of

_ONE_DAY = timedelta(days=1)
_NONE, _ALL = "none", "all"
#: So long after its period a report is counted again each working day; later, when somebody asks for it.
_WATCHED = timedelta(days=100)
_AGAIN = "reports|again"


class ReportSchedule:
    """Which reports are made by themselves, and up to which period they are."""

    def __init__(self, asked: SlaQueries, application: SlaApplication, *, kinds: str, scopes: str) -> None:
        """`kinds`, `scopes`: as the settings `report_schedule` and `report_agencies` have them."""
        self._asked = asked
        self._application = application
        self._reports = Reports(asked, application)
        self._kinds = [PeriodKind(one) for one in kinds.split(",") if one != _NONE]
        self._scopes = None if scopes == _ALL else {one.strip() for one in scopes.split(",")}

    async def begin(self) -> None:
        """Where nothing was made yet: with the periods that go on now."""
        today = day_of(self._asked.now())
        for kind in self._kinds:
            if not await self._application.position(_reader(kind)):
                await self._note(_reader(kind), ReportPeriod.containing(today, kind).days.first - _ONE_DAY)

    async def look(self) -> None:
        """Make what is due, and once a working day note what is otherwise by now."""
        await self.begin()
        for kind in self._kinds:
            await self._make(kind)
        await self._look_again()

    async def _make(self, kind: PeriodKind) -> None:
        while True:
            made = date.fromordinal(await self._application.position(_reader(kind)))
            period = ReportPeriod.containing(made + _ONE_DAY, kind)
            if not await self._worked_since(period.days.last + _ONE_DAY):
                return
            for scope in await self._of(period):
                await self._reports.issue(scope, period, scheduled=True)
            await self._note(_reader(kind), period.days.last)

    async def _of(self, period: ReportPeriod) -> Sequence[str | None]:
        """Of whom a report is made: who had work in the period, and the province if anybody had."""
        by_agency = ScorecardsAsked(by=ScorecardUnit.AGENCY, days=period.days, all_rows=True)
        cards = await self._asked.cards(by_agency, self._application.name)
        codes = [row.agency for row in cards.rows]
        found: list[str | None] = [one for one in codes if self._scopes is None or one in self._scopes]
        whole = bool(codes) and (self._scopes is None or PROVINCE in self._scopes)
        return [*found, None] if whole else found

    async def _look_again(self) -> None:
        today = day_of(self._asked.now())
        if await self._application.position(_AGAIN) >= today.toordinal() or not await self._worked_since(
            today
        ):
            return
        for one in await self._asked.reports.ended_since(today - _WATCHED):
            scope = None if one.scope == PROVINCE else one.scope
            await self._reports.reissue(scope, ReportPeriod.parse(one.period))
        await self._note(_AGAIN, today)

    async def _worked_since(self, day: date) -> bool:
        """Whether that day has begun, and any working time since."""
        calendar = await self._application.working_calendar(DEFAULT)
        return bool(calendar.working_time(calendar.begins(day), self._asked.now()))

    async def _note(self, reader: str, day: date) -> None:
        with suppress(AlreadyTaken):  # another process was first
            await self._application.record([Position(reader, day.toordinal())])


def _reader(kind: PeriodKind) -> str:
    return f"reports|{kind.value}"
