"""The folded states that a process keeps, so that a command doesn't read its stream again."""

from collections import OrderedDict
from collections.abc import Iterable

from shared.eventstore.records import StreamState


class AggregateCache:
    """The most recently used states, for the commit thread alone. A conflict tells of another writer."""

    def __init__(self, maximum: int) -> None:
        self._maximum = maximum
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

    def clear(self) -> None:
        """Forget everything."""
        self._states.clear()
