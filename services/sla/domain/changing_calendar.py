"""A calendar's days change; the names and sources stand in every explanation of a deadline."""

from dataclasses import replace
from typing import Annotated

from services.sla.domain.calendar import (
    CALENDAR,
    DIFFERENCE,
    Calendar,
    check_difference,
    check_free,
    check_may_define,
    check_rest,
)
from services.sla.domain.calendar_events import (
    CalendarDefined,
    DayCleared,
    DayConfirmed,
    HolidayAdded,
    LocalDifferenceAdded,
    MakeUpDayAdded,
)
from services.sla.errors import (
    DayNotedAlready,
    DayNotNoted,
    DayNotProvisional,
    DifferenceNotedAlready,
    MakeUpDayWorkedAnyway,
    MayNotDefineCalendars,
    UnknownCalendar,
)
from shared.contracts.vocabulary import CalendarDay, PathCode, Text, described
from shared.decider import Act, command
from shared.restating import restate
from shared.working_time.days import Holiday, Hours, LocalDifference, MakeUpDay, Provisional

#: How every change may be refused.
_CHANGED = (MayNotDefineCalendars, UnknownCalendar)


def _checked(calendar: Calendar, act: Act, code: str) -> CalendarDefined:
    """The calendar's definition, if who asks may change it."""
    check_may_define(act)
    if calendar.defined is None:
        raise UnknownCalendar(calendar=code)
    return calendar.defined


@command
class AddHoliday:
    """A day is not worked."""

    day: CalendarDay
    name: Text
    source: Text
    provisional: Provisional = False


@CALENDAR.decides(AddHoliday, refuses=(*_CHANGED, DayNotedAlready), known=str)
def add_holiday(calendar: Calendar, command: AddHoliday, act: Act, code: str) -> HolidayAdded:
    """Not of a day that is noted already."""
    _checked(calendar, act, code)
    check_free(calendar, command.day)
    holiday = restate(Holiday, command)
    return HolidayAdded(holiday=holiday, added_by=act.by.name, added_at=act.at)


@CALENDAR.evolves(HolidayAdded)
def holiday_added(calendar: Calendar, event: HolidayAdded) -> None:
    """It is free."""
    calendar.holidays[event.holiday.day] = event.holiday


@command
class AddMakeUpDay:
    """A day of the weekly rest is worked, with the hours of the day that it makes up for."""

    day: CalendarDay
    instead_of: CalendarDay | None = None
    name: Text
    source: Text
    provisional: Provisional = False


@CALENDAR.decides(AddMakeUpDay, refuses=(*_CHANGED, DayNotedAlready, MakeUpDayWorkedAnyway), known=str)
def add_make_up_day(calendar: Calendar, command: AddMakeUpDay, act: Act, code: str) -> MakeUpDayAdded:
    """Of a day of rest that isn't noted yet."""
    defined = _checked(calendar, act, code)
    check_free(calendar, command.day)
    check_rest(command.day, defined.weekly)
    made_up = restate(MakeUpDay, command)
    return MakeUpDayAdded(make_up_day=made_up, added_by=act.by.name, added_at=act.at)


@CALENDAR.evolves(MakeUpDayAdded)
def make_up_day_added(calendar: Calendar, event: MakeUpDayAdded) -> None:
    """It is worked."""
    calendar.make_up_days[event.make_up_day.day] = event.make_up_day


@command
class SwapDays:
    """A working day is taken off, and a day of the weekly rest is worked for it, with its hours."""

    day_off: Annotated[CalendarDay, described("The working day that is taken off.")]
    worked: Annotated[CalendarDay, described("The day of weekly rest that is worked for it.")]
    source: Text
    provisional: Provisional = False


@CALENDAR.decides(SwapDays, refuses=(*_CHANGED, DayNotedAlready, MakeUpDayWorkedAnyway), known=str)
def swap_days(
    calendar: Calendar, command: SwapDays, act: Act, code: str
) -> tuple[HolidayAdded, MakeUpDayAdded]:
    """Both or neither, each as it could be added by itself."""
    holiday = AddHoliday(
        day=command.day_off,
        name=f"Nghỉ hoán đổi, làm bù ngày {command.worked:%d/%m/%Y}",
        source=command.source,
        provisional=command.provisional,
    )
    made_up = AddMakeUpDay(
        day=command.worked,
        instead_of=command.day_off,
        name=f"Làm bù cho ngày {command.day_off:%d/%m/%Y}",
        source=command.source,
        provisional=command.provisional,
    )
    return add_holiday(calendar, holiday, act, code), add_make_up_day(calendar, made_up, act, code)


@command
class AddLocalDifference:
    """From the first day to the last, one agency has other hours on its working days; none: it is closed."""

    agency: PathCode
    first_day: CalendarDay
    last_day: CalendarDay
    hours: tuple[Hours, ...]
    name: Text
    source: Text


@CALENDAR.decides(AddLocalDifference, refuses=(*_CHANGED, *DIFFERENCE, DifferenceNotedAlready), known=str)
def add_local_difference(
    calendar: Calendar, command: AddLocalDifference, act: Act, code: str
) -> LocalDifferenceAdded:
    """Differences may overlap: the first one that has the day counts."""
    _checked(calendar, act, code)
    difference = restate(LocalDifference, command)
    check_difference(difference)
    _check_differs(calendar, difference)
    return LocalDifferenceAdded(difference=difference, added_by=act.by.name, added_at=act.at)


def _check_differs(calendar: Calendar, difference: LocalDifference) -> None:
    """Where one that came first says just that, another changes nothing."""
    days = {"first_day": difference.first_day, "last_day": difference.last_day}
    alike = (replace(one, name="", source="") for one in calendar.differences)
    if replace(difference, name="", source="") in alike:
        raise DifferenceNotedAlready(where="first_day", agency=difference.agency, **days)


@CALENDAR.evolves(LocalDifferenceAdded)
def local_difference_added(calendar: Calendar, event: LocalDifferenceAdded) -> None:
    """The agency works as it says."""
    calendar.differences.append(event.difference)


@command
class ConfirmDay:
    """A provisional holiday or make-up day was announced, or enacted: it is certain now."""

    day: CalendarDay
    source: Text


@CALENDAR.decides(ConfirmDay, refuses=(*_CHANGED, DayNotNoted, DayNotProvisional), known=str)
def confirm_day(calendar: Calendar, command: ConfirmDay, act: Act, code: str) -> DayConfirmed:
    """Of a day that is noted as provisional."""
    _checked(calendar, act, code)
    day = command.day
    noted = calendar.holidays.get(day) or calendar.make_up_days.get(day)
    if noted is None:
        raise DayNotNoted(day=day, where=str(day))
    if not noted.provisional:
        raise DayNotProvisional(day=day, where=str(day))
    return DayConfirmed(day=day, source=command.source, confirmed_by=act.by.name, confirmed_at=act.at)


@CALENDAR.evolves(DayConfirmed)
def day_confirmed(calendar: Calendar, event: DayConfirmed) -> None:
    """It is as it was, and no longer provisional."""
    holiday, made_up = calendar.holidays.get(event.day), calendar.make_up_days.get(event.day)
    if holiday is not None:
        calendar.holidays[event.day] = replace(holiday, source=event.source, provisional=False)
    if made_up is not None:
        calendar.make_up_days[event.day] = replace(made_up, source=event.source, provisional=False)


@command
class ClearDay:
    """A holiday or a make-up day turned out to be none."""

    day: CalendarDay
    reason: Text


@CALENDAR.decides(ClearDay, refuses=(*_CHANGED, DayNotNoted), known=str)
def clear_day(calendar: Calendar, command: ClearDay, act: Act, code: str) -> DayCleared:
    """Of a day that is noted."""
    _checked(calendar, act, code)
    day = command.day
    if day not in calendar.holidays and day not in calendar.make_up_days:
        raise DayNotNoted(day=day, where=str(day))
    return DayCleared(day=day, reason=command.reason, cleared_by=act.by.name, cleared_at=act.at)


@CALENDAR.evolves(DayCleared)
def day_cleared(calendar: Calendar, event: DayCleared) -> None:
    """It is as the week has it."""
    calendar.holidays.pop(event.day, None)
    calendar.make_up_days.pop(event.day, None)
