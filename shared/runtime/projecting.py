"""Keeps a service's read models up to date: one follower brings its own log into all its views."""

import asyncio
from collections.abc import AsyncIterator, Sequence

import structlog

from shared.documents.generations import Mark
from shared.documents.port import Documents
from shared.documents.projection import View
from shared.documents.projector import Projector, rebuild
from shared.errors import Refusal
from shared.eventstore.application import Application
from shared.eventstore.errors import READ_MODELS
from shared.eventstore.records import RecordedEvent
from shared.eventstore.wakeup import GATHER_SECONDS, woken_or

_CHUNK = 500
_SCAN = 1_000
_RETRY_SECONDS = 1.0
#: Several events of one document are one write, so more gather here, unless somebody waits for them.
_GATHER_SECONDS = 5 * GATHER_SECONDS

log = structlog.get_logger()


class ViewFollower:
    """Brings the events of a service's store into its views: one batch, one write, one position."""

    def __init__(self, application: Application, documents: Documents, views: Sequence[View]) -> None:
        self.views = tuple(views)
        self.position = 0  #: up to here the views are written
        self.outdated = False  #: they show a history that isn't the store's, and are to be built anew
        self.failure: Refusal | None = None  #: why they can't be written at the moment
        self._application = application
        self._documents = documents
        self._projector = Projector(documents, *views, epoch=application.store.epoch)
        self._moved = asyncio.Event()
        self._awaited = asyncio.Event()

    async def start(self) -> None:
        """Find which generations serve and how far they have come."""
        await self._projector.start()
        self.position = await self._projector.position(self._application.name)

    def begin_again(self) -> None:
        """Build the views anew before anything else: what they show was lost."""
        self.outdated, self.position = True, 0

    async def unfit(self) -> Mark | None:
        """Where a view stands at an event that the store doesn't have."""
        for mark in await self._projector.marks(self._application.name):
            if not await self._application.holds(mark.position, mark.identity):
                return mark
        return None

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

    async def _build_anew(self) -> None:
        """Make the views from the store's own log; the old ones serve until then."""
        log.warning("views are built anew: the store was set back", store=self._application.name)
        for view in self.views:
            sources = {self._application.name: whole_log(self._application)}
            await rebuild(self._documents, view, sources, epoch=self._application.store.epoch)
        await self._projector.begin_again(self._application.name)
        self.outdated = False

    async def _look_for_own_place(self) -> None:
        """Nothing new, or a store that was set back behind what the views show."""
        mark = await self.unfit()
        if mark is not None:
            self._application.store.continuity.set_back(READ_MODELS, mark.position)

    async def _follow_next(self) -> int:
        if self.outdated:
            await self._build_anew()
        events = await self._application.log(self.position, _CHUNK)
        if not events:
            await self._look_for_own_place()
            self._move(await self._projector.position(self._application.name))
            return 0
        self._move(await self._projector.run_batch(self._application.name, events))
        return len(events)


async def whole_log(application: Application) -> AsyncIterator[Sequence[RecordedEvent]]:
    """A store's log from its beginning to where it ends now, in batches."""
    at, last = 0, await application.read(application.store.last_notification_id)
    while at < last:
        events = await application.log(at, _SCAN)
        if not events:
            return
        yield events
        at = events[-1].notification_id or last
