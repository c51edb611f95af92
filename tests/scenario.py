"""Given events, when a command, then events: the form of every domain test."""

from collections.abc import Callable
from typing import Any

import pytest

from shared.aggregates import Aggregate
from shared.errors import Refusal


class Scenario:
    """What has happened to one aggregate, and what a command makes of it."""

    def __init__(self, aggregate: Aggregate[Any], events: tuple[Any, ...]) -> None:
        self._aggregate = aggregate
        self._events = events
        self._act: Callable[[], list[Any]] | None = None

    def when(self, decide: Callable[[Any, Any], list[Any]], command: Any) -> "Scenario":
        state = self._aggregate.fold(self._events)
        self._act = lambda: decide(state, command)
        return self

    def then(self, *expected: Any) -> "Scenario":
        """The command leads to exactly these events; go on from there."""
        assert self._act is not None, "say when() first"
        assert self._act() == list(expected)
        return Scenario(self._aggregate, (*self._events, *expected))

    def refused(self, refusal: type[Refusal], where: str | None = None) -> Refusal:
        """The command is refused with this error, at this place if one is given."""
        assert self._act is not None, "say when() first"
        with pytest.raises(refusal) as caught:
            self._act()
        if where is not None:
            assert caught.value.where == where
        return caught.value

    @property
    def state(self) -> Any:
        return self._aggregate.fold(self._events)


def given(aggregate: Aggregate[Any], *events: Any) -> Scenario:
    return Scenario(aggregate, events)
