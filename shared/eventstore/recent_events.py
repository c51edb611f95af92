"""The newest saves of this process in memory, so that who follows the log needn't read them back."""

import threading
from collections.abc import Iterable, Sequence
from itertools import repeat

from shared.eventstore.records import RecordedEvent


class RecentEvents:
    """A gap-free run of the log's newest events; ids that jump (another writer, a failed insert) end it."""

    def __init__(self, maximum: int) -> None:
        self._maximum = maximum
        self._events: list[RecordedEvent] = []
        self._before = 0  #: the id just before the first event of the run
        self._last: int | None = None
        self._lock = threading.Lock()

    def extend(
        self, events: Sequence[RecordedEvent], ids: Sequence[int], told: Iterable[bytes] | None = None
    ) -> None:
        """Add what was just saved, in commit order; `told`: what is told of each, as JSON."""
        if len(ids) != len(events):
            self.clear()
            return
        with self._lock:
            for event, notification_id, data in zip(events, ids, told or repeat(b""), strict=False):
                if self._last is None or notification_id != self._last + 1:
                    self._events.clear()
                    self._before = notification_id - 1
                self._last = notification_id
                self._events.append(event.placed(notification_id, data))
            surplus = len(self._events) - self._maximum
            if surplus > self._maximum // 4:  # rarely, as all that stay move up
                self._before += surplus
                del self._events[:surplus]

    def after(self, notification_id: int, limit: int) -> list[RecordedEvent] | None:
        """The events after an id, or None when they must be read from the store."""
        with self._lock:
            if self._last is None or notification_id < self._before or notification_id >= self._last:
                return None
            start = notification_id - self._before
            return self._events[start : start + limit]

    def clear(self) -> None:
        """Forget the run: the next reader asks the store."""
        with self._lock:
            self._events.clear()
            self._last = None
