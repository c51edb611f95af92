"""Working calendars: to define, to look at, to count with."""

from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import AwareDatetime

from services.sla import calendars
from services.sla.application import SlaApplication
from services.sla.errors import (
    CalendarDefinedAlready,
    DayNotedAlready,
    LimitUnreadable,
    MayNotDefineCalendars,
    UnknownCalendar,
)
from services.sla.queries import SlaQueries
from services.sla.schemas import CalendarAnswer, CalendarChange, CalendarOrder, calendar_body
from shared.auth.principal import Principal
from shared.auth.rules import allow, signed_in
from shared.contracts.vocabulary import TimeLimit
from shared.http import refusals
from shared.http.commands import Headers
from shared.kernel import Counting, Role
from shared.public_holidays import UnknownCountry

Definer = Annotated[Principal, allow(Role.OPERATOR, Role.IMPORTER)]
Reader = Annotated[Principal, signed_in()]


def calendar_routes(application: SlaApplication, queries: SlaQueries) -> APIRouter:
    """A calendar is everybody's to read; an operator's or importer's to define."""
    router = APIRouter(responses=refusals(UnknownCalendar))

    @router.post(
        "",
        summary="Define a calendar by a country's holidays",
        responses=refusals(CalendarDefinedAlready, MayNotDefineCalendars, UnknownCountry),
    )
    async def define(order: CalendarOrder, who: Definer, headers: Headers) -> CalendarAnswer:
        command = calendars.of_country(
            who.actor(), order.code, order.country, order.first_year, order.last_year, order.time_zone
        )
        answer = await calendars.define(application, command, headers.context(who.id, order))
        return CalendarAnswer.model_validate(answer)

    @router.post(
        "/{code}/changes",
        summary="Change a calendar; open dues that it moves are counted anew",
        responses=refusals(UnknownCalendar, MayNotDefineCalendars, DayNotedAlready),
    )
    async def change(code: str, order: CalendarChange, who: Definer, headers: Headers) -> CalendarAnswer:
        context = headers.context(who.id, [code, order])
        command = order.value(code, who.actor(), context.recorded_at)
        return CalendarAnswer.model_validate(
            await application.change_calendar(command, context, headers.version)
        )

    @router.get("", summary="All calendars")
    async def list_calendars(_: Reader) -> list[dict[str, Any]]:
        return await queries.calendars()

    @router.get("/{code}", summary="A calendar: hours, holidays, make-up days")
    async def show(code: str, _: Reader) -> dict[str, Any]:
        return calendar_body(await application.working_calendar(code))

    @router.get("/{code}/due", summary="When a limit that begins now, or then, is due")
    async def due(
        code: str, _: Reader, start: AwareDatetime, duration: str, counting: Counting
    ) -> dict[str, Any]:
        calendar = await application.working_calendar(code)
        found = calendar.due(start, _limit(duration, counting))
        return {"due_at": found.at, "last_day": found.last_day, "moved_to": found.moved_to}

    @router.get("/{code}/elapsed", summary="Working minutes between two instants")
    async def elapsed(code: str, _: Reader, start: AwareDatetime, end: AwareDatetime) -> dict[str, int]:
        calendar = await application.working_calendar(code)
        return {"working_minutes": calendar.working_minutes(start, end)}

    return router


def _limit(duration: str, counting: Counting) -> TimeLimit:
    try:
        return TimeLimit.parse(duration, counting)
    except ValueError:
        raise LimitUnreadable(duration=duration, where="duration") from None
