"""A policy's fields are checked all at once, and each is refused by its name, in both languages."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from services.sla.domain.evaluation import decree
from services.sla.domain.evaluation.policy import check_policy
from services.sla.domain.evaluation.policy_form import PolicyForm
from services.sla.errors import PolicyWrong
from shared.contracts.evaluation import GradePoints, YearRule
from shared.errors import Language
from tests.unit.house.repository import ROOT
from tests.unit.sla.evaluation.facts import ND335, POLICIES

GRADES = ND335.grades


@pytest.mark.parametrize("code", sorted(POLICIES))
def test_the_policies_of_the_example_are_taken(code: str) -> None:
    check_policy(POLICIES[code])


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"product": "case"}, "product"),
        ({"weight": "by_time"}, "weight"),
        ({"late_through_others": "never"}, "late_through_others"),
        ({"absence": ""}, "absence"),
        ({"applies_to": ("clerk",)}, "applies_to/0"),
        ({"applies_to": ()}, "applies_to"),
        ({"return_grounds": ("content", "taste")}, "return_grounds/1"),
        ({"in_force_until": date(2025, 12, 31)}, "in_force_until"),
        ({"version": 0}, "version"),
        ({"per_mark_percent": 101}, "per_mark_percent"),
        ({"general_points": 31}, "general_points"),
        ({"excellent_share_percent": -1}, "excellent_share_percent"),
        ({"excellent_share_percent_extended": 101}, "excellent_share_percent_extended"),
        ({"year": YearRule(least_months=0, score="mean_of_scored_periods")}, "year/least_months"),
        ({"year": YearRule(least_months=6, score="best")}, "year/score"),
        ({"grades": ()}, "grades"),
        ({"grades": GRADES[:-1]}, "grades/2/from"),
        ({"grades": (GradePoints(code="fair", points=90), *GRADES[1:])}, "grades/0/code"),
        ({"grades": (GRADES[0], GradePoints(code="good", points=90), *GRADES[2:])}, "grades/1/from"),
    ],
)
def test_a_wrong_field_is_named(wrong: dict[str, Any], where: str) -> None:
    with pytest.raises(PolicyWrong) as caught:
        check_policy(replace(ND335, **wrong))
    assert where in [one.where for one in caught.value.found]


def test_all_wrong_fields_are_told_at_once_in_words() -> None:
    with pytest.raises(PolicyWrong) as caught:
        check_policy(replace(ND335, product="case", version=0))
    assert [one.message(Language.VI) for one in caught.value.found] == [
        "Trường product của chính sách đánh giá là case; phải là một trong: step_of_case.",
        "Trường version của chính sách đánh giá là 0; phải là từ 1 trở lên.",
    ]
    assert caught.value.found[0].message(Language.EN) == (
        "The field product of the evaluation policy is case; it must be one of: step_of_case."
    )


def test_the_shipped_policy_is_the_decrees_and_is_read_as_commands_read_it() -> None:
    shipped = json.loads((ROOT / "examples" / "evaluation-policy-nd335.json").read_text("utf-8"))
    read = TypeAdapter(PolicyForm).validate_python(shipped)
    assert read.value() == decree.ND335 == ND335
    assert POLICIES["ND335-STRICT"] == decree.ND335_STRICT
    with pytest.raises(ValidationError, match="grade"):
        TypeAdapter(PolicyForm).validate_python({**shipped, "grade": []})
