"""The period of a report: a week (ISO 8601), a month, a quarter, a year."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from services.sla.errors import PeriodUnclear
from services.sla.queries.visits_asked import Days
from shared.errors import Text

_FORM = re.compile(r"(?P<year>\d{4})(?:-(?:W(?P<week>\d\d)|Q(?P<quarter>[1-4])|(?P<month>\d\d)))?", re.ASCII)


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
        found = _FORM.fullmatch(name.strip().upper())
        try:
            if found is None:
                raise ValueError(name)
            return cls(found[0], *_read(int(found["year"]), found["week"], found["quarter"], found["month"]))
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


def _read(year: int, week: str | None, quarter: str | None, month: str | None) -> tuple[Days, Text]:
    if week is not None:
        monday = date.fromisocalendar(year, int(week), 1)
        title = Text(f"Tuần {week}/{year}", f"Week {week} of {year}")
        return Days(monday, monday + timedelta(days=6)), title
    if quarter is not None:
        first = int(quarter) * 3 - 2
        return _months(year, first, first + 2), Text(f"Quý {quarter}/{year}", f"Quarter {quarter} of {year}")
    if month is not None:
        return _months(year, int(month), int(month)), Text(
            f"Tháng {month}/{year}", f"Month {month} of {year}"
        )
    return _months(year, 1, 12), Text(f"Năm {year}", f"Year {year}")


def _months(year: int, first: int, last: int) -> Days:
    return Days(Days.of_month(f"{year}-{first:02}").first, Days.of_month(f"{year}-{last:02}").last)
