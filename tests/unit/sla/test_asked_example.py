"""The clocks of the example history say of each coordination what the history says it must give."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest

from services.cases.application.known_here import KnownHere
from services.cases.domain.tree.recorded import by_case
from services.sla.domain.clock import Clock
from tests.unit.cases.histories.world import HERE, World, known_calendar, world
from tests.unit.sla.cases import CaseTold
from tests.unit.sla.clocks import Told

EXPECTED = json.loads((HERE / "four-agencies.expected.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def taken() -> Iterator[World]:
    with pytest.MonkeyPatch.context() as patch, world() as made:
        patch.setattr(KnownHere, "calendar", known_calendar)
        yield made.take((HERE / "four-agencies.jsonl").read_bytes())


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda one: one["as_of"])
def test_each_coordination_is_due_and_late_as_expected(taken: World, expected: dict[str, Any]) -> None:
    as_of = datetime.fromisoformat(expected["as_of"])
    clocks: dict[str, Clock] = {}
    for number, records in by_case(taken.records()).items():
        begun = [CaseTold(one.version, one.event) for one in records if one.at <= as_of]
        clocks[number] = Told().note(*begun).clock
    wanted = list(coordinations(expected["case"]))
    assert wanted
    for one in wanted:
        case_number, coordination = taken.coordinations[one["name"]]
        clock = clocks[case_number]
        asked = clock.asked[coordination]
        late = asked.late if asked.stopped_at else asked.timer.is_late(as_of, clock.paused_since)
        assert (f"{asked.timer.due_at:%Y-%m-%dT%H:%M:%SZ}", late) == (one["due_at"], one["late"]), one["name"]


def coordinations(case: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """All of a tree, at every depth."""
    for one in case["coordinations"]:
        yield one
        if one["case"] is not None:
            yield from coordinations(one["case"])
