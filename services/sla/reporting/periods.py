"""The period of a report: a week (ISO 8601), a month, a quarter, a year."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from services.sla.errors import PeriodUnclear
from services.sla.queries.visits_asked import Days
from shared.errors import Text
from shared.vietnam_time import PERIOD, written_period


class PeriodKind(StrEnum):
    """How long a period is."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class ReportPeriod:
    """Its name, such as `2026-W48`, `2026-11`, `2026-Q4` or `2026`, and its days, both included."""

    name: str
    days: Days
    title: Text

    @classmethod
    def parse(cls, name: str) -> "ReportPeriod":
        """Raises `PeriodUnclear`."""
        found = PERIOD.fullmatch(name.strip().upper())
        try:
            if found is None:
                raise ValueError(name)
            days = _read(int(found["year"]), found["week"], found["quarter"], found["month"])
            vi, en = (written_period(found[0], vietnamese=one).capitalize() for one in (True, False))
            return cls(found[0], days, Text(vi, en))
        except (ValueError, OverflowError):
            raise PeriodUnclear(where="period", period=name) from None

    @classmethod
    def containing(cls, day: date, kind: PeriodKind) -> "ReportPeriod":
        """The period of that kind in which a day lies."""
        week = day.isocalendar()
        names = {
            PeriodKind.WEEK: f"{week.year}-W{week.week:02}",
            PeriodKind.MONTH: f"{day:%Y-%m}",
            PeriodKind.QUARTER: f"{day:%Y}-Q{(day.month + 2) // 3}",
            PeriodKind.YEAR: f"{day:%Y}",
        }
        return cls.parse(names[kind])


def _read(year: int, week: str | None, quarter: str | None, month: str | None) -> Days:
    if week is not None:
        monday = date.fromisocalendar(year, int(week), 1)
        return Days(monday, monday + timedelta(days=6))
    if quarter is not None:
        first = int(quarter) * 3 - 2
        return _months(year, first, first + 2)
    if month is not None:
        return _months(year, int(month), int(month))
    return _months(year, 1, 12)


def _months(year: int, first: int, last: int) -> Days:
    return Days(Days.of_month(f"{year}-{first:02}").first, Days.of_month(f"{year}-{last:02}").last)
