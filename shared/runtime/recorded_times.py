"""How far a store's newest recorded time lies ahead of now: it was written under a clock that was ahead."""

from datetime import datetime

from shared.clock import TOLERANCE
from shared.eventstore.application import Application
from shared.eventstore.records import utc_now

#: How many of the newest events are looked at when the process starts: a clock is set right sooner or later.
_LOOKED_AT = 1_000


class RecordedTimes:
    """The newest time under which an event of a store was recorded, as far as this process has seen."""

    def __init__(self, application: Application) -> None:
        self._application = application
        self._newest: datetime | None = None
        self._looked_to = 0

    async def look(self) -> None:
        """See what was recorded since the last look, by whichever process."""
        application = self._application
        last = await application.read(application.store.last_notification_id)
        if last <= self._looked_to:
            return
        after = max(self._looked_to, last - _LOOKED_AT)
        for event in await application.read(application.store.log, after, _LOOKED_AT):
            if self._newest is None or event.recorded_at > self._newest:
                self._newest = event.recorded_at
        self._looked_to = last

    @property
    def ahead(self) -> float:
        """By how many seconds the newest recorded time lies ahead of now; 0 within the clocks' tolerance."""
        if self._newest is None:
            return 0.0
        ahead = (self._newest - utc_now()).total_seconds()
        return ahead if ahead > TOLERANCE else 0.0
