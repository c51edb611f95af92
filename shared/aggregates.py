"""What an aggregate is to the event store: its category, its events, and how they make its state."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class Aggregate(Generic[S]):
    """A kind of aggregate. Its streams are named `<category>-<key>`."""

    category: str
    initial: Callable[[], S]
    evolve: Callable[[S, Any], S]  #: applies one event; may change the state in place
    events: tuple[type, ...]  #: every event class of the stream, old forms upcast
    snapshots: type[S] | None = None  #: the state's class, where streams grow long enough to keep snapshots

    def stream(self, key: str) -> str:
        """The name of the stream of the aggregate with this key."""
        return f"{self.category}-{key}"

    def fold(self, events: Iterable[Any]) -> S:
        """The state that the events make, from the initial one."""
        state = self.initial()
        for event in events:
            state = self.evolve(state, event)
        return state
