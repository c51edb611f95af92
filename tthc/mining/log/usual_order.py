"""The usual order of a log's activities."""

from collections import Counter
from collections.abc import Iterable, Sequence
from math import fsum


def usual_order(variants: Iterable[tuple[Sequence[str], int]]) -> tuple[str, ...]:
    """The activities by mean relative position (0 first, 1 last) where a case first has them; equal ones by
    name. `variants` are ways through the activities, each with its cases; their order is immaterial."""
    places: dict[str, Counter[tuple[int, int]]] = {}
    for variant, cases in variants:
        last = max(len(variant) - 1, 1)
        first: dict[str, int] = {}
        for index, activity in enumerate(variant):
            first.setdefault(activity, index)
        for activity, index in first.items():
            places.setdefault(activity, Counter())[index, last] += cases
    means = {activity: _mean(counts) for activity, counts in places.items()}
    return tuple(sorted(means, key=lambda activity: (means[activity], activity)))


def _mean(places: Counter[tuple[int, int]]) -> float:
    """The mean of index by last index; fsum makes the order of the summands immaterial."""
    return fsum(index / last * cases for (index, last), cases in places.items()) / places.total()
