"""CURRENT_CALENDAR: what was told last of a working calendar, so that others can count by it.

It is told whole with each change, from a stream of its own: so a reader needs no history, and a calendar
that was defined before there was anybody to tell is told as soon as it is met.
"""

from dataclasses import dataclass

from shared.contracts.calendars import (
    CalendarChanged,
    CalendarHoliday,
    CalendarHours,
    CalendarLocalDifference,
    CalendarMakeUpDay,
)
from shared.decider import Act, Decider, command
from shared.restating import restate
from shared.working_time.calendar import WorkingCalendar
from shared.working_time.days import DayHours


@dataclass(slots=True)
class CurrentCalendar:
    """The version that was told; 0: none."""

    version: int = 0


#: Key: the calendar's code.
CURRENT_CALENDAR = Decider[CurrentCalendar]("currentcalendar", CurrentCalendar)


@command
class TellCalendar:
    """Tell the calendar as it stands at a version; given by what happened, never by a person."""

    calendar: WorkingCalendar
    version: int


@CURRENT_CALENDAR.decides(TellCalendar)
def tell(current: CurrentCalendar, command: TellCalendar, act: Act) -> CalendarChanged | None:
    """Each version once."""
    if command.version <= current.version:
        return None
    calendar = command.calendar
    years = calendar.noted_years
    return restate(
        CalendarChanged,
        calendar,
        version=command.version,
        weekly=tuple(_hours(day) for day in calendar.weekly),
        holidays=tuple(restate(CalendarHoliday, one) for one in calendar.holidays),
        make_up_days=tuple(restate(CalendarMakeUpDay, one) for one in calendar.make_up_days),
        differences=tuple(
            restate(CalendarLocalDifference, one, hours=_hours(one.hours)) for one in calendar.differences
        ),
        first_year=years[0] if years else None,
        last_year=years[-1] if years else None,
        changed_at=act.at,
    )


def _hours(day: DayHours) -> tuple[CalendarHours, ...]:
    return tuple(restate(CalendarHours, one) for one in day)


@CURRENT_CALENDAR.evolves(CalendarChanged)
def told(current: CurrentCalendar, event: CalendarChanged) -> None:
    """It isn't told again."""
    current.version = event.version
