"""Bugs that are planted on purpose, from the test's side: a fault test that doesn't see them proves nothing.

A test module registers those of its fault; a test with a `plant` argument is run for each of them with
`--all-plants`, otherwise for one plant of all in the run, chosen by the seed.

    @plants(2, "conflict believed")
    def conflict_believed(patch: pytest.MonkeyPatch) -> None:
        patch.setattr(Saver, "_is_there", lambda *_: False)
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest

from tests.faults.invariants import Violated

Planting = Callable[[pytest.MonkeyPatch], None]


@dataclass(frozen=True, slots=True)
class Plant:
    """One planted bug."""

    fault: int
    name: str
    planting: Planting

    @contextmanager
    def planted(self) -> Iterator[None]:
        """The bug is there inside the block."""
        with pytest.MonkeyPatch.context() as patch:
            self.planting(patch)
            yield

    @contextmanager
    def seen(self) -> Iterator[None]:
        """The bug is there inside the block, and what runs there must find an invariant violated."""
        with self.planted(), pytest.raises(Violated) as violated:
            yield
        print(f"plant {self.name!r} was seen: {violated.value}")  # noqa: T201


PLANTS: dict[int, list[Plant]] = defaultdict(list)


def plants(fault: int, name: str) -> Callable[[Planting], Planting]:
    """Register a bug for a fault's test."""

    def register(planting: Planting) -> Planting:
        PLANTS[fault].append(Plant(fault, name, planting))
        return planting

    return register
