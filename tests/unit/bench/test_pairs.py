"""Medians of rounds that were measured beside each other."""

import pytest

from tests.bench.pairs import Medians, Pair, medians


def test_the_ratio_is_the_median_of_the_rounds_ratios() -> None:
    # One slow round moves neither.
    rounds = [Pair(100, 10), Pair(10, 2), Pair(50, 25)]
    assert medians(rounds) == Medians(ours=50, other=10, ratio=5, rounds=3)


def test_of_two_rounds_it_is_the_middle() -> None:
    assert medians([Pair(2, 1), Pair(8, 2)]) == Medians(ours=5, other=1.5, ratio=3, rounds=2)


def test_nothing_has_no_median() -> None:
    with pytest.raises(ValueError, match="no round"):
        medians([])
