"""Keeps a service's read models up to date: each view follows the service's own log."""

import asyncio

import structlog

from shared.documents.port import Documents
from shared.documents.projection import View
from shared.documents.projector import Projector
from shared.errors import Refusal
from shared.eventstore.application import Application
from shared.eventstore.wakeup import woken_or

_CHUNK = 500
_POLL_SECONDS = 1.0
#: Woken by the first event, it lets others gather: several of one document are then one write.
GATHER_SECONDS = 0.02
#: A view that found nothing for itself lets more gather: all that it would write is its position.
IDLE_GATHER_SECONDS = 0.1

log = structlog.get_logger()


class ViewFollower:
    """Brings the events of a service's store into one of its views."""

    def __init__(self, application: Application, documents: Documents, view: View) -> None:
        self.view = view
        self.position = 0  #: up to here the view is written
        self._application = application
        self._projector = Projector(documents, view)
        self._follows = frozenset(view.follows)
        self._gather_seconds = GATHER_SECONDS
        self._moved = asyncio.Event()

    async def start(self) -> None:
        """Find which generation serves and how far it has come."""
        await self._projector.start()
        self.position = await self._projector.position(self._application.name)

    async def run(self) -> None:
        """Follow until cancelled; what fails for the moment is tried again."""
        with self._application.wakeup.listening() as woken:
            while True:
                woken.clear()
                try:
                    more = await self._follow_next()
                except Refusal as error:
                    log.warning("view waits", view=self.view.name, error=str(error))
                    more = False
                except Exception:
                    log.exception("view stands still", view=self.view.name, position=self.position)
                    more = False
                if not more:
                    await woken_or(woken, _POLL_SECONDS)
                    await asyncio.sleep(self._gather_seconds)

    async def reach(self, place: int) -> None:
        """Return when the view has the events up to `place`."""
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
