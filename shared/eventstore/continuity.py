"""Notices that a store lacks what was seen in it: a failover to an older copy, a restore.

Who went on would append behind versions that are gone, under numbers that are taken elsewhere.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

import structlog
from eventsourcing.persistence import StoredEvent

from shared.eventstore.errors import THIS_PROCESS, StoreSetBack
from shared.telemetry import metrics

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class SetBack:
    """Who knows of an event that the store doesn't have."""

    follower: str  #: a topic, a service, `read models`, or this process
    seen: int  #: the notification id at which it stands


class Continuity:
    """Whether the store still is the one that its followers know.

    This process's own newest event is looked for on each new connection: without it nothing in memory can be
    believed, and not even reading goes on. What others know is told by `set_back`: then nothing is written.
    """

    def __init__(self, store: str = "") -> None:
        self.on_set_back: Callable[[], None] = lambda: None
        self.store = store
        self.found: SetBack | None = None  #: the first that was told, or was found
        self._lock = threading.Lock()
        self._newest: tuple[int, StoredEvent] | None = None
        self._missing: SetBack | None = None

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
            self._missing = SetBack(THIS_PROCESS, notification_id)
            self.set_back(THIS_PROCESS, notification_id)
            self.on_set_back()
            self.require()

    def set_back(self, follower: str, seen: int) -> None:
        """A follower stands at an event that the store doesn't have: from now on nothing is written."""
        if self.found is None:
            log.critical("the store was set back", store=self.store, follower=follower, missing=seen)
            self.found = SetBack(follower, seen)
        metrics.STORE_SET_BACK.labels(service=self.store, follower=follower).set(1)

    def require(self) -> None:
        """Refuse to go on with a store that lacks what this process saw; until it is started again."""
        _refuse(self._missing)

    def require_for_writing(self) -> None:
        """Refuse to write to a store that was set back, whoever knows of it; until it is started again."""
        _refuse(self.found)


def _refuse(known: SetBack | None) -> None:
    if known is not None:
        raise StoreSetBack(seen=known.seen, follower=known.follower, retry_after=30)


@runtime_checkable
class Continuous(Protocol):
    """A recorder that watches over it."""

    continuity: Continuity
