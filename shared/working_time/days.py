"""What days are worked, and at what hours: the plain data that a working calendar is made of."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import Annotated, TypeAlias, TypeVar

from shared.contracts.vocabulary import SINCE, CalendarDay, described

T = TypeVar("T")

#: What gives state offices five working days and a free weekend.
FORTY_HOUR_WEEK = "Quyết định 188/1999/QĐ-TTg"


def _strict(cls: type[T]) -> type[T]:
    """Who reads it out of what people send refuses fields that it doesn't have."""
    cls.__pydantic_config__ = {"extra": "forbid"}  # type: ignore[attr-defined]
    return cls


@_strict
@dataclass(frozen=True, slots=True)
class Hours:
    """One unbroken time of work in a day, by the local clock; `closes` 00:00 is the day's 24:00."""

    opens: time
    closes: time

    def __str__(self) -> str:
        return f"{self.opens:%H:%M}–{self.closes:%H:%M}"


DayHours = tuple[Hours, ...]

#: 07:30–11:30 and 13:30–17:30, as Vietnamese offices work.
OFFICE_HOURS: DayHours = (Hours(time(7, 30), time(11, 30)), Hours(time(13, 30), time(17, 30)))
#: Monday to Friday, and a free weekend.
OFFICE_WEEK: tuple[DayHours, ...] = (OFFICE_HOURS,) * 5 + ((), ())


#: Of a day that is computed, or announced and not enacted.
Provisional = Annotated[bool, described("Whether it isn't certain: due instants may move with it."), SINCE]


@_strict
@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday:
    """A day that isn't worked: its name, and the article or decision that makes it free."""

    day: CalendarDay
    name: str
    source: str
    provisional: Provisional = False


@_strict
@dataclass(frozen=True, slots=True, kw_only=True)
class MakeUpDay:
    """A day of the weekly rest that is worked, with the hours of the day that it makes up for."""

    day: CalendarDay
    instead_of: CalendarDay | None
    name: str
    source: str
    provisional: Provisional = False


#: The days off and the days made up on of a year that no calendar has laid out.
FurtherDays: TypeAlias = Callable[[int], Mapping[date, Holiday | MakeUpDay]]
#: The same, for a calendar of this time zone that has these days off; None where nothing is known of them.
FurtherDaysOf: TypeAlias = Callable[[str, Iterable[Holiday]], FurtherDays | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """An agency that had something until another took over."""

    agency: str
    until: date  #: the first day of the other


@_strict
@dataclass(frozen=True, slots=True, kw_only=True)
class LocalDifference:
    """From the first day to the last, one agency has these hours on its working days; none: it is closed."""

    agency: str
    first_day: CalendarDay
    last_day: CalendarDay
    hours: DayHours
    name: str
    source: str


class DayKind(StrEnum):
    """Why a day is worked or isn't."""

    WORKED = "worked"
    MADE_UP = "made_up"
    WEEKLY_REST = "weekly_rest"
    HOLIDAY = "holiday"
    LOCAL = "local"


@dataclass(frozen=True, slots=True)
class Day:
    """One day as the calendar has it: its hours (none: a day off), why, and by what source."""

    kind: DayKind
    hours: DayHours
    name: str
    source: str
    provisional: bool = False  #: its hours may turn out to be others


def laid_out(holidays: Iterable[Holiday]) -> range | None:
    """The years whose days off are all among these, as calendars are laid out; None where there are none.

    A year whose first day isn't noted has some days of its own, and isn't laid out.
    """
    days = [one.day for one in holidays]
    years = [day.year for day in days if (day.month, day.day) == (1, 1)] or [day.year for day in days]
    return range(min(years), max(years) + 1) if years else None
