"""Calendars that a country's days make, and the one that is there from the start."""

from typing import Annotated

from pydantic import Field

from services.sla.application.sla import SlaApplication
from services.sla.domain.deciders import CALENDAR
from services.sla.domain.defining_calendar import DefineCalendar
from services.sla.errors import CalendarDefinedAlready
from shared.contracts.vocabulary import PathCode, Whole
from shared.decider import Act, GivenCommand, command
from shared.eventstore.records import new_context, utc_now
from shared.kernel import FIRST_YEAR, LAST_YEAR, Actor, Role, day_of
from shared.public_holidays import TIME_ZONES, UnknownCountry, country_days
from shared.restating import restate

DEFAULT = "VN"
#: Years before and after the present one that the default calendar is laid out for.
_YEARS_BEFORE, _YEARS_AFTER = 5, 2
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


def of_country(asked: DefineCountryCalendar) -> DefineCalendar:
    """The command that defines it. Raises `UnknownCountry`."""
    days = country_days(asked.country, range(asked.first_year, asked.last_year + 1))
    zone = asked.time_zone or TIME_ZONES.get(asked.country)
    if zone is None:
        raise UnknownCountry(country=asked.country, where="time_zone")
    week = {} if asked.country == DEFAULT else {"week_source": f"Usual office hours of {asked.country}"}
    return restate(DefineCalendar, days, code=asked.code, time_zone=zone, **week)


async def ensure_default(application: SlaApplication) -> None:
    """Define the Vietnamese calendar where there is none yet; what is there stays as it is."""
    state, _ = await application.state(CALENDAR, DEFAULT)
    if state.defined is not None:
        await application.tell_calendar(DEFAULT)
        return
    now = utc_now()
    year = day_of(now).year
    asked = DefineCountryCalendar(
        code=DEFAULT, country=DEFAULT, first_year=year - _YEARS_BEFORE, last_year=year + _YEARS_AFTER
    )
    given = GivenCommand(of_country(asked), Act(by=_SYSTEM, at=now, recorded_at=now))
    try:
        await application.change_calendar(DEFAULT, given, new_context(causation_id="start"))
    except CalendarDefinedAlready:
        return  # another process was first
