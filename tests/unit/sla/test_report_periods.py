"""The periods of reports: weeks of ISO 8601, months, quarters, years; each of whole days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.sla.errors import PeriodUnclear
from services.sla.reporting.periods import ReportPeriod
from shared.errors import Language


@pytest.mark.parametrize(
    ("name", "first", "last", "title"),
    [
        ("2026-W48", "2026-11-23", "2026-11-29", "Tuần 48/2026"),
        ("2026-W01", "2025-12-29", "2026-01-04", "Tuần 01/2026"),
        ("2026-W53", "2026-12-28", "2027-01-03", "Tuần 53/2026"),
        ("2026-02", "2026-02-01", "2026-02-28", "Tháng 02/2026"),
        ("2026-q4", "2026-10-01", "2026-12-31", "Quý 4/2026"),
        ("2024", "2024-01-01", "2024-12-31", "Năm 2024"),
    ],
)
def test_a_period_has_its_days(name: str, first: str, last: str, title: str) -> None:
    period = ReportPeriod.parse(name)
    assert (period.days.first.isoformat(), period.days.last.isoformat()) == (first, last)
    assert (period.name, period.title.told(Language.VI)) == (name.upper(), title)


@pytest.mark.parametrize(
    "name", ["", "2025-W53", "2026-13", "2026-00", "2026-Q5", "26", "2026-11-01", "0000"]
)
def test_what_is_no_period_is_said(name: str) -> None:
    with pytest.raises(PeriodUnclear):
        ReportPeriod.parse(name)


@given(st.dates(date(2001, 1, 1), date(2098, 12, 31)))
def test_each_day_is_in_one_week_one_month_and_one_quarter(day: date) -> None:
    year, week, _ = day.isocalendar()
    names = f"{year}-W{week:02}", f"{day:%Y-%m}", f"{day.year}-Q{(day.month + 2) // 3}", f"{day.year}"
    for name in names:
        days = ReportPeriod.parse(name).days
        assert days.first <= day <= days.last
    assert ReportPeriod.parse(names[0]).days.last - ReportPeriod.parse(names[0]).days.first == timedelta(6)
