"""Calendars that a country's days make, and the one that is there from the start."""

from datetime import date
from typing import Any

from services.sla.application import SlaApplication
from services.sla.domain import CALENDAR
from services.sla.domain.calendar import DefineCalendar
from services.sla.errors import CalendarDefinedAlready
from shared.eventstore.application import new_context
from shared.eventstore.pending_command import Answer
from shared.eventstore.records import CommandContext
from shared.eventstore.store import utc_now
from shared.kernel import Actor, Role
from shared.public_holidays import TIME_ZONES, UnknownCountry, country_days

DEFAULT = "VN"
#: Years before and after the present one that the default calendar is laid out for.
_YEARS_BEFORE, _YEARS_AFTER = 5, 2
_SYSTEM = Actor("tthc", roles=frozenset({Role.OPERATOR}))


def of_country(
    by: Actor, code: str, country: str, first_year: int, last_year: int, time_zone: str | None
) -> DefineCalendar:
    """The command that defines a calendar by a country's holidays, with office hours."""
    days = country_days(country, range(first_year, last_year + 1))
    zone = time_zone or TIME_ZONES.get(country)
    if zone is None:
        raise UnknownCountry(country=country, where="time_zone")
    return DefineCalendar(
        by=by,
        at=utc_now(),
        code=code,
        time_zone=zone,
        holidays=days.holidays,
        make_up_days=days.make_up_days,
    )


async def define(
    application: SlaApplication, command: DefineCalendar, context: CommandContext | None = None
) -> Answer:
    """Define a calendar; the same again answers the same, another one under its code is refused."""
    try:
        return await application.change_calendar(command, context)
    except CalendarDefinedAlready:
        events = await application.read(application.store.events, CALENDAR.stream(command.code))
        state, version = await application.state(CALENDAR, command.code)
        if not any(_same(known, command) for known in (events[0].event, state.working())):
            raise
        return {"calendar": command.code, "version": version}


def _same(known: Any, command: DefineCalendar) -> bool:
    names = ("time_zone", "weekly", "week_source", "holidays", "make_up_days", "differences")
    return known is not None and all(getattr(known, name) == getattr(command, name) for name in names)


async def ensure_default(application: SlaApplication) -> None:
    """Define the Vietnamese calendar where there is none yet; what is there stays as it is."""
    state, _ = await application.state(CALENDAR, DEFAULT)
    if state.defined is not None:
        return
    year = date.today().year  # noqa: DTZ011 - only the year matters
    command = of_country(_SYSTEM, DEFAULT, DEFAULT, year - _YEARS_BEFORE, year + _YEARS_AFTER, None)
    try:
        await application.change_calendar(command, new_context(causation_id="start"))
    except CalendarDefinedAlready:
        return  # another process was first
