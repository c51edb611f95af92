"""A year of a calendar, day by day, as it is looked at and printed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from shared.contracts.vocabulary import described
from shared.working_time.calendar import WorkingCalendar
from shared.working_time.days import DayKind


@dataclass(frozen=True, slots=True, kw_only=True)
class DayShown:
    """One day: whether it is worked, and why."""

    day: Annotated[date, described("The day.")]
    kind: Annotated[
        DayKind, described("`worked`, `made_up`, `weekly_rest`, `holiday`, or `local`: one agency's own.")
    ]
    hours: Annotated[list[str], described("The hours that are worked; none: it is off.")]
    name: Annotated[str, described("What the day is called; empty: it is as every week.")]
    source: Annotated[str, described("The article or decision that says so.")]
    provisional: Annotated[bool, described("Whether it may turn out otherwise.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthShown:
    """One month, with what is worked in it."""

    month: Annotated[int, described("1 to 12.")]
    working_days: Annotated[int, described("The days that are worked.")]
    working_minutes: Annotated[int, described("The working time.")]
    days: Annotated[list[DayShown], described("Every day.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class YearShown:
    """One year, with what is worked in it."""

    code: Annotated[str, described("Code of the calendar.")]
    version: Annotated[int | None, described("Of the calendar; null: it came with the program.")]
    agency: Annotated[str | None, described("Whose local differences hold; null: nobody's.")]
    year: Annotated[int, described("The year.")]
    week: Annotated[list[list[str]], described("Hours of Monday to Sunday.")]
    week_source: Annotated[str, described("What fixes the week's hours and rest.")]
    working_days: Annotated[int, described("The days that are worked.")]
    working_minutes: Annotated[int, described("The working time.")]
    months: Annotated[list[MonthShown], described("January to December.")]

    def noted(self) -> Iterator[DayShown]:
        """The days that aren't as every week, in their order."""
        return (day for month in self.months for day in month.days if day.name)


def year_of(calendar: WorkingCalendar, year: int, version: int | None) -> YearShown:
    """The year. Raises `CalendarEnds` where its days off aren't known."""
    calendar.check_known(calendar.begins(date(year, 1, 1)))
    months = [_month(calendar, year, month) for month in range(1, 13)]
    return YearShown(
        code=calendar.code,
        version=version,
        agency=calendar.agency,
        year=year,
        week=[[str(hours) for hours in day] for day in calendar.weekly],
        week_source=calendar.week_source,
        working_days=sum(one.working_days for one in months),
        working_minutes=sum(one.working_minutes for one in months),
        months=months,
    )


def _month(calendar: WorkingCalendar, year: int, month: int) -> MonthShown:
    first = date(year, month, 1)
    after = date(year + month // 12, month % 12 + 1, 1)
    days = [_day(calendar, first + timedelta(days=number)) for number in range((after - first).days)]
    return MonthShown(
        month=month,
        working_days=sum(bool(one.hours) for one in days),
        working_minutes=calendar.working_minutes(calendar.begins(first), calendar.begins(after)),
        days=days,
    )


def _day(calendar: WorkingCalendar, day: date) -> DayShown:
    meaning = calendar.day(day)
    return DayShown(
        day=day,
        kind=meaning.kind,
        hours=[str(hours) for hours in meaning.hours],
        name=meaning.name,
        source=meaning.source,
        provisional=meaning.provisional,
    )
