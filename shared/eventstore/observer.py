"""What an application tells of itself while it works; metrics are made of it elsewhere."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


def _unheard(*_observed: object) -> None:
    """Nobody listens."""


@dataclass(frozen=True, slots=True)
class Observer:
    """Who listens. Called on the way of every command, partly from the commit thread: must be quick."""

    answered: Callable[[str, float, Exception | None], None] = _unheard  #: use case, seconds, what went wrong
    saved: Callable[[int, int, float], None] = _unheard  #: commands, events, seconds
    conflicted: Callable[[bool], None] = _unheard  #: whether our own lost try was what stood there
    failing: Callable[[str | None], None] = _unheard  #: why saves aren't done; None: they are again
    looked_up: Callable[[int, int], None] = _unheard  #: states found in the cache, and not found


def use_case(handler: Callable[..., Any]) -> str:
    """The name of the method or function that a command's handler was written in: one of few."""
    name: str = getattr(handler, "__qualname__", type(handler).__name__)
    return name.partition(".<locals>")[0]
