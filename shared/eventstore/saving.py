"""Saves a unit of work: patient while the store doesn't answer, reads a conflict before it is believed."""

import sqlite3
import time
from collections.abc import Callable

import structlog
from eventsourcing.persistence import (
    DataError,
    IntegrityError,
    NotSupportedError,
    PersistenceError,
    ProgrammingError,
)

from shared.eventstore.errors import DiskFull, StoreUnavailable
from shared.eventstore.observer import Observer
from shared.eventstore.store import EventStore
from shared.eventstore.unit_of_work import UnitOfWork
from shared.eventstore.watchdog import Watchdog

#: How long a save is tried while the store doesn't answer, in seconds: who waits is told before ten.
_PATIENCE = 5.0
_PAUSE = 0.2
_POSTGRES_DISK_FULL = "53100"

log = structlog.get_logger()


def unanswered(error: Exception) -> bool:
    """Whether the store gave no answer, so that what was asked may or may not have been done."""
    definite = (IntegrityError, DataError, ProgrammingError, NotSupportedError)
    return isinstance(error, PersistenceError) and not isinstance(error, definite)


def refusal_of(error: BaseException) -> StoreUnavailable:
    """What is answered for a store that can't save."""
    cause: BaseException | None = error
    while cause is not None:
        code = getattr(cause, "sqlite_errorcode", None)
        if (code is not None and code & 0xFF == sqlite3.SQLITE_FULL) or (
            getattr(cause, "sqlstate", None) == _POSTGRES_DISK_FULL
        ):
            return DiskFull(retry_after=5)
        cause = cause.__cause__
    return StoreUnavailable(retry_after=5)


class Saver:
    """Saves works for the commit thread. `observer` is told of each save, and `woken` too."""

    def __init__(
        self,
        store: EventStore,
        watchdog: Watchdog,
        observer: Observer,
        woken: Callable[[], None],
    ) -> None:
        self._store = store
        self._watchdog = watchdog
        self._observer = observer
        self._woken = woken
        self.failure: StoreUnavailable | None = None  #: why the newest save wasn't done. From any thread

    def save(self, work: UnitOfWork) -> bool:
        """Save the work; False when somebody else was first. Raises `StoreUnavailable`: it isn't known.

        A disk that is full isn't waited for: who asks is told at once.
        """
        give_up = time.monotonic() + _PATIENCE
        lost = False  # an answer: then a conflict may be with ourselves
        while True:
            started = time.monotonic()
            try:
                with self._watchdog:
                    self._store.save(work.events, work.stored, work.positions)
            except IntegrityError:
                ours = lost and self._is_there(work)
                self._observer.conflicted(ours)
                return ours
            except PersistenceError as error:
                if not unanswered(error):
                    raise
                lost = True
                log.warning("store does not answer", store=self._store.name, error=str(error))
                refusal = refusal_of(error)
                if time.monotonic() > give_up or isinstance(refusal, DiskFull):
                    self._note(refusal)
                    raise refusal from error
                time.sleep(_PAUSE)
                continue
            self._note(None)
            commands = len({event.command_id for event in work.events}) or 1
            self._observer.saved(commands, len(work.events), time.monotonic() - started)
            self._woken()
            return True

    def _note(self, failure: StoreUnavailable | None) -> None:
        if failure is not None or self.failure is not None:
            self._observer.failing(failure.code if failure is not None else None)
        self.failure = failure

    def _is_there(self, work: UnitOfWork) -> bool:
        """Whether what stands at our places is our own: then the try whose answer was lost has saved it."""
        try:
            with self._watchdog:
                there = self._read(work)
        except PersistenceError as error:
            raise StoreUnavailable(retry_after=5) from error
        if there:
            self._woken()
        return there

    def _read(self, work: UnitOfWork) -> bool:
        if not work.events:
            return all(self._store.position(p.reader) == p.sequence for p in work.positions)
        pairs = zip(work.events, work.stored, strict=True)
        one_of_each_command = {event.command_id: stored for event, stored in pairs}
        there = all(self._store.holds(stored) for stored in one_of_each_command.values())
        if there:  # under ids that nobody told us
            self._store.newest = self._store.last_notification_id()
        return there
