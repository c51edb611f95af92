"""A decider with one evolve function for all events: as much as the tests of the store need."""

from collections.abc import Callable
from typing import Any, TypeVar

from shared.decider import Decider

S = TypeVar("S")


class Aggregate(Decider[S]):
    """A kind of aggregate. Its streams are named `<category>-<key>`."""

    def __init__(
        self,
        category: str,
        initial: Callable[[], S],
        evolve: Callable[[S, Any], S],
        events: tuple[type, ...],
        snapshots: type[S] | None = None,
    ) -> None:
        super().__init__(category, initial, snapshots)
        self._evolve = evolve
        self._events = events

    @property
    def events(self) -> tuple[type, ...]:
        """Every event class of the streams."""
        return self._events

    def evolve(self, state: S, event: Any) -> S:
        """Apply one event."""
        return self._evolve(state, event)
