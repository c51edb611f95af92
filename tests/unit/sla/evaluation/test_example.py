"""The worked example: every question of `visits.json` is answered as `expected.json` has it, byte by byte."""

import json
from typing import Any

import pytest

from services.sla.domain.evaluation.evaluating import evaluate
from services.sla.domain.evaluation.periods import EvaluationPeriod
from services.sla.domain.evaluation.work import EnteredPoints
from tests.unit.sla.evaluation.facts import EXPECTED, POLICIES, VISITS, general_of, pinned, visit_of

ASKED = list(zip(VISITS["ask"], EXPECTED, strict=True))


def answered(asked: dict[str, str]) -> dict[str, Any]:
    """The answer to one question, as it is pinned."""
    official, period = asked["official"], asked["period"]
    visits = [visit_of(one) for one in VISITS["visits"]]
    points = EnteredPoints(general=general_of(official, period))
    found = evaluate(official, EvaluationPeriod.parse(period), POLICIES[asked["policy"]], visits, points)
    return pinned(found)


@pytest.mark.parametrize(
    ("asked", "expected"),
    ASKED,
    ids=[f"{one['official']} {one['period']} {one['policy']}" for one, _ in ASKED],
)
def test_an_answer_is_as_it_was_worked_out(asked: dict[str, str], expected: dict[str, Any]) -> None:
    assert json.dumps(answered(asked), ensure_ascii=False) == json.dumps(expected, ensure_ascii=False)
