"""Rows of one statement: a row at a time, SQLite would let the interpreter go, and wait, for each."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")

#: The largest first. Any other number would be a statement to be prepared anew.
ROWS = (64, 16, 4, 1)


def in_parts(rows: Sequence[T]) -> Iterator[Sequence[T]]:
    """The rows in order, in as few parts as `ROWS` allows."""
    done = 0
    for size in ROWS:
        while len(rows) - done >= size:
            yield rows[done : done + size]
            done += size
