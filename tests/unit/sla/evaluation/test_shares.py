"""Caps on excellent ones, and the score of a year."""

from fractions import Fraction

import pytest

from services.sla.domain.evaluation.shares import (
    YearEvaluation,
    excellent_shares,
    officials_led,
    year_evaluation,
)
from tests.unit.sla.evaluation.facts import ND335


@pytest.mark.parametrize(
    ("good", "excellent", "at_most", "exceeded"),
    [(10, 2, 2, False), (9, 2, 1, True), (4, 0, 0, False), (0, 1, 0, True)],
)
def test_excellent_ones_are_a_share_of_the_good_ones(
    good: int, excellent: int, at_most: int, exceeded: bool
) -> None:
    grades = [("STC", "staff", "good")] * good + [("STC", "staff", "excellent")] * excellent
    (share,) = excellent_shares(grades, ND335)
    assert (share.good, share.excellent, share.at_most, share.exceeded) == (
        good,
        excellent,
        at_most,
        exceeded,
    )


def test_a_body_that_excelled_has_a_larger_share() -> None:
    grades = [("STC", "staff", "good")] * 8
    assert excellent_shares(grades, ND335)[0].at_most == 1
    assert excellent_shares(grades, ND335, extended=True)[0].at_most == 2


def test_each_group_of_each_agency_has_its_own_share() -> None:
    grades = [("SXD", "staff", "good"), ("STC", "leaders", "excellent"), ("STC", "staff", None)]
    found = [(one.agency, one.group, one.good, one.excellent) for one in excellent_shares(grades, ND335)]
    assert found == [("STC", "leaders", 0, 1), ("STC", "staff", 0, 0), ("SXD", "staff", 1, 0)]


@pytest.mark.parametrize(
    ("grades", "percent"),
    [
        (["good", "completed"], "100"),
        (["excellent", "not_completed"], "50"),
        (["good", None], None),
        ([], None),
    ],
)
def test_who_leads_gets_half_where_somebody_fails(grades: list[str | None], percent: str | None) -> None:
    assert officials_led(grades) == percent


def test_a_year_is_the_mean_of_its_scored_periods() -> None:
    scored = [(1, Fraction("87.11"))] * 5 + [(1, Fraction("90.00"))]
    assert year_evaluation(scored, ND335) == YearEvaluation(months=6, total=Fraction("87.59"), grade="good")


def test_fewer_than_the_least_months_are_not_rated() -> None:
    assert year_evaluation([(1, Fraction(90))] * 5, ND335) == YearEvaluation(months=5, total=None, grade=None)
    assert year_evaluation([], ND335).grade is None


def test_two_quarters_are_six_months() -> None:
    assert year_evaluation([(3, Fraction(60)), (3, Fraction(81))], ND335).total == Fraction("70.50")
