"""Keeps a service's read models up to date: one follower brings its own log into all its views."""

import asyncio
from collections.abc import Sequence

import structlog

from shared.documents.port import Documents
from shared.documents.projection import View
from shared.documents.projector import Projector
from shared.errors import Refusal
from shared.eventstore.application import Application
from shared.eventstore.wakeup import woken_or

_CHUNK = 500
_RETRY_SECONDS = 1.0
#: Woken by the first event, it lets others gather: several of one document are then one write.
GATHER_SECONDS = 0.02
#: Where nothing was for the views more may gather: all that they would write is their position.
IDLE_GATHER_SECONDS = 0.1

log = structlog.get_logger()


class ViewFollower:
    """Brings the events of a service's store into its views: one batch, one write, one position."""

    def __init__(self, application: Application, documents: Documents, views: Sequence[View]) -> None:
        self.views = tuple(views)
        self.position = 0  #: up to here the views are written
        self._application = application
        self._projector = Projector(documents, *views)
        self._follows = frozenset(event for view in views for event in view.follows)
        self._gather_seconds = GATHER_SECONDS
        self._moved = asyncio.Event()

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
                pause = self._application.poll_seconds
                try:
                    more = await self._follow_next()
                except Refusal as error:
                    log.warning("views wait", views=names, error=str(error))
                    more, pause = False, _RETRY_SECONDS
                except Exception:
                    log.exception("views stand still", views=names, position=self.position)
                    more, pause = False, _RETRY_SECONDS
                if not more:
                    await woken_or(woken, pause)
                    await asyncio.sleep(self._gather_seconds)

    async def reach(self, place: int) -> None:
        """Return when the views have the events up to `place`; who waits has the log looked at now."""
        if self.position < place:
            self._application.wakeup.wake()
        while self.position < place:
            await self._moved.wait()

    def _move(self, position: int) -> None:
        self.position = position
        self._moved.set()
        self._moved = asyncio.Event()

    async def _follow_next(self) -> bool:
        events = await self._application.log(self.position, _CHUNK)
        if not events:
            self._move(await self._projector.position(self._application.name))
            return False
        concerned = any(type(event.event) in self._follows for event in events)
        self._gather_seconds = GATHER_SECONDS if concerned else IDLE_GATHER_SECONDS
        self._move(await self._projector.run_batch(self._application.name, events))
        return True
