"""Runs that were made beside each other, and their medians."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Pair:
    """Two figures of one round: ours, and the one that it is compared with."""

    ours: float
    other: float

    @property
    def ratio(self) -> float:
        """Ours over the other."""
        return self.ours / self.other


@dataclass(frozen=True, slots=True)
class Medians:
    """Of the rounds of one comparison. The ratio is the median of the rounds' ratios: both sides of each
    were measured at nearly the same time, so what slowed the machine then is in both.
    """

    ours: float
    other: float
    ratio: float
    rounds: int


def medians(pairs: Sequence[Pair]) -> Medians:
    """The medians of some pairs; `ValueError` if there are none."""
    if not pairs:
        raise ValueError("no round was measured")
    ours, other = (median(side) for side in zip(*((pair.ours, pair.other) for pair in pairs), strict=True))
    return Medians(ours, other, median(pair.ratio for pair in pairs), len(pairs))
