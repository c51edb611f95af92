"""A working calendar is defined, once."""

from datetime import date
from zoneinfo import ZoneInfo

from services.sla.domain.calendar import (
    CALENDAR,
    DIFFERENCE,
    Calendar,
    check_difference,
    check_hours,
    check_may_define,
    check_rest,
)
from services.sla.domain.calendar_events import CalendarDefined
from services.sla.errors import (
    CalendarDefinedAlready,
    DayNotedAlready,
    MakeUpDayWorkedAnyway,
    MayNotDefineCalendars,
    NoWorkingHours,
    UnknownTimeZone,
    WeekIncomplete,
)
from shared.contracts.vocabulary import PathCode, Text
from shared.decider import Act, command
from shared.restating import restate
from shared.working_time.days import (
    FORTY_HOUR_WEEK,
    OFFICE_WEEK,
    DayHours,
    Holiday,
    LocalDifference,
    MakeUpDay,
)


@command
class DefineCalendar:
    """Define a calendar to count by."""

    code: PathCode
    time_zone: Text
    weekly: tuple[DayHours, ...] = OFFICE_WEEK
    week_source: Text = FORTY_HOUR_WEEK
    holidays: tuple[Holiday, ...] = ()
    make_up_days: tuple[MakeUpDay, ...] = ()
    differences: tuple[LocalDifference, ...] = ()


_WEEK = (WeekIncomplete, NoWorkingHours)
_DAYS = (DayNotedAlready, MakeUpDayWorkedAnyway)


@CALENDAR.decides(
    DefineCalendar,
    refuses=(MayNotDefineCalendars, CalendarDefinedAlready, UnknownTimeZone, *_WEEK, *_DAYS, *DIFFERENCE),
)
def define(calendar: Calendar, command: DefineCalendar, act: Act) -> CalendarDefined:
    """What it says must be possible."""
    check_may_define(act)
    if calendar.defined is not None:
        raise CalendarDefinedAlready(calendar=command.code)
    _check_zone(command.time_zone)
    _check_week(command.weekly)
    _check_days(command)
    for difference in command.differences:
        check_difference(difference)
    return restate(CalendarDefined, command, defined_by=act.by.name, defined_at=act.at)


def _check_zone(name: str) -> None:
    try:
        ZoneInfo(name)
    except (OSError, KeyError, ValueError):  # not there, a folder of zones, not a name at all
        raise UnknownTimeZone(time_zone=name, where="/time_zone") from None


def _check_week(weekly: tuple[DayHours, ...]) -> None:
    if len(weekly) != 7:
        raise WeekIncomplete(days=len(weekly), where="/weekly")
    if not any(weekly):
        raise NoWorkingHours(where="/weekly")
    for number, hours in enumerate(weekly):
        check_hours(hours, f"/weekly/{number}")


def _check_days(command: DefineCalendar) -> None:
    noted: set[date] = set()
    for day in (*(one.day for one in command.holidays), *(one.day for one in command.make_up_days)):
        if day in noted:
            raise DayNotedAlready(day=day, where=str(day))
        noted.add(day)
    for made_up in command.make_up_days:
        check_rest(made_up.day, command.weekly)


@CALENDAR.evolves(CalendarDefined)
def defined(calendar: Calendar, event: CalendarDefined) -> None:
    """Its days may change from now on; week and zone stay."""
    calendar.defined = event
    calendar.holidays = {holiday.day: holiday for holiday in event.holidays}
    calendar.make_up_days = {made_up.day: made_up for made_up in event.make_up_days}
    calendar.differences = list(event.differences)
