"""How scorecards are counted: each document once, in the row of its unit."""

from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from typing import Any, TypeVar

from services.sla.domain.coming_back import WayBack
from services.sla.queries.scorecard_rows import RowKey, ScorecardRow, Tally
from services.sla.queries.visits_asked import ScorecardsAsked
from services.sla.views.documents import STEPS, ClockState
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
from shared.documents.port import Collection
from shared.documents.query import Condition, Cursor, Sort, asc, eq, present
from shared.documents.reader import Reader

D = TypeVar("D")

#: Documents that are read at once.
_ROWS = 2_000
_NAMES = ("agency", "division", "official", "procedure")
_RUNNING = eq("state", ClockState.RUNNING)


class ScorecardCounting:
    """Counts once; what one may see of several parts is counted in one of them."""

    def __init__(self, asked: ScorecardsAsked, visits: Reader, clocks: Reader) -> None:
        self._asked = asked
        self._visits = visits
        self._clocks = clocks
        self._tallies: dict[RowKey, Tally] = defaultdict(self._tally)
        self._nowhere = Tally()  #: what one may not see
        self._seen: set[tuple[str, str]] = set()

    async def rows(self) -> list[ScorecardRow]:
        """Of those that did nothing only where all are asked for."""
        for where in self._asked.wanted():
            await self._count_done(where)
            await self._count_redone(where)
        for where in self._asked.agencies():
            await self._count_back(where)
            await self._count_passed(where)
        await self._count_present()
        rows = [tally.row(key, self._asked.opens(key)) for key, tally in self._tallies.items()]
        shown = [one for one in rows if self._asked.all_rows or one.done or one.returns]
        return sorted(shown, key=lambda one: tuple(getattr(one, name) or "" for name in _NAMES))

    def _tally(self) -> Tally:
        return Tally(visits=[] if self._asked.opened else None)

    def _of(self, agency: str, division: str | None, official: str | None, procedure: str) -> Tally:
        key = self._asked.key(agency, division, official, procedure)
        return self._tallies[key] if key is not None else self._nowhere

    async def _count_done(self, where: Sequence[Condition]) -> None:
        days = self._asked.days.within("ended_on")
        async for one in self._all(VISITS, [*where, *days, present("done_on")], "ended_on"):
            visit: VisitDocument = one
            self._of(visit.agency, visit.division, visit.official, visit.procedure).add_visit(visit)

    async def _count_back(self, where: Sequence[Condition]) -> None:
        """What was sent back, for who did it."""
        async for one in self._all(SENT_BACK, [*where, *self._asked.days.within("day")], "day"):
            back: SentBackDocument = one
            if back.way != WayBack.ANSWER_RETURNED:  # that is another agency's doing
                self._of(back.agency, back.division, back.official, back.procedure).add_given(back)

    async def _count_redone(self, where: Sequence[Condition]) -> None:
        """And for whose work it had been."""
        async for one in self._all(REDONE, [*where, *self._asked.days.within("day")], "day"):
            redone: RedoneWorkDocument = one
            self._of(redone.agency, redone.division, redone.official, redone.procedure).add_redone(redone)

    async def _count_passed(self, where: Sequence[Condition]) -> None:
        async for one in self._all(PASSED, [*where, *self._asked.days.within("day")], "day"):
            passed: PassedDocument = one
            self._of(passed.agency, passed.division, None, passed.procedure).buck_passing += 1

    async def _count_present(self) -> None:
        """What came to each unit on these days, and what is open now."""
        received: dict[tuple[Any, ...], int] = {}
        still_open: dict[tuple[Any, ...], int] = {}
        came = self._asked.days.spanning("started_at")
        for where in self._asked.wanted():
            ended = await self._visits.group_count(
                VISITS.name, ("ended_on", *_NAMES), [*where, *came, present("ended_on")]
            )
            running = await self._clocks.group_count(STEPS.name, _NAMES, [*where, *came, _RUNNING])
            received |= {one.values: one.count for one in ended}
            received |= {(None, *one.values): one.count for one in running}
            standing = await self._clocks.group_count(
                STEPS.name, ("overdue", "waiting", *_NAMES), [*where, _RUNNING]
            )
            still_open |= {one.values: one.count for one in standing}
        for (ended_on, *unit), count in received.items():
            self._of(*unit).add_received(count, ended=ended_on is not None)
        for (overdue, waiting, *unit), count in still_open.items():
            self._of(*unit).add_open(count, overdue=bool(overdue), waiting=bool(waiting))

    async def _all(self, collection: Collection[D], where: Sequence[Condition], by: str) -> AsyncIterator[D]:
        """The documents that fit and weren't counted before."""
        order: Sequence[Sort] = (asc(by),)
        after: Cursor | None = None
        while True:
            found = await self._visits.find(collection.name, where, order, _ROWS, after=after)
            for one in found:
                if (collection.name, one.id) not in self._seen:
                    self._seen.add((collection.name, one.id))
                    yield one.body
            if len(found) < _ROWS:
                return
            after = found[-1].cursor(order)
