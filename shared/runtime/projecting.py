"""Keeps a service's read models up to date: one follower brings its own log into all its views."""

import asyncio
from collections.abc import Sequence

import structlog

from shared.documents.port import Documents
from shared.documents.projection import View
from shared.documents.projector import Projector
from shared.errors import Refusal
from shared.eventstore.application import Application
from shared.eventstore.wakeup import GATHER_SECONDS, woken_or

_CHUNK = 500
_RETRY_SECONDS = 1.0
#: Several events of one document are one write, so more gather here, unless somebody waits for them.
_GATHER_SECONDS = 5 * GATHER_SECONDS

log = structlog.get_logger()


class ViewFollower:
    """Brings the events of a service's store into its views: one batch, one write, one position."""

    def __init__(self, application: Application, documents: Documents, views: Sequence[View]) -> None:
        self.views = tuple(views)
        self.position = 0  #: up to here the views are written
        self.failure: Refusal | None = None  #: why they can't be written at the moment
        self._application = application
        self._projector = Projector(documents, *views)
        self._moved = asyncio.Event()
        self._awaited = asyncio.Event()

    async def start(self) -> None:
        """Find which generations serve and how far they have come."""
        await self._projector.start()
        self.position = await self._projector.position(self._application.name)

    async def run(self) -> None:
        """Follow until cancelled; what fails for the moment is tried again."""
        names = [view.name for view in self.views]
        with self._application.wakeup.listening() as woken:
            while True:
                woken.clear()
                self._awaited.clear()
                pause = self._application.poll_seconds
                try:
                    covered = await self._follow_next()
                    self.failure = None
                except Refusal as error:
                    self.failure = error
                    log.warning("views wait", views=names, error=str(error))
                    covered, pause = 0, _RETRY_SECONDS
                except Exception:
                    log.exception("views stand still", views=names, position=self.position)
                    covered, pause = 0, _RETRY_SECONDS
                if covered < _CHUNK:
                    await woken_or(woken, pause)
                    await woken_or(self._awaited, _GATHER_SECONDS)

    def hurry(self) -> None:
        """Look at the log now: somebody waits for what it has."""
        self._awaited.set()
        self._application.wakeup.wake()

    async def reach(self, place: int) -> None:
        """Return when the views have the events up to `place`."""
        while self.position < place:
            self.hurry()
            await self._moved.wait()

    def _move(self, position: int) -> None:
        self.position = position
        self._moved.set()
        self._moved = asyncio.Event()

    async def _follow_next(self) -> int:
        events = await self._application.log(self.position, _CHUNK)
        if not events:
            self._move(await self._projector.position(self._application.name))
            return 0
        self._move(await self._projector.run_batch(self._application.name, events))
        return len(events)
