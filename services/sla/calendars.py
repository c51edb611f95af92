"""Calendars that a country's days make, and the one that is there from the start."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Annotated, Any

from pydantic import Field

from services.sla.application.sla import SlaApplication
from services.sla.domain.calendar import Calendar
from services.sla.domain.changing_calendar import AddHoliday, ClearDay, ConfirmDay
from services.sla.domain.deciders import CALENDAR
from services.sla.domain.defining_calendar import DefineCalendar
from services.sla.errors import CalendarDefinedAlready, DayNotedAlready, DayNotNoted, DayNotProvisional
from shared.contracts.vocabulary import PathCode, Whole
from shared.decider import Act, GivenCommand, command
from shared.eventstore.records import new_context, utc_now
from shared.kernel import FIRST_YEAR, LAST_YEAR, Actor, Role, day_of
from shared.public_holidays import TIME_ZONES, UnknownCountry, country_days
from shared.public_holidays.culture_day import CultureDay, is_culture_day
from shared.public_holidays.shipped import SHIPPED_YEARS
from shared.restating import restate
from shared.working_time.days import Holiday, laid_out

DEFAULT = "VN"
#: Years after the present one that the default calendar is laid out for.
_YEARS_AFTER = 2
_AS_SET = "TTHC_CULTURE_DAY=worked"
_SYSTEM = Actor("tthc", roles=frozenset({Role.OPERATOR}))

Year = Annotated[Whole, Field(ge=FIRST_YEAR, le=LAST_YEAR)]


@command
class DefineCountryCalendar:
    """Define a calendar by a country's holidays, with office hours Monday to Friday."""

    code: PathCode
    country: Annotated[str, Field(min_length=2, max_length=2, description="ISO 3166, such as `VN`.")]
    first_year: Year
    last_year: Year
    time_zone: Annotated[str | None, Field(description="Of the tz database; needed for most countries.")] = (
        None
    )


def of_country(
    asked: DefineCountryCalendar, culture_day: CultureDay = CultureDay.PROVISIONAL
) -> DefineCalendar:
    """The command that defines it. Raises `UnknownCountry`."""
    days = country_days(asked.country, range(asked.first_year, asked.last_year + 1), culture_day)
    zone = asked.time_zone or TIME_ZONES.get(asked.country)
    if zone is None:
        raise UnknownCountry(country=asked.country, where="time_zone")
    week = {} if asked.country == DEFAULT else {"week_source": f"Usual office hours of {asked.country}"}
    return restate(DefineCalendar, days, code=asked.code, time_zone=zone, **week)


async def ensure_default(application: SlaApplication, culture_day: CultureDay | None = None) -> None:
    """Define the Vietnamese calendar where there is none yet; what is there stays as it is.

    `culture_day`: what its 24 November is; None: as it is, and in a new calendar provisional.
    """
    state, _ = await application.state(CALENDAR, DEFAULT)
    if state.defined is not None:
        await application.tell_calendar(DEFAULT)
        await _keep_culture_day(application, state, culture_day)
        return
    asked = DefineCountryCalendar(
        code=DEFAULT,
        country=DEFAULT,
        first_year=SHIPPED_YEARS.start,
        last_year=max(day_of(utc_now()).year + _YEARS_AFTER, SHIPPED_YEARS[-1]),
    )
    command = of_country(asked, culture_day or CultureDay.PROVISIONAL)
    try:
        await _change(application, command)
    except CalendarDefinedAlready:
        return  # another process was first


async def _keep_culture_day(
    application: SlaApplication, state: Calendar, culture_day: CultureDay | None
) -> None:
    """Bring each 24 November that the calendar was laid out for to what was chosen."""
    years = None if state.defined is None else laid_out(state.defined.holidays)
    if culture_day is None or years is None:
        return
    for change in _to_choose(culture_day, state.holidays, years):
        with suppress(DayNotNoted, DayNotedAlready, DayNotProvisional):  # another process was first
            await _change(application, change)


def _to_choose(
    culture_day: CultureDay, noted: Mapping[date, Holiday], years: range
) -> list[AddHoliday | ConfirmDay | ClearDay]:
    """The changes that make the days what was chosen, with their substitutes."""
    if culture_day is CultureDay.WORKED:
        return [ClearDay(day=one.day, reason=_AS_SET) for one in noted.values() if is_culture_day(one)]
    changes: list[AddHoliday | ConfirmDay | ClearDay] = []
    for one in filter(is_culture_day, country_days(DEFAULT, years, culture_day).holidays):
        there = noted.get(one.day)
        if there is None:
            changes.append(restate(AddHoliday, one))
        elif there.provisional and culture_day is CultureDay.ENACTED:
            changes.append(ConfirmDay(day=one.day, source=there.source))
    return changes


async def _change(application: SlaApplication, command: Any) -> None:
    now = utc_now()
    given = GivenCommand(command, Act(by=_SYSTEM, at=now, recorded_at=now))
    await application.change_calendar(DEFAULT, given, new_context(causation_id="start"))
