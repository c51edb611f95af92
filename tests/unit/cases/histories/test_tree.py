"""The tree of a history over five agencies: to the minute, in whatever order its events come."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from random import Random
from typing import Any

import pytest

from services.cases.application.known_here import KnownHere
from services.cases.domain.tree.tree import tree_of
from services.cases.domain.tree.writing import written
from tests.unit.cases.histories.world import HERE, KNOWN, World, known_calendar, world

EXPECTED = json.loads((HERE / "four-agencies.expected.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def taken() -> Iterator[World]:
    with pytest.MonkeyPatch.context() as patch, world() as made:
        patch.setattr(KnownHere, "calendar", known_calendar)
        yield made.take((HERE / "four-agencies.jsonl").read_bytes())


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda one: one["as_of"])
@pytest.mark.parametrize("seed", [None, 1, 2])
def test_the_tree_is_as_expected_to_the_minute(
    taken: World, expected: dict[str, Any], seed: int | None
) -> None:
    records = taken.records()
    if seed is not None:
        Random(seed).shuffle(records)
    tree = tree_of(taken.cases["A1"], records, datetime.fromisoformat(expected["as_of"]), KNOWN)
    assert tree is not None
    assert as_said(written(tree), expected) == expected


def test_what_had_not_begun_has_no_tree(taken: World) -> None:
    begun = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
    number = taken.cases["A1"]
    assert tree_of(number, taken.records(), begun.replace(minute=0, hour=0), KNOWN) is None
    assert tree_of(number, taken.records(), begun, KNOWN) is not None


def test_every_event_leads_back_to_the_first(taken: World) -> None:
    records = {one.id: one for one in taken.records()}
    assert len({one.case_number for one in records.values()}) == 3
    for one in records.values():
        while one.causation_id in records:
            one = records[one.causation_id]
        assert (one.case_number, one.version) == (taken.cases["A1"], 1)


def test_a_tree_has_one_correlation_id(taken: World) -> None:
    found = {one.correlation_id for one in taken.work.events if one.stream.startswith("case-")}
    assert found == {taken.cases["A1"]}


def as_said(found: Any, expected: Any) -> Any:
    """Without the fields that stand beside those of the expected."""
    if isinstance(expected, dict):
        return {name: as_said(found[name], one) for name, one in expected.items()}
    if isinstance(expected, list) and len(found) == len(expected):
        return [as_said(one, other) for one, other in zip(found, expected, strict=True)]
    return found
