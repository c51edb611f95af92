"""The folded states that a process keeps, so that a command doesn't read its stream again."""

import threading
from collections import OrderedDict
from collections.abc import Iterable

from shared.eventstore.records import RecordedEvent, StreamState


class AggregateCache:
    """The most recently used states, for the commit thread alone, but for `invalidate`.

    A conflict tells of another writer, and so does the log: a stream that is only read never conflicts.
    """

    def __init__(self, maximum: int) -> None:
        self._maximum = maximum
        self._newest: dict[str, int] = {}
        self._lock = threading.Lock()
        self._states: OrderedDict[str, StreamState] = OrderedDict()
        self._found = self._missed = 0

    def look_up(self, stream: str) -> StreamState | None:
        """As `get`, and counted."""
        state = self.get(stream)
        if state is None:
            self._missed += 1
        else:
            self._found += 1
        return state

    def take_lookups(self) -> tuple[int, int]:
        """How often a state was found and not found since the last time that this was asked."""
        counted = self._found, self._missed
        self._found = self._missed = 0
        return counted

    def get(self, stream: str) -> StreamState | None:
        """The kept state, marked as not fresh: it may be older than the store's."""
        state = self._states.get(stream)
        if state is not None:
            self._states.move_to_end(stream)
            state.fresh = False
        return state

    def put(self, stream: str, state: StreamState) -> None:
        """Keep a state, and let the longest unused go."""
        self._states[stream] = state
        if len(self._states) > self._maximum:
            self._states.popitem(last=False)

    def evict(self, streams: Iterable[str]) -> None:
        """Forget states that may not be what the store has."""
        for stream in streams:
            self._states.pop(stream, None)

    def invalidate(self, events: Iterable[RecordedEvent]) -> None:
        """The log has these events. From any thread."""
        with self._lock:
            for event in events:
                self._newest[event.stream] = max(event.version, self._newest.get(event.stream, 0))

    def evict_outdated(self) -> None:
        """Forget the states that lack an event which was told of: another process has saved it."""
        if not self._newest:
            return
        with self._lock:
            newest, self._newest = self._newest, {}
        for stream, version in newest.items():
            state = self._states.get(stream)
            if state is not None and state.version < version:
                del self._states[stream]

    def clear(self) -> None:
        """Forget everything."""
        self._states.clear()
