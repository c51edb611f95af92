"""Scorecards: how units did over some days, counted from visits that have ended, as those were measured.

    cards = await queries.cards(ScorecardsAsked(by=ScorecardUnit.DIVISION, days=days), "sla")
    ended = await queries.scorecards.visits_of(VisitsAsked(days=days, official="stc.mai"))
    still_open = await queries.scorecards.open_visits_of(VisitsAsked(days=days, official="stc.mai"))

Days are those of the agencies, both included.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TypeVar

from services.sla.domain.coming_back import WayBack
from services.sla.queries.kept_figures import ROWS, KeptFigure
from services.sla.queries.opened_lists import ListAsked, OpenedPage, opened_page
from services.sla.queries.scorecard_counting import ScorecardCounting
from services.sla.queries.scorecard_rows import Scorecards
from services.sla.queries.visits_asked import ScorecardsAsked, VisitsAsked
from services.sla.views.clocks import CLOCK_VIEW
from services.sla.views.documents import STEPS, ClockState, StepClockDocument
from services.sla.views.standing import RULES
from services.sla.views.visit_documents import (
    PASSED,
    REDONE,
    SENT_BACK,
    VISITS,
    PassedDocument,
    RedoneWorkDocument,
    SentBackDocument,
    VisitDocument,
)
from services.sla.views.visits import VISIT_VIEW
from shared.documents.port import Collection, Document, Documents
from shared.documents.query import Condition, Cursor, Sort, Where, any_of, asc, eq, holds, present
from shared.documents.reader import Reader
from shared.documents.values import instant

D = TypeVar("D")

#: The order of lists of visits, and of what was sent back.
BY_END, BY_DAY = (asc("ended_on"),), (asc("day"),)


class ScorecardQueries:
    """Visits that have ended, and figures on them."""

    def __init__(self, documents: Documents, now: Callable[[], datetime]) -> None:
        self._now = now
        self._visits = Reader(documents, VISIT_VIEW)
        self._clocks = Reader(documents, CLOCK_VIEW)

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

    async def page(
        self, asked: VisitsAsked, limit: int, after: Cursor | None, figure: KeptFigure | None = None
    ) -> OpenedPage[VisitDocument]:
        """The visits behind a figure, by the days of their ends; those that it counted, where it is kept."""
        where = asked.ended()
        return await self._opened(VISITS, asked, where, BY_END, (limit, after), figure)

    async def page_sent_back(
        self,
        asked: VisitsAsked,
        ways: Sequence[WayBack],
        limit: int,
        after: Cursor | None,
        figure: KeptFigure | None = None,
    ) -> OpenedPage[SentBackDocument]:
        """What these units sent back on these days, by the days; what a figure counted, where it is kept."""
        where = [*asked.units(), *asked.days.within("day"), any_of("way", ways)]
        return await self._opened(SENT_BACK, asked, where, BY_DAY, (limit, after), figure)

    async def page_redone(
        self,
        asked: VisitsAsked,
        cleared: bool | None,
        limit: int,
        after: Cursor | None,
        figure: KeptFigure | None = None,
    ) -> OpenedPage[RedoneWorkDocument]:
        """What these units had completed that is done once more; `cleared`: without their fault, or not."""
        which = [] if cleared is None else [eq("cleared", cleared)]
        where = [*asked.units(), *asked.days.within("day"), *which]
        return await self._opened(REDONE, asked, where, BY_DAY, (limit, after), figure)

    async def page_passed(
        self, asked: VisitsAsked, limit: int, after: Cursor | None, figure: KeptFigure | None = None
    ) -> OpenedPage[PassedDocument]:
        """What these units passed on without progress."""
        where = [*asked.units(), *asked.days.within("day")]
        return await self._opened(PASSED, asked, where, BY_DAY, (limit, after), figure)

    async def _opened(
        self,
        collection: Collection[D],
        asked: VisitsAsked,
        where: Where,
        sort: Sequence[Sort],
        part: tuple[int, Cursor | None],
        figure: KeptFigure | None,
    ) -> OpenedPage[D]:
        """A part of a list: so many rows behind a cursor, of those whose they are."""
        limit, after = part
        of = ListAsked(
            collection=collection, where=where, allowed=asked.whose(), sort=sort, limit=limit, after=after
        )
        return await opened_page(self._visits, of, figure, self._now())

    async def cards(self, asked: ScorecardsAsked, position: int, now: datetime) -> Scorecards:
        """The figures of each unit, of the `position` of the service's own log that they show.

        To be asked through `SlaQueries.cards`.
        """
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

    async def rows_behind(self, asked: ScorecardsAsked) -> dict[str, list[Document]]:
        """What the lists behind the figures show, by collection; of more than are kept, one more."""
        done = [*asked.days.within("ended_on"), present("done_on")]
        days = asked.days.within("day")
        wanted: tuple[tuple[Reader, str, list[Condition]], ...] = (
            (self._visits, VISITS.name, done),
            (self._visits, VISITS.name, asked.days.received()),
            (self._visits, SENT_BACK.name, days),
            (self._visits, REDONE.name, days),
            (self._visits, PASSED.name, days),
            (self._clocks, STEPS.name, [eq("state", ClockState.RUNNING)]),
        )
        found: dict[str, dict[str, Document]] = {name: {} for _, name, _ in wanted}
        room = ROWS + 1
        for scope in asked.wanted():
            for reader, name, which in wanted:
                rows = await reader.find(name, [*scope, *which], (), room) if room > 0 else []
                found[name] |= {one.id: one for one in rows}
                room = ROWS + 1 - sum(map(len, found.values()))
        return {name: list(rows.values()) for name, rows in found.items()}
