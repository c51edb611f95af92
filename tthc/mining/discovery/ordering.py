"""The order in which most cases do the steps."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations

from tthc.mining.log.usual_order import usual_order

Ways = Callable[[], Iterable[tuple[tuple[str, ...], int]]]
"""The ways through the activities, each with its cases; asked for several times."""


def order_of_most(ways: Ways) -> tuple[str, ...]:
    """The activities as majorities of cases order them.

    Of two activities that one comes before which, of the cases that have both, more do first (first times
    count). The largest majorities are heeded first; one that contradicts what is settled is passed over
    (ranked pairs). What is still open goes by mean relative position.
    """
    usual = usual_order(ways())
    before: Counter[tuple[str, str]] = Counter()
    for way, cases in ways():
        for pair in combinations(dict.fromkeys(way), 2):
            before[pair] += cases
    return _arranged(usual, _settled(usual, before))


def _settled(usual: Sequence[str], before: Counter[tuple[str, str]]) -> list[int]:
    """For each activity, by its place in the usual order: the set of those after it, as bits."""
    number = {activity: place for place, activity in enumerate(usual)}
    majorities = sorted(
        (before[other, one] - cases, number[one], number[other])
        for (one, other), cases in before.items()
        if cases > before[other, one]
    )
    after = [0] * len(usual)
    for _, one, other in majorities:
        if after[other] >> one & 1:
            continue
        gained = after[other] | 1 << other
        for place, known in enumerate(after):
            if place == one or known >> one & 1:
                after[place] = known | gained
    return after


def _arranged(usual: Sequence[str], after: Sequence[int]) -> tuple[str, ...]:
    """Each activity once all that come before it are placed, the earliest by the usual order first."""
    remaining, order = list(range(len(usual))), []
    while remaining:
        place = next(one for one in remaining if not any(after[other] >> one & 1 for other in remaining))
        remaining.remove(place)
        order.append(usual[place])
    return tuple(order)
