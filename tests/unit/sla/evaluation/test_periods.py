"""Periods: how they are written, where they begin and end, what lies in them."""

from datetime import date

import pytest

from services.sla.domain.evaluation.periods import EvaluationPeriod
from services.sla.errors import PeriodUnreadable
from tests.unit.sla.evaluation.facts import at


@pytest.mark.parametrize(
    ("text", "first", "after"),
    [
        ("2026-03", date(2026, 3, 1), date(2026, 4, 1)),
        ("2026-12", date(2026, 12, 1), date(2027, 1, 1)),
        ("2026-Q1", date(2026, 1, 1), date(2026, 4, 1)),
        ("2026-Q4", date(2026, 10, 1), date(2027, 1, 1)),
        ("2026", date(2026, 1, 1), date(2027, 1, 1)),
    ],
)
def test_a_period_is_read_and_written_alike(text: str, first: date, after: date) -> None:
    period = EvaluationPeriod.parse(text)
    assert (period.first_day, period.day_after, period.code) == (first, after, text)
    assert EvaluationPeriod.containing(period.begins, period.months) == period


@pytest.mark.parametrize(
    "text", ["", "2026-13", "2026-00", "2026-Q5", "2026-Q0", "26-03", "2026-3", "1026", "٢٠٢٦"]
)
def test_another_text_is_no_period(text: str) -> None:
    with pytest.raises(PeriodUnreadable):
        EvaluationPeriod.parse(text)


def test_the_first_instant_is_its_own_and_the_last_is_the_next_ones() -> None:
    march = EvaluationPeriod.parse("2026-03")
    assert march.has(at("2026-03-01 00:00"))
    assert march.has(at("2026-03-31 23:59"))
    assert not march.has(at("2026-04-01 00:00"))


def test_a_quarter_has_its_months() -> None:
    quarter, months = EvaluationPeriod.parse("2026-Q1"), ["2026-01", "2026-02", "2026-03"]
    assert [one.code for one in quarter.parts(1)] == months
    assert all(quarter.covers(EvaluationPeriod.parse(month)) for month in months)
    assert not quarter.covers(EvaluationPeriod.parse("2026-04"))
