"""Group commit: commands that arrive at the same time are decided and saved in one transaction.

One thread owns the store's writes. While it saves, the next commands gather; so the groups grow with
the load, and nobody waits for a timer.
"""

import asyncio
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from weakref import WeakKeyDictionary

import structlog
from eventsourcing.persistence import PersistenceError

from shared.errors import Refusal
from shared.eventstore.cache import AggregateCache
from shared.eventstore.deadlines import Deadlines
from shared.eventstore.duplicate_commands import DuplicateCommands
from shared.eventstore.errors import AlreadyTaken, StoreUnavailable, TooLarge
from shared.eventstore.idempotency import find_answer, store_answer
from shared.eventstore.observer import Observer
from shared.eventstore.pending_command import PendingCommand, deliver
from shared.eventstore.records import Answer, CommandContext, Position, RecordedEvent
from shared.eventstore.saving import Saver, unanswered
from shared.eventstore.store import EventStore
from shared.eventstore.unit_of_work import Limits, Savepoint, UnitOfWork
from shared.eventstore.watchdog import Watchdog

#: Whoever waits is answered within so many seconds, whatever the store does.
ANSWER_WITHIN = 9.0
#: After a save that was given up, commands are refused at once for so long, in seconds.
_REST = 1.0
_TRIES_AFTER_CONFLICT = 10
_QUEUE_MAXIMUM = 10_000

log = structlog.get_logger()


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
        self._store = store
        self._cache = AggregateCache(cache_size)
        self._limits = limits or Limits()
        self._observer = observer or Observer()
        self._queue: deque[PendingCommand] = deque()
        self._arrived = threading.Condition()
        self._closing = False
        self._refuse_until = 0.0
        self._deadlines: WeakKeyDictionary[asyncio.AbstractEventLoop, Deadlines] = WeakKeyDictionary()
        self._watchdog = Watchdog(store.name)
        self._duplicates = DuplicateCommands(store)
        self._saver = Saver(store, self._watchdog, self._observer, woken)
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
    ) -> Answer:
        """Carry out a command: `handler` reads and appends in the commit thread; returns when it is saved.

        `positions` are saved in the same transaction; raises `AlreadyTaken` when one was before, and
        `StoreUnavailable` when the store gives no answer in time: then it isn't known whether it is saved.
        """
        if self._resting() or len(self._queue) >= _QUEUE_MAXIMUM:
            raise StoreUnavailable(retry_after=2)
        loop = asyncio.get_running_loop()
        command = PendingCommand(handler, context, positions, loop.create_future())
        with self._arrived:
            if self._closing:
                raise StoreUnavailable(retry_after=5)
            self._queue.append(command)
            self._arrived.notify()
        deadlines = self._deadlines.get(loop)
        if deadlines is None:
            deadlines = self._deadlines[loop] = Deadlines(ANSWER_WITHIN)
        deadlines.watch(command.future)
        return await command.future

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
                self._arrived.wait_for(lambda: self._queue or self._closing)
                if not self._queue:
                    return
                commands = list(self._queue)
                self._queue.clear()
            still_waiting = [command for command in commands if not command.future.done()]
            self._carry_out(still_waiting)

    def _carry_out(self, remaining: Sequence[PendingCommand]) -> None:
        while remaining:
            if self._resting():
                deliver(remaining, StoreUnavailable(retry_after=2))
                return
            try:
                if self._duplicates.expected:
                    remaining = self._without_duplicates(remaining)
                taken = self._group(remaining) if remaining else 0
            except Exception as error:  # a defect of ours must not end the writer
                log.exception("commit failed", store=self._store.name)
                self._cache.clear()
                deliver(remaining, error)
                return
            remaining = remaining[taken:]

    def _without_duplicates(self, commands: Sequence[PendingCommand]) -> Sequence[PendingCommand]:
        """Answer what was answered before; the others."""
        try:
            with self._watchdog:
                others = self._duplicates.answer(commands)
        except PersistenceError as error:
            if not unanswered(error):
                raise
            self._give_up(commands, self._work(), StoreUnavailable(retry_after=2))
            deliver(commands)
            return []
        left = set(map(id, others))
        deliver([command for command in commands if id(command) not in left])
        return others

    def _resting(self) -> bool:
        return time.monotonic() < self._refuse_until

    def _group(self, commands: Sequence[PendingCommand]) -> int:
        """Decide as many commands as one save may carry, and save them; how many they were."""
        self._cache.evict_outdated()
        work = self._work()
        group: Sequence[PendingCommand] = commands
        try:
            group = self._decide_group(commands, work)
            self._save_group(work, group)
        except StoreUnavailable as error:
            self._give_up(group, work, error)
        deliver(group)
        self._observer.looked_up(*self._cache.take_lookups())
        return len(group)

    def _give_up(self, commands: Sequence[PendingCommand], work: UnitOfWork, error: StoreUnavailable) -> None:
        """The store doesn't answer: nobody waits for it one after the other."""
        self._cache.evict(work.streams())
        self._refuse_until = time.monotonic() + _REST
        for command in commands:
            command.refuse(error)

    def _decide_group(self, commands: Sequence[PendingCommand], work: UnitOfWork) -> list[PendingCommand]:
        group: list[PendingCommand] = []
        largest = 0
        for command in commands:
            if group and work.size + largest > self._limits.save_bytes:
                break  # it would hardly fit, and deciding in vain costs the states that it changes
            savepoint = work.begin(command.context)
            self._decide(command, work)
            largest = max(largest, work.size - savepoint.size)
            if work.size > self._limits.save_bytes:
                size = work.size - savepoint.size
                work.undo(savepoint)
                if group:
                    break  # it begins the next group
                command.refuse(TooLarge(size=size, maximum=self._limits.save_bytes, what="command"))
            group.append(command)
        return group

    def _decide(self, command: PendingCommand, work: UnitOfWork) -> None:
        """Run a command inside a begun work. A refusal is looked at twice before it is believed."""
        savepoint = work.begin(command.context)
        try:
            self._act(command, work)
        except Refusal as refusal:
            stale = work.forget_stale()
            work.undo(savepoint)
            self._second_look(command, work, refusal, stale)
        except Exception as error:
            self._fail(command, work, savepoint, error)

    def _second_look(self, command: PendingCommand, work: UnitOfWork, refusal: Refusal, stale: bool) -> None:
        savepoint = work.begin(command.context)
        try:
            if self._answered_before(command, work):
                return
            if stale:
                self._act(command, work)
            else:
                command.refuse(refusal)
        except Exception as second:
            self._fail(command, work, savepoint, second)

    def _fail(
        self, command: PendingCommand, work: UnitOfWork, savepoint: Savepoint, error: Exception
    ) -> None:
        """Undo a command that could not be decided; its neighbours in the group go on."""
        work.forget_stale()
        work.undo(savepoint)
        if isinstance(error, StoreUnavailable):
            raise error
        if unanswered(error):
            raise StoreUnavailable(retry_after=2) from error
        if not isinstance(error, Refusal):
            log.error("command failed", store=self._store.name, exc_info=error)
        command.refuse(error)

    def _act(self, command: PendingCommand, work: UnitOfWork) -> None:
        with self._watchdog:
            answer = command.handler(work)
            store_answer(work, answer)
            work.take(command.positions)
        command.answer_with(answer)

    def _answered_before(self, command: PendingCommand, work: UnitOfWork) -> bool:
        """Answer a command that was carried out before, under the same key. Raises `KeyReused`."""
        with self._watchdog:
            used = find_answer(work)
        if used is not None:
            self._duplicates.seen()
            command.answer_with(used.answer)
        return used is not None

    def _save_group(self, work: UnitOfWork, group: Sequence[PendingCommand]) -> None:
        if work.empty or self._saved(work):
            return
        rest = self._without_duplicates(group)
        if 0 < len(rest) < len(group) and self._saved_together(rest):
            return
        for place, command in enumerate(rest):
            try:
                self._alone(command)
            except StoreUnavailable as error:
                self._give_up(rest[place:], work, error)
                return

    def _saved_together(self, commands: Sequence[PendingCommand]) -> bool:
        """Decide commands again and save them; False when they must be carried out one by one."""
        work = self._work()
        try:
            decided = self._decide_group(commands, work)
            if len(decided) == len(commands) and (work.empty or self._saved(work)):
                return True
        except StoreUnavailable as error:
            self._give_up(commands, work, error)
            return True
        except PersistenceError:
            log.exception("a group can't be saved", store=self._store.name)
        self._cache.evict(work.streams())
        return False

    def _alone(self, command: PendingCommand) -> None:
        """Carry out one command by itself, until it is saved or refused."""
        for _ in range(_TRIES_AFTER_CONFLICT):
            work = self._work()
            savepoint = work.begin(command.context)
            try:
                if self._taken(command) or self._answered_before(command, work):
                    return
            except Exception as error:
                self._fail(command, work, savepoint, error)
                return
            self._decide(command, work)
            if work.size > self._limits.save_bytes:
                command.refuse(TooLarge(size=work.size, maximum=self._limits.save_bytes, what="command"))
                work.undo(savepoint)
            if work.empty:
                return
            try:
                if self._saved(work):
                    return
            except PersistenceError as error:
                self._fail(command, work, savepoint, error)
                return
        command.refuse(StoreUnavailable(retry_after=1))

    def _taken(self, command: PendingCommand) -> bool:
        """Refuse a command whose message was taken already."""
        with self._watchdog:
            taken = any(self._store.position(p.reader) >= p.sequence for p in command.positions)
        if taken:
            command.refuse(AlreadyTaken())
        return taken

    def _saved(self, work: UnitOfWork) -> bool:
        """Save, and leave the cache as the store is. False when each must be carried out alone."""
        try:
            saved = self._saver.save(work)
        except PersistenceError:  # the store refuses something in it, and always would
            self._cache.evict(work.streams())
            if len({event.command_id for event in work.events}) < 2:
                raise
            log.exception("a group can't be saved", store=self._store.name)
            return False
        if saved:
            self._keep_snapshots(work)
        else:
            self._cache.evict(work.streams())
        return saved

    def _keep_snapshots(self, work: UnitOfWork) -> None:
        for stream, (aggregate, before) in work.grown.items():
            kept = self._cache.get(stream)
            if kept is not None and self._store.snapshots.due(aggregate, before, kept.version):
                with self._watchdog:
                    self._store.snapshots.take(aggregate, stream, kept.state, kept.version)

    def _work(self) -> UnitOfWork:
        return UnitOfWork(self._store, self._cache, self._limits)
