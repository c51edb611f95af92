"""The base of every service's application: its store, the one writer, and readers beside it."""

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from eventsourcing.persistence import PersistenceError

from shared.decider import Decider
from shared.eventstore.commit import ANSWER_WITHIN, GroupCommit
from shared.eventstore.errors import StoreUnavailable
from shared.eventstore.idempotency import IDEMPOTENCY_KEY
from shared.eventstore.observer import Observer, use_case
from shared.eventstore.records import Answer, CommandContext, Position, RecordedEvent, new_context, utc_now
from shared.eventstore.room import check_room
from shared.eventstore.saving import unanswered
from shared.eventstore.store import EventStore
from shared.eventstore.unit_of_work import Limits, Stream, UnitOfWork
from shared.eventstore.wakeup import Wakeup

POLL_SECONDS = 1.0
POLL_OWN_SECONDS = 5.0
#: The position that is saved to see whether saving is possible again; how long that may take, in seconds.
_TRIED, _TRY_SECONDS = "tried", 1.0

T = TypeVar("T")
S = TypeVar("S")


class Application:
    """An event-sourced application: commands in, events durable. Subclasses add the use cases."""

    def __init__(
        self,
        name: str,
        aggregates: Sequence[Decider[Any]],
        environment: Mapping[str, str],
        *,
        cache_size: int = 10_000,
        limits: Limits | None = None,
        observer: Observer | None = None,
    ) -> None:
        self.name = name
        self._observer = observer or Observer()
        self.store = EventStore(name, (*aggregates, IDEMPOTENCY_KEY), environment)
        self.wakeup = Wakeup()
        self._commit = GroupCommit(
            self.store,
            cache_size=cache_size,
            limits=limits,
            observer=self._observer,
            woken=self.wakeup.wake,
        )
        self._readers = ThreadPoolExecutor(2, thread_name_prefix=f"{name}-read")

    @property
    def poll_seconds(self) -> float:
        """How often who follows the log looks by itself, besides at each save that this process tells of.

        A file has this process alone to write it; a server may have others.
        """
        return POLL_SECONDS if self.store.file is None else POLL_OWN_SECONDS

    def start(self) -> None:
        """Begin to take commands."""
        self._commit.start()

    async def execute(
        self,
        handler: Callable[[UnitOfWork], Answer],
        context: CommandContext | None = None,
        positions: Sequence[Position] = (),
        reads: Sequence[Stream] = (),
    ) -> Answer:
        """Carry out a use case in the commit thread; returns its answer once it is durable.

        `reads`: what it is about to ask for. Of many use cases at once it is read together.
        """
        began = time.perf_counter()
        try:
            self.store.continuity.require_for_writing()
            answer = await self._commit.execute(handler, context or new_context(), positions, reads)
        except Exception as error:
            self._observer.answered(use_case(handler), time.perf_counter() - began, error)
            raise
        self._observer.answered(use_case(handler), time.perf_counter() - began, None)
        return answer

    async def read(self, function: Callable[..., T], *args: Any) -> T:
        """Call something that blocks on the store, away from the event loop and from the writer.

        Raises `StoreUnavailable` when there is no answer, at the latest after `ANSWER_WITHIN` seconds.
        """
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(ANSWER_WITHIN):
                return await loop.run_in_executor(self._readers, function, *args)
        except TimeoutError as error:
            raise StoreUnavailable(retry_after=5) from error
        except PersistenceError as error:
            if not unanswered(error):
                raise
            raise StoreUnavailable(retry_after=2) from error

    async def log(self, after: int, limit: int) -> list[RecordedEvent]:
        """The store's events in order, after a notification id."""
        recent = self.store.recent_events.after(after, limit)
        if recent is not None:
            return recent
        if self.store.known_newest is not None and after >= self.store.known_newest:
            return []
        events = await self.read(self.store.log, after, limit)
        self._commit.invalidate(events)  # another process may have saved some of them
        return events

    async def state(self, aggregate: Decider[S], key: str) -> tuple[S, int]:
        """A stream's state and version, read for a query."""
        found = await self.read(self.store.load, aggregate, key)
        return found.state, found.version

    async def position(self, reader: str) -> int:
        """How far a reader has come."""
        return await self.read(self.store.position, reader)

    async def holds(self, place: int, identity: str) -> bool:
        """Whether the store has the event that a follower stands at; of one not noted, any in its place."""
        if not place:
            return True
        if not identity:
            return place <= await self.read(self.store.last_notification_id)
        return await self.read(self.store.identity_at, place) == identity

    async def record(self, positions: Sequence[Position]) -> None:
        """Note how far readers have come, apart from any command; `AlreadyTaken` when one is further."""
        # A position has no time: readers go on where nothing can be recorded.
        await self.execute(lambda _work: None, new_context(recorded_at=utc_now()), positions)

    async def check_saving(self) -> None:
        """Raise what kept the newest save from being done, unless another one is done now."""
        failure = self._commit.failure
        if failure is None:
            return
        if self.store.file is not None:
            check_room(self.store.file.parent)
        try:
            async with asyncio.timeout(_TRY_SECONDS):
                await self.record([Position(_TRIED, 1 + await self.position(_TRIED))])
        except TimeoutError:
            raise failure from None

    async def close(self) -> None:
        """Finish what was taken, then give everything back."""
        await asyncio.get_running_loop().run_in_executor(None, self._commit.close)
        self._readers.shutdown(wait=True)
        self.store.close()
