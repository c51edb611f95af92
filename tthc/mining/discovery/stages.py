"""Which steps run side by side, by the ways that cases took.

Two activities are side by side if, among the cases in which one directly follows the other where each is done
for the first time, and that come from the same activity and go on to the same one, both orders occur: each in
at least a third of them, and in ten cases or more together. A stage is a run of activities, neighbours in the
steps' order, of which every two are side by side; all others are stages of their own.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from tthc.mining.discovery.ordering import Ways

_THIRD = 3
_FEWEST_CASES = 10

Pair = tuple[str, str]


def stages_of(order: Sequence[str], ways: Ways) -> tuple[tuple[str, ...], ...]:
    """The stages in their order, each with its activities in theirs."""
    together = _side_by_side(ways)
    stages: list[list[str]] = []
    for activity in order:
        if stages and all(frozenset((other, activity)) in together for other in stages[-1]):
            stages[-1].append(activity)
        else:
            stages.append([activity])
    return tuple(tuple(stage) for stage in stages)


def _side_by_side(ways: Ways) -> frozenset[frozenset[str]]:
    follows: Counter[Pair] = Counter()
    for way, cases in ways():
        first = _firsts(way)
        for following in pairwise(first):
            follows[following] += cases
    candidates = {
        frozenset((one, other))
        for one, other in follows
        if _balanced(follows[one, other], follows[other, one])
    }
    if not candidates:
        return frozenset()
    between: dict[frozenset[str], dict[tuple[str, str], Counter[Pair]]] = {}
    for way, cases in ways():
        first = _firsts(way)
        padded = ["", *first, ""]
        for before, one, other, after in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
            pair = frozenset((one, other))
            if pair in candidates:
                neighbours = between.setdefault(pair, {}).setdefault((before, after), Counter())
                neighbours[one, other] += cases
    return frozenset(pair for pair, contexts in between.items() if _same_neighbours(pair, contexts))


def _same_neighbours(pair: frozenset[str], contexts: dict[tuple[str, str], Counter[Pair]]) -> bool:
    one, other = sorted(pair)
    both = [orders for orders in contexts.values() if len(orders) == len(pair)]
    return _balanced(sum(orders[one, other] for orders in both), sum(orders[other, one] for orders in both))


def _balanced(one: int, other: int) -> bool:
    return one + other >= _FEWEST_CASES and _THIRD * min(one, other) >= one + other


def _firsts(way: Sequence[str]) -> list[str]:
    """The activities in the order in which they are done for the first time."""
    return list(dict.fromkeys(way))
