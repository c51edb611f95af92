"""The working calendar's life: who defined it, and each change to it, with its source."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from services.sla.errors import (
    CalendarDefinedAlready,
    DayNotedAlready,
    DayNotNoted,
    HoursOverlap,
    LocalDifferenceWrong,
    MakeUpDayWorkedAnyway,
    MayNotDefineCalendars,
    NoWorkingHours,
    UnknownCalendar,
    UnknownTimeZone,
    WeekIncomplete,
)
from shared.aggregates import Aggregate
from shared.kernel import Actor, Role
from shared.working_time.calendar import WorkingCalendar
from shared.working_time.days import (
    FORTY_HOUR_WEEK,
    OFFICE_WEEK,
    DayHours,
    Holiday,
    LocalDifference,
    MakeUpDay,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDefined:
    code: str
    time_zone: str
    weekly: tuple[DayHours, ...]
    week_source: str
    holidays: tuple[Holiday, ...]
    make_up_days: tuple[MakeUpDay, ...]
    differences: tuple[LocalDifference, ...]
    defined_by: str
    defined_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class HolidayAdded:
    holiday: Holiday
    added_by: str
    added_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeUpDayAdded:
    make_up_day: MakeUpDay
    added_by: str
    added_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalDifferenceAdded:
    difference: LocalDifference
    added_by: str
    added_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCleared:
    """A holiday or a make-up day turned out to be none."""

    day: date
    reason: str
    cleared_by: str
    cleared_at: datetime


CalendarEvent = CalendarDefined | HolidayAdded | MakeUpDayAdded | LocalDifferenceAdded | DayCleared


@dataclass(slots=True)
class Calendar:
    """The calendar as it stands now; `defined` is None before its first event."""

    defined: CalendarDefined | None = None
    holidays: dict[date, Holiday] = field(default_factory=dict)
    make_up_days: dict[date, MakeUpDay] = field(default_factory=dict)
    differences: list[LocalDifference] = field(default_factory=list)

    def working(self) -> WorkingCalendar | None:
        """The calendar to count with, if it is defined. Each call makes a new one: keep it."""
        if self.defined is None:
            return None
        return WorkingCalendar(
            code=self.defined.code,
            time_zone=self.defined.time_zone,
            weekly=self.defined.weekly,
            week_source=self.defined.week_source,
            holidays=tuple(self.holidays.values()),
            make_up_days=tuple(self.make_up_days.values()),
            differences=tuple(self.differences),
        )


def evolve(state: Calendar, event: CalendarEvent) -> Calendar:
    """The calendar after the event."""
    match event:
        case CalendarDefined():
            state.defined = replace(event, holidays=(), make_up_days=(), differences=())
            state.holidays = {holiday.day: holiday for holiday in event.holidays}
            state.make_up_days = {made_up.day: made_up for made_up in event.make_up_days}
            state.differences = list(event.differences)
        case HolidayAdded():
            state.holidays[event.holiday.day] = event.holiday
        case MakeUpDayAdded():
            state.make_up_days[event.make_up_day.day] = event.make_up_day
        case LocalDifferenceAdded():
            state.differences.append(event.difference)
        case DayCleared():
            state.holidays.pop(event.day, None)
            state.make_up_days.pop(event.day, None)
    return state


CALENDAR = Aggregate(
    category="calendar",
    initial=Calendar,
    evolve=evolve,
    events=(CalendarDefined, HolidayAdded, MakeUpDayAdded, LocalDifferenceAdded, DayCleared),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DefineCalendar:
    by: Actor
    at: datetime
    code: str
    time_zone: str
    weekly: tuple[DayHours, ...] = OFFICE_WEEK
    week_source: str = FORTY_HOUR_WEEK
    holidays: tuple[Holiday, ...] = ()
    make_up_days: tuple[MakeUpDay, ...] = ()
    differences: tuple[LocalDifference, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AddHoliday:
    by: Actor
    at: datetime
    code: str
    holiday: Holiday


@dataclass(frozen=True, slots=True, kw_only=True)
class AddMakeUpDay:
    by: Actor
    at: datetime
    code: str
    make_up_day: MakeUpDay


@dataclass(frozen=True, slots=True, kw_only=True)
class AddLocalDifference:
    by: Actor
    at: datetime
    code: str
    difference: LocalDifference


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearDay:
    by: Actor
    at: datetime
    code: str
    day: date
    reason: str


CalendarCommand = DefineCalendar | AddHoliday | AddMakeUpDay | AddLocalDifference | ClearDay


def decide(state: Calendar, command: CalendarCommand) -> list[CalendarEvent]:
    """The events that the command leads to, or a refusal."""
    if not command.by.has(Role.OPERATOR, Role.IMPORTER):
        raise MayNotDefineCalendars
    if isinstance(command, DefineCalendar):
        return [_define(state, command)]
    if state.defined is None:
        raise UnknownCalendar(calendar=command.code)
    return [_change(state, state.defined, command)]


def _define(state: Calendar, command: DefineCalendar) -> CalendarDefined:
    if state.defined is not None:
        raise CalendarDefinedAlready(calendar=command.code)
    _check_zone(command.time_zone)
    if len(command.weekly) != 7:
        raise WeekIncomplete(days=len(command.weekly), where="/weekly")
    if not any(command.weekly):
        raise NoWorkingHours(where="/weekly")
    for number, hours in enumerate(command.weekly):
        _check_hours(hours, f"/weekly/{number}")
    noted: set[date] = set()
    for day in [*(one.day for one in command.holidays), *(one.day for one in command.make_up_days)]:
        if day in noted:
            raise DayNotedAlready(day=day, where=str(day))
        noted.add(day)
    for made_up in command.make_up_days:
        _check_rest(made_up.day, command.weekly)
    for difference in command.differences:
        _check_difference(difference)
    return CalendarDefined(
        code=command.code,
        time_zone=command.time_zone,
        weekly=command.weekly,
        week_source=command.week_source,
        holidays=command.holidays,
        make_up_days=command.make_up_days,
        differences=command.differences,
        defined_by=command.by.name,
        defined_at=command.at,
    )


def _change(
    state: Calendar,
    defined: CalendarDefined,
    command: AddHoliday | AddMakeUpDay | AddLocalDifference | ClearDay,
) -> CalendarEvent:
    by, at = command.by.name, command.at
    match command:
        case AddHoliday(holiday=holiday):
            _check_free(state, holiday.day)
            return HolidayAdded(holiday=holiday, added_by=by, added_at=at)
        case AddMakeUpDay(make_up_day=made_up):
            _check_free(state, made_up.day)
            _check_rest(made_up.day, defined.weekly)
            return MakeUpDayAdded(make_up_day=made_up, added_by=by, added_at=at)
        case AddLocalDifference(difference=difference):
            _check_difference(difference)
            return LocalDifferenceAdded(difference=difference, added_by=by, added_at=at)
        case ClearDay(day=day):
            if day not in state.holidays and day not in state.make_up_days:
                raise DayNotNoted(day=day, where=str(day))
            return DayCleared(day=day, reason=command.reason, cleared_by=by, cleared_at=at)


def _check_zone(name: str) -> None:
    try:
        ZoneInfo(name)
    except (OSError, KeyError, ValueError):  # not there, a folder of zones, not a name at all
        raise UnknownTimeZone(time_zone=name, where="/time_zone") from None


def _check_free(state: Calendar, day: date) -> None:
    if day in state.holidays or day in state.make_up_days:
        raise DayNotedAlready(day=day, where=str(day))


def _check_rest(day: date, weekly: tuple[DayHours, ...]) -> None:
    if weekly[day.weekday()]:
        raise MakeUpDayWorkedAnyway(day=day, where=str(day))


def _check_difference(difference: LocalDifference) -> None:
    if difference.last_day < difference.first_day:
        raise LocalDifferenceWrong(first_day=difference.first_day, last_day=difference.last_day)
    _check_hours(difference.hours, difference.agency)


def _check_hours(hours: DayHours, where: str) -> None:
    closed = -1
    for one in hours:
        opens = one.opens.hour * 60 + one.opens.minute
        closes = one.closes.hour * 60 + one.closes.minute or 24 * 60
        if opens < max(closed, 0) or closes <= opens:
            raise HoursOverlap(hours=", ".join(map(str, hours)), where=where)
        closed = closes
