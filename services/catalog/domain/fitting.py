"""What one save takes: of a catalogue, of what is told of it, or of a large request."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


def as_many_as_fit(sized: Iterable[tuple[T, int]], at_most_bytes: int) -> Iterator[T]:
    """The first of these, each with its size in bytes, that fit together; one at least, if there is any."""
    taken = 0
    for number, (one, size) in enumerate(sized):
        taken += size
        if number and taken > at_most_bytes:
            return
        yield one
