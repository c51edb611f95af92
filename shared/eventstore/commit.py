"""Group commit: commands that arrive at the same time are decided and saved in one transaction.

One thread owns the store's writes. While it saves, the next commands gather; so the groups grow with
the load, and nobody waits for a timer. Each group is made of what all senders wait for, in turn.
"""

import asyncio
import threading
from collections.abc import Callable, Sequence
from weakref import WeakKeyDictionary

from shared.eventstore.cache import AggregateCache
from shared.eventstore.command_groups import CommandGroups
from shared.eventstore.deadlines import Deadlines
from shared.eventstore.errors import StoreUnavailable
from shared.eventstore.observer import Observer
from shared.eventstore.pending_command import PendingCommand
from shared.eventstore.records import Answer, CommandContext, Position, RecordedEvent
from shared.eventstore.store import EventStore
from shared.eventstore.unit_of_work import Limits, Stream, UnitOfWork
from shared.eventstore.waiting_commands import WaitingCommands
from shared.eventstore.watchdog import Watchdog

#: Whoever waits is answered within so many seconds, whatever the store does.
ANSWER_WITHIN = 9.0
_QUEUE_MAXIMUM = 10_000
_GROUP_MAXIMUM = 1_000


class GroupCommit:
    """The one writer of an event store in this process."""

    def __init__(
        self,
        store: EventStore,
        *,
        cache_size: int = 10_000,
        limits: Limits | None = None,
        observer: Observer | None = None,
        woken: Callable[[], None] = lambda: None,
    ) -> None:
        self._cache = AggregateCache(cache_size)
        self._queue = WaitingCommands()
        self._arrived = threading.Condition()
        self._closing = False
        self._deadlines: WeakKeyDictionary[asyncio.AbstractEventLoop, Deadlines] = WeakKeyDictionary()
        self._watchdog = Watchdog(store.name)
        self._groups = CommandGroups(
            store, self._cache, limits or Limits(), self._watchdog, observer or Observer(), woken
        )
        self._thread = threading.Thread(target=self._run, name=f"{store.name}-commit", daemon=True)

    def start(self) -> None:
        """Begin to take commands."""
        self._watchdog.start()
        self._thread.start()

    async def execute(
        self,
        handler: Callable[[UnitOfWork], Answer],
        context: CommandContext,
        positions: Sequence[Position] = (),
        reads: Sequence[Stream] = (),
    ) -> Answer:
        """Carry out a command: `handler` reads and appends in the commit thread; returns when it is saved.

        What many commands are about to read, as their `reads` say, is read together.
        `positions` are saved in the same transaction; raises `AlreadyTaken` when one was before, and
        `StoreUnavailable` when the store gives no answer in time: then it isn't known whether it is saved.
        """
        if resting := self._groups.resting:
            raise resting
        if len(self._queue) >= _QUEUE_MAXIMUM:
            raise StoreUnavailable(retry_after=2)
        loop = asyncio.get_running_loop()
        command = PendingCommand(handler, context, positions, loop.create_future(), reads=reads)
        with self._arrived:
            if self._closing:
                raise StoreUnavailable(retry_after=5)
            self._queue.add(command)
            self._arrived.notify()
        deadlines = self._deadlines.get(loop)
        if deadlines is None:
            deadlines = self._deadlines[loop] = Deadlines(ANSWER_WITHIN)
        deadlines.watch(command.future)
        return await command.future

    @property
    def failure(self) -> StoreUnavailable | None:
        """Why the newest save wasn't done; None: it was."""
        return self._groups.failure

    def invalidate(self, events: Sequence[RecordedEvent]) -> None:
        """The log has these events: a state that lacks one is read again before it is used."""
        self._cache.invalidate(events)

    def close(self) -> None:
        """Finish what was taken, then end; returns when the last save is done."""
        with self._arrived:
            self._closing = True
            self._arrived.notify()
        if self._thread.is_alive():
            self._thread.join()
        self._watchdog.stop()

    def _run(self) -> None:
        while True:
            with self._arrived:
                self._arrived.wait_for(lambda: len(self._queue) or self._closing)
                if not len(self._queue):
                    return
                commands = self._queue.next(_GROUP_MAXIMUM)
            left = self._groups.carry_out([one for one in commands if not one.future.done()])
            again = set(map(id, left))
            with self._arrived:
                self._queue.remove([one for one in commands if id(one) not in again])
