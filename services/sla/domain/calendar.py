"""CALENDAR: a working calendar as it stands now, and what holds for all its days."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from services.sla.domain.calendar_events import CalendarDefined
from services.sla.errors import (
    DayNotedAlready,
    HoursOverlap,
    LocalDifferenceWrong,
    MakeUpDayWorkedAnyway,
    MayNotDefineCalendars,
)
from shared.decider import Act, Decider
from shared.kernel import Role
from shared.restating import restate
from shared.working_time.calendar import WorkingCalendar
from shared.working_time.days import DayHours, FurtherDaysOf, Holiday, LocalDifference, MakeUpDay, laid_out


@dataclass(slots=True)
class Calendar:
    """The calendar; `defined` is None before its first event."""

    defined: CalendarDefined | None = None
    holidays: dict[date, Holiday] = field(default_factory=dict)
    make_up_days: dict[date, MakeUpDay] = field(default_factory=dict)
    differences: list[LocalDifference] = field(default_factory=list)
    built: WorkingCalendar | None = field(default=None, repr=False, compare=False)

    def working(self, further: FurtherDaysOf) -> WorkingCalendar | None:
        """The calendar to count with, if it is defined; kept, since it lays out each year once.

        It was defined for the years of its days off; of others it has what is known of its time zone.
        """
        if self.built is None and self.defined is not None:
            self.built = restate(
                WorkingCalendar,
                self.defined,
                noted_years=laid_out(self.defined.holidays),
                further=further(self.defined.time_zone, self.holidays.values()),
                holidays=tuple(self.holidays.values()),
                make_up_days=tuple(self.make_up_days.values()),
                differences=tuple(self.differences),
            )
        return self.built


class CalendarDecider(Decider[Calendar]):
    """With each event the calendar to count with is another one."""

    def evolve(self, state: Calendar, event: Any) -> Calendar:
        """Apply one event, in place."""
        state.built = None
        return super().evolve(state, event)


#: Key: the calendar's code.
CALENDAR = CalendarDecider("calendar", Calendar)


def check_may_define(act: Act) -> None:
    """Calendars are the operators' and importers'."""
    if not act.by.has(Role.OPERATOR, Role.IMPORTER):
        raise MayNotDefineCalendars


def check_free(calendar: Calendar, day: date) -> None:
    """The day isn't a holiday or a make-up day yet."""
    if day in calendar.holidays or day in calendar.make_up_days:
        raise DayNotedAlready(day=day, where=str(day))


def check_rest(day: date, weekly: tuple[DayHours, ...]) -> None:
    """Only a day of rest can be made up on."""
    if weekly[day.weekday()]:
        raise MakeUpDayWorkedAnyway(day=day, where=str(day))


#: How `check_difference` may refuse.
DIFFERENCE = (LocalDifferenceWrong, HoursOverlap)


def check_difference(difference: LocalDifference) -> None:
    """It ends after it begins, and its hours are in order."""
    if difference.last_day < difference.first_day:
        raise LocalDifferenceWrong(first_day=difference.first_day, last_day=difference.last_day)
    check_hours(difference.hours, difference.agency)


def check_hours(hours: DayHours, where: str) -> None:
    """The hours of a day are in order and don't overlap; `closes` 00:00 is the day's 24:00."""
    closed = -1
    for one in hours:
        opens = one.opens.hour * 60 + one.opens.minute
        closes = one.closes.hour * 60 + one.closes.minute or 24 * 60
        if opens < max(closed, 0) or closes <= opens:
            raise HoursOverlap(hours=", ".join(map(str, hours)), where=where)
        closed = closes
