"""Scorecards: how units did over some days, counted from visits that have ended, as those were measured.

    cards = await queries.scorecards.cards(ScorecardsAsked(by=ScorecardUnit.DIVISION, days=days), …)
    ended = await queries.scorecards.visits_of(VisitsAsked(days=days, official="stc.mai"))
    still_open = await queries.scorecards.open_visits_of(VisitsAsked(days=days, official="stc.mai"))

Days are those of the agencies, both included.
"""

from datetime import datetime

from services.sla.domain.coming_back import WayBack
from services.sla.queries.scorecard_counting import ScorecardCounting
from services.sla.queries.scorecard_rows import Scorecards
from services.sla.queries.visits_asked import ScorecardsAsked, VisitsAsked
from services.sla.views.clocks import CLOCK_VIEW
from services.sla.views.documents import STEPS, ClockState, StepClockDocument
from services.sla.views.standing import RULES
from services.sla.views.visit_documents import SENT_BACK, VISITS, SentBackDocument, VisitDocument
from services.sla.views.visits import VISIT_VIEW
from shared.documents.port import Documents
from shared.documents.query import Cursor, asc, eq, holds
from shared.documents.reader import Page, Reader
from shared.documents.values import instant

#: The order of lists of visits, and of what was sent back.
BY_END, BY_DAY = (asc("ended_on"),), (asc("day"),)


class ScorecardQueries:
    """Visits that have ended, and figures on them."""

    def __init__(self, documents: Documents) -> None:
        self._visits = Reader(documents, VISIT_VIEW)
        self._clocks = Reader(documents, CLOCK_VIEW)

    async def position(self, source: str) -> int:
        """How far in the service's log both read models have come."""
        return min(await self._visits.position(source), await self._clocks.position(source))

    async def visits_of(self, asked: VisitsAsked) -> list[VisitDocument]:
        """All visits that ended on these days, by the instants of their ends."""
        found = await self._visits.all(VISITS, asked.ended())
        return sorted(found, key=lambda one: (one.ended_at, one.case_number, one.step, one.visit))

    async def open_visits_of(self, asked: VisitsAsked) -> list[StepClockDocument]:
        """The visits that are open now and were opened before the last day's end, by their opening.

        How their time stands or stood at an instant, `domain.measuring_visits.time_of_visit` says.
        """
        where = [*asked.units(), *asked.days.until("started_at"), eq("state", ClockState.RUNNING)]
        found = await self._clocks.all(STEPS, where)
        return sorted(found, key=lambda one: (one.started_at, one.case_number, one.step, one.visit))

    async def sent_back_of(self, official: str, asked: VisitsAsked) -> list[SentBackDocument]:
        """What was sent back on these days, by whomever, of the work that an official had completed."""
        where = [*asked.days.within("day"), holds("redone_by", official)]
        found = await self._visits.all(SENT_BACK, where)
        return sorted(found, key=lambda one: (one.at, one.case_number, one.version))

    async def page(self, asked: VisitsAsked, limit: int, after: Cursor | None) -> Page[VisitDocument]:
        """The visits behind a figure, by the days of their ends."""
        return await self._visits.page(VISITS, asked.ended(), BY_END, limit, after)

    async def page_sent_back(
        self, asked: VisitsAsked, way: WayBack | None, limit: int, after: Cursor | None
    ) -> Page[SentBackDocument]:
        """What these units sent back on these days, by the days."""
        of_way = [eq("way", way)] if way is not None else []
        where = [*asked.units(), *asked.days.within("day"), *of_way]
        return await self._visits.page(SENT_BACK, where, BY_DAY, limit, after)

    async def cards(self, asked: ScorecardsAsked, source: str, now: datetime) -> Scorecards:
        """The figures of each unit; `source`: the service's own log, whose position they show.

        To be asked through `SlaQueries.at_one_position`.
        """
        position = await self.position(source)
        rows = await ScorecardCounting(asked, self._visits, self._clocks).rows()
        return Scorecards(
            as_of=instant(now),
            position=position,
            rules=RULES,
            by=asked.by,
            first_day=asked.days.first,
            last_day=asked.days.last,
            rows=rows,
        )
