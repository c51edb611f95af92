"""Random histories over five agencies: each tree to the minute as a naive count of the words has it."""

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest

from services.cases.application.recording import let_time_pass_in
from services.cases.domain.tree.links import broken_links
from services.cases.domain.tree.tree import Tree, tree_of
from services.cases.domain.tree.writing import written
from tests.unit.cases.histories.five_agencies import KNOWN, header
from tests.unit.cases.histories.oracle import Oracle
from tests.unit.cases.histories.random_history import History, random_history
from tests.unit.cases.histories.test_tree import as_said
from tests.unit.cases.histories.world import world

_INSTANTS = 12
_SWEPT = 0.3  #: how often the sweeper comes between two acts


@pytest.mark.parametrize("seed", [3, 40, 43, 58])
def test_a_tree_is_as_a_naive_count_has_it(seed: int) -> None:
    check(seed)


@pytest.mark.soak
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("seed", range(100, 500))
def test_many_trees_are_as_a_naive_count_has_them(seed: int) -> None:
    check(seed)


@pytest.mark.parametrize("seed", [3, 43])
def test_a_tree_that_came_in_parts_is_as_if_it_had_come_at_once(seed: int) -> None:
    check_in_parts(seed)


@pytest.mark.soak
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("seed", range(100, 300))
def test_many_trees_that_came_in_parts_are_as_if_they_had_come_at_once(seed: int) -> None:
    check_in_parts(seed)


def check(seed: int) -> None:
    """The tree at random instants, of the events in a random order."""
    with random_history(seed, length=40 + seed % 80) as history:
        random, records = Random(seed), history.world.records()
        instants = sorted({_instant(random, history) for _ in range(_INSTANTS)})
        expected = Oracle(header()).trees(history.taken, instants)
        assert broken_links(records) == []
        for at, wanted in zip(instants, expected, strict=True):
            random.shuffle(records)
            tree = _tree(history, records, at)
            found: Any = [] if tree is None else [as_said(written(tree), wanted[0])]
            assert found == wanted, f"seed {seed}, at {at}"


def check_in_parts(seed: int) -> None:
    """Between its parts the sweeper lets time pass that later parts tell more of."""
    with random_history(seed, length=40 + seed % 80) as history, world() as parts:
        random = Random(seed)
        parts.begin(header())
        for act in history.taken:
            if random.random() < _SWEPT:
                for number in parts.cases.values():
                    let_time_pass_in(parts.work, number, history.last + timedelta(days=90))
            parts.act(act)
        records, whole = parts.records(), history.world.records()
        assert broken_links(records) == []
        for at in sorted({_instant(random, history) for _ in range(_INSTANTS)}):
            found, wanted = _tree(history, records, at), _tree(history, whole, at)
            assert _told(found) == _told(wanted), f"seed {seed}, at {at}"


def _told(tree: Tree | None) -> Any:
    """Without the ids of events, which count what was recorded in vain."""
    return None if tree is None else {**written(tree), "buck_passing": len(tree.buck_passing)}


def _tree(history: History, records: list[Any], at: datetime) -> Tree | None:
    return tree_of(history.world.cases["A01"], records, at, KNOWN)


def _instant(random: Random, history: History) -> datetime:
    """Between acts, at one, shortly before and after, or later than all."""
    at = random.choice(history.taken).at
    moved = random.choice((0, 0, -1, 1, random.randrange(-2000, 2000), 10_000))
    return max(at + timedelta(minutes=moved), datetime(2026, 2, 2, tzinfo=UTC))
