"""Makes timely what the facts make true: looks each second for clocks whose alarm has come."""

import asyncio
from collections.abc import Callable
from datetime import datetime

import structlog

from services.sla.application import SlaApplication
from services.sla.domain import Sweep
from services.sla.queries import SlaQueries
from shared.errors import Refusal
from shared.eventstore.store import utc_now

INTERVAL_SECONDS = 1.0
#: Clocks looked at in one round; what is left comes in the next one.
_MOST = 500

log = structlog.get_logger()


class Sweeper:
    """Sweeps the clocks that the read model names; the clocks themselves decide, each conclusion once."""

    def __init__(
        self, application: SlaApplication, queries: SlaQueries, now: Callable[[], datetime] = utc_now
    ) -> None:
        self._application = application
        self._queries = queries
        self._now = now

    async def run(self) -> None:
        """Sweep until cancelled."""
        while True:
            try:
                swept = await self.sweep()
            except Refusal as error:
                log.warning("sweep waits", error=str(error))
                swept = 0
            await asyncio.sleep(0 if swept == _MOST else INTERVAL_SECONDS)

    async def sweep(self) -> int:
        """Look once at every clock whose alarm has come; how many there were."""
        now = self._now()
        numbers = await self._queries.alarms(now, _MOST)
        await asyncio.gather(*(self._application.sweep(number, Sweep(now=now)) for number in numbers))
        return len(numbers)
