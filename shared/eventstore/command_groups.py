"""Commands in groups: decided together, saved together, and one by one where that can't be.

For the commit thread alone.
"""

import time
from collections.abc import Callable, Sequence

import structlog
from eventsourcing.persistence import PersistenceError

from shared.eventstore.cache import AggregateCache
from shared.eventstore.deciding import Deciding
from shared.eventstore.duplicate_commands import DuplicateCommands
from shared.eventstore.errors import AlreadyTaken, DiskFull, StoreUnavailable, TooLarge
from shared.eventstore.observer import Observer
from shared.eventstore.pending_command import PendingCommand, deliver
from shared.eventstore.saving import Saver, unanswered
from shared.eventstore.store import EventStore
from shared.eventstore.unit_of_work import Limits, UnitOfWork
from shared.eventstore.watchdog import Watchdog

#: After a save that was given up, commands are refused at once for so long, in seconds.
_REST = 1.0
_TRIES_AFTER_CONFLICT = 10

log = structlog.get_logger()


class CommandGroups:
    """Carries out commands on a store, as many in one transaction as a save may carry."""

    def __init__(
        self,
        store: EventStore,
        cache: AggregateCache,
        limits: Limits,
        watchdog: Watchdog,
        observer: Observer,
        woken: Callable[[], None],
    ) -> None:
        self._store = store
        self._cache = cache
        self._limits = limits
        self._watchdog = watchdog
        self._observer = observer
        self._refuse_until = 0.0
        self._duplicates = DuplicateCommands(store)
        self._deciding = Deciding(store.name, limits, watchdog, self._duplicates)
        self._saver = Saver(store, watchdog, observer, woken)

    @property
    def failure(self) -> StoreUnavailable | None:
        """Why the newest save wasn't done. From any thread."""
        return self._saver.failure

    @property
    def resting(self) -> StoreUnavailable | None:
        """What is answered at once, since a save was given up just now. From any thread."""
        if time.monotonic() >= self._refuse_until:
            return None
        kind = DiskFull if isinstance(self.failure, DiskFull) else StoreUnavailable
        return kind(retry_after=2)

    def carry_out(self, commands: Sequence[PendingCommand]) -> Sequence[PendingCommand]:
        """Answer as many as one save may carry, from the first on; those that are left."""
        if resting := self.resting:
            deliver(commands, resting)
            return ()
        try:
            if self._duplicates.expected:
                commands = self._without_duplicates(commands)
            return commands[self._group(commands) :] if commands else ()
        except Exception as error:  # a defect of ours must not end the writer
            log.exception("commit failed", store=self._store.name)
            self._cache.clear()
            deliver(commands, error)
            return ()

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

    def _group(self, commands: Sequence[PendingCommand]) -> int:
        """Decide as many commands as one save may carry, and save them; how many they were."""
        self._cache.evict_outdated()
        work = self._work()
        group: Sequence[PendingCommand] = commands
        try:
            self._foresee(commands, work)
            group = self._deciding.decide_group(commands, work)
            self._save_group(work, group)
        except StoreUnavailable as error:
            self._give_up(group, work, error)
        deliver(group)
        self._observer.looked_up(*self._cache.take_lookups())
        return len(group)

    def _foresee(self, commands: Sequence[PendingCommand], work: UnitOfWork) -> None:
        """Read together what these commands ask for."""
        reads = [stream for command in commands for stream in command.reads]
        if len(reads) < 2:
            return
        try:
            with self._watchdog:
                work.foresee(reads)
        except PersistenceError as error:
            if unanswered(error):
                raise StoreUnavailable(retry_after=2) from error
            log.exception("not read together", store=self._store.name)

    def _give_up(self, commands: Sequence[PendingCommand], work: UnitOfWork, error: StoreUnavailable) -> None:
        """The store doesn't answer: nobody waits for it one after the other."""
        self._cache.evict(work.streams())
        self._refuse_until = time.monotonic() + _REST
        for command in commands:
            command.refuse(error)

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
            decided = self._deciding.decide_group(commands, work)
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
                if self._taken(command) or self._deciding.answered_before(command, work):
                    return
            except Exception as error:
                self._deciding.fail(command, work, savepoint, error)
                return
            self._deciding.decide(command, work)
            if work.size > self._limits.save_bytes:
                command.refuse(TooLarge(size=work.size, maximum=self._limits.save_bytes, what="command"))
                work.undo(savepoint)
            if work.empty:
                return
            try:
                if self._saved(work):
                    return
            except PersistenceError as error:
                self._deciding.fail(command, work, savepoint, error)
                return
        command.refuse(StoreUnavailable(retry_after=1))

    def _taken(self, command: PendingCommand) -> bool:
        """Refuse a command whose message was taken already."""
        with self._watchdog:
            taken = not all(p.may_follow(self._store.position(p.reader)) for p in command.positions)
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
