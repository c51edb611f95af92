"""Makes timely what time alone brings about: looks each second for suspensions that may last no longer."""

from collections.abc import Callable
from datetime import datetime

import structlog

from services.cases.application.cases import CasesApplication
from services.cases.queries import CaseQueries
from shared.eventstore.records import utc_now
from shared.runtime.sweeping import each_interval, failures, pages

#: Cases that are looked at together.
_TOGETHER = 500

log = structlog.get_logger()


class Sweeper:
    """Sweeps the cases that the read model names; each decides, once, and by its own recorded end."""

    def __init__(
        self, application: CasesApplication, queries: CaseQueries, now: Callable[[], datetime] = utc_now
    ) -> None:
        self._application = application
        self._queries = queries
        self._now = now

    async def run(self) -> None:
        """Sweep until cancelled."""
        await each_interval("suspension sweep", self.sweep)

    async def sweep(self) -> int:
        """Look once at every case whose suspension may have ended; how many there were."""
        now, swept = self._now(), 0
        async for cases in pages(lambda behind: self._queries.suspensions_over(now, _TOGETHER, behind)):
            ended = (self._application.end_suspension(one.id, now, one.body.version) for one in cases)
            for error in await failures(ended):  # the cases behind them don't wait
                log.error("suspension not ended", exc_info=error)
            swept += len(cases)
        return swept
