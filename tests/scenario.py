"""Given events, when a command, then events: the form of every domain test."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest

from shared.decider import Act, Decider, Following
from shared.errors import Refusal


@dataclass(frozen=True)
class Told:
    """Where an event of another service stands."""

    time: datetime = datetime(2026, 12, 7, 1, tzinfo=UTC)
    version: int = 1
    epoch: int = 1
    id: str = "0c0bd8b5-6f0b-5d7e-8a3c-5f3bb43b5d0e"
    type: str = ""
    data: bytes = b""


class Scenario:
    """What has happened to one aggregate, and what a command makes of it."""

    def __init__(self, decider: Decider[Any], events: tuple[Any, ...]) -> None:
        self._decider = decider
        self._events = events
        self._decide: Callable[[], list[Any]] | None = None
        self._refuses: tuple[type[Refusal], ...] | None = None

    def when(self, command: Any, act: Any, known: Any = None) -> "Scenario":
        """A command is given; where the first is a function, it decides the second."""
        state = self._decider.fold(self._events)
        if isinstance(act, Act):
            self._refuses = self._decider.decisions[type(command)].refuses
            self._decide = lambda: self._decider.decide(state, command, act, known)
        else:
            self._decide = lambda: command(state, act)
        return self

    def told(self, event: Any, cause: Told | None = None, known: Any = None) -> "Scenario":
        """Another service tells an event that the aggregate follows."""
        state = self._decider.fold(self._events)
        following = following_of(self._decider, type(event))
        self._decide = lambda: self._decider.follow(state, following, event, cause or Told(), known)
        return self

    def then(self, *expected: Any) -> "Scenario":
        """The command leads to exactly these events; go on from there."""
        assert self._decide is not None, "say when() first"
        assert self._decide() == list(expected)
        return Scenario(self._decider, (*self._events, *expected))

    def refused(self, refusal: type[Refusal], where: str | None = None) -> Refusal:
        """The command is refused with this error, at this place if one is given; its decision names it."""
        assert self._decide is not None, "say when() first"
        with pytest.raises(refusal) as caught:
            self._decide()
        if where is not None:
            assert caught.value.where == where
        if self._refuses is not None:
            assert type(caught.value) in self._refuses, "its decision doesn't name this refusal"
        return caught.value

    @property
    def state(self) -> Any:
        """What the events make."""
        return self._decider.fold(self._events)


def given(decider: Decider[Any], *events: Any) -> Scenario:
    """What has happened."""
    return Scenario(decider, events)


def following_of(decider: Decider[Any], event_class: type) -> Following:
    """What the aggregate does about events that are read into this class."""
    for following in decider.followings:
        if event_class in ((following.read_as,) if following.read_as else following.followed):
            return following
    raise AssertionError(f"{decider.category} doesn't follow {event_class.__name__}")
