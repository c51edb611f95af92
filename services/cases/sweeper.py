"""Makes timely what nobody commands.

It looks each second for suspensions that may last no longer, answers that silence has given, what agencies
have that have ended, and what is held by those who left.
"""

from collections.abc import AsyncIterator, Callable, Sequence
from datetime import datetime

import structlog

from services.cases.application.cases import CasesApplication
from services.cases.queries import CaseQueries
from services.cases.queries.departures import DepartureQueries
from services.cases.views.departures import DepartureDocument
from shared.documents.port import Document
from shared.eventstore.records import utc_now
from shared.runtime.sweeping import each_interval, failures, pages

#: Cases that are looked at together.
_TOGETHER = 500
#: After so many sweeps everybody who has left is looked at once more.
_EVERYBODY_AGAIN = 3_600

log = structlog.get_logger()


class _Sweeping:
    """Lets time pass in the cases that the read model names; each decides, once, by recorded facts."""

    def __init__(
        self, application: CasesApplication, queries: CaseQueries, now: Callable[[], datetime] = utc_now
    ) -> None:
        self._application = application
        self._queries = queries
        self._now = now

    async def _let_time_pass(
        self, found: AsyncIterator[Sequence[Document]], now: datetime, failed: str
    ) -> int:
        swept = 0
        async for page in found:
            passed = (
                self._application.let_time_pass(one.body.case_number, now, one.body.version) for one in page
            )
            for error in await failures(passed):  # the cases behind them don't wait
                log.error(failed, exc_info=error)
            swept += len(page)
        return swept


class Sweeper(_Sweeping):
    """Ends suspensions, and answers by silence."""

    async def run(self) -> None:
        """Sweep until cancelled."""
        await each_interval("case sweep", self.sweep)

    async def sweep(self) -> int:
        """Look once at every case in which something may have come about; how many there were."""
        now = self._now()
        over = pages(lambda behind: self._queries.alarmed(now, _TOGETHER, behind))
        return await self._let_time_pass(over, now, "case not swept")


class Mover(_Sweeping):
    """Moves what agencies have that have ended to their successors."""

    async def run(self) -> None:
        """Move until cancelled."""
        await each_interval("moves to successors", self.sweep)

    async def sweep(self) -> int:
        """Look once at everything that such agencies still have, or are asked for; how much there was."""
        now, moved = self._now(), 0
        async for ended in pages(lambda behind: self._queries.ended(now, _TOGETHER, behind)):
            agencies = [one.id for one in ended]
            moved += await self._let_time_pass(self._cases(agencies), now, "case not moved")
            moved += await self._let_time_pass(self._asked(agencies), now, "coordination not moved")
        return moved

    def _cases(self, agencies: Sequence[str]) -> AsyncIterator[Sequence[Document]]:
        return pages(lambda behind: self._queries.open_of(agencies, _TOGETHER, behind))

    async def _asked(self, agencies: Sequence[str]) -> AsyncIterator[Sequence[Document]]:
        async for page in pages(lambda behind: self._queries.asked(agencies, _TOGETHER, behind)):
            left_out = await self._queries.of_histories([one.body.case_number for one in page])
            yield [one for one in page if one.body.case_number not in left_out]


class DepartureSweeper:
    """Lets go what is held by those who left; each case decides, once, whether they hold it still.

    Nothing is given to who has left, as the same store says. So who is looked at once isn't again for a
    while, unless the agency tells more of them; a new process looks at everybody.
    """

    def __init__(
        self,
        application: CasesApplication,
        queries: DepartureQueries,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self._application = application
        self._queries = queries
        self._now = now
        self._looked_at: dict[tuple[str, str], int] = {}
        self._sweeps = 0

    async def run(self) -> None:
        """Sweep until cancelled."""
        await each_interval("departure sweep", self.sweep)

    async def sweep(self) -> int:
        """Look once at everybody who has left since; how many cases they held."""
        swept, self._sweeps = 0, self._sweeps + 1
        if self._sweeps % _EVERYBODY_AGAIN == 0:
            self._looked_at.clear()
        for left in await self._queries.departures():
            if left.divisions and self._looked_at.get((left.agency, left.official), 0) < left.noted:
                swept += await self._let_go(left)
        return swept

    async def _let_go(self, left: DepartureDocument) -> int:
        cases = await self._queries.held_by(left)
        now = self._now()
        released = (
            self._application.let_go(one.id, left.agency, left.noted, now, one.body.version) for one in cases
        )
        for error in await failures(released):  # the cases behind them don't wait
            log.error("step not released", official=left.official, exc_info=error)
        if not cases:
            self._looked_at[left.agency, left.official] = left.noted
        return len(cases)
