"""Makes timely what the calendar brings: looks each second for editions in which something has come due."""

from collections.abc import Callable
from datetime import datetime

import structlog

from services.catalog.application.catalog import CatalogApplication
from services.catalog.queries.edition.dues import DueQueries
from services.catalog.views.edition.dues import DueDocument
from shared.eventstore.records import utc_now
from shared.kernel import day_of
from shared.runtime.sweeping import each_interval, failures, pages

#: Editions that are looked at together.
_TOGETHER = 100

log = structlog.get_logger()


class Sweeper:
    """Sweeps the editions that the read model names; the editions themselves decide, each fact once.

    An edition that another must precede is looked at after it: the older ones of an agency come first.
    """

    def __init__(
        self, application: CatalogApplication, queries: DueQueries, now: Callable[[], datetime] = utc_now
    ) -> None:
        self._application = application
        self._queries = queries
        self._now = now

    async def run(self) -> None:
        """Sweep until cancelled."""
        await each_interval("catalogue sweep", self.sweep)

    async def sweep(self) -> int:
        """Look once at every edition in which something is due; how many there were."""
        today = day_of(self._now())
        swept = 0
        async for editions in pages(lambda behind: self._queries.dues(today, _TOGETHER, behind)):
            due: list[DueDocument] = sorted((one.body for one in editions), key=lambda one: one.edition)
            failed = await failures(
                self._application.sweep(one.agency, one.edition, today, one.version) for one in due
            )
            for error in failed:  # the editions behind them don't wait
                log.error("edition not swept", exc_info=error)
            swept += len(editions)
        return swept
