"""Notices that a store lacks what this process has seen in it: a failover to an older copy, a restore.

A process that went on would append behind versions that are gone, under numbers that are taken elsewhere.
"""

import threading
from collections.abc import Callable
from typing import Any, Protocol, runtime_checkable

import structlog
from eventsourcing.persistence import StoredEvent

from shared.eventstore.errors import StoreSetBack

log = structlog.get_logger()


class Continuity:
    """The newest event that is known to be in the store; looked for on each new connection."""

    def __init__(self) -> None:
        self.on_set_back: Callable[[], None] = lambda: None
        self._lock = threading.Lock()
        self._newest: tuple[int, StoredEvent] | None = None
        self._missing: int | None = None

    def saw(self, notification_id: int, event: StoredEvent) -> None:
        """This event is in the store, under this id."""
        with self._lock:
            if self._newest is None or notification_id > self._newest[0]:
                self._newest = notification_id, event

    def verify(self, find: Callable[[int], Any]) -> None:
        """Look for the newest event; `find` gives stream and version of the event with an id, or None."""
        self.require()
        newest = self._newest
        if newest is None:
            return
        notification_id, event = newest
        if find(notification_id) != (event.originator_id, event.originator_version):
            log.critical("the store was set back", missing=notification_id)
            self._missing = notification_id
            self.on_set_back()
            self.require()

    def require(self) -> None:
        """Refuse to go on with a store that was set back; until the process is started again."""
        if self._missing is not None:
            raise StoreSetBack(seen=self._missing, retry_after=30)


@runtime_checkable
class Continuous(Protocol):
    """A recorder that watches over it."""

    continuity: Continuity
