"""Working calendars: to define and to change."""

from dataclasses import replace
from typing import Annotated, Any, Union

from pydantic import Field

from services.sla.api.given import Definer, TheApplication
from services.sla.calendars import DefineCountryCalendar, of_country
from services.sla.domain.deciders import CALENDAR
from services.sla.domain.defining_calendar import DefineCalendar
from services.sla.schemas.calendars import CalendarVersion
from shared.decider import GivenCommand
from shared.eventstore.records import CommandContext
from shared.http import refusals
from shared.http.commands import CommandHeaders, Headers
from shared.http.requests import CommandRequest, request_model
from shared.http.routing import Router
from shared.public_holidays import UnknownCountry

CountryCalendarRequest: Any = request_model(DefineCountryCalendar)
DefineCalendarRequest: Any = request_model(DefineCalendar)
#: The commands on a calendar that is there.
CHANGES = tuple(command for command in CALENDAR.commands if command is not DefineCalendar)
ChangeRequest: Any = Annotated[
    Union[tuple(request_model(command) for command in CHANGES)],  # noqa: UP007 - it isn't known before
    Field(discriminator="command"),
]
_DEFINED = CALENDAR.refusals_of(DefineCalendar)

calendar_commands = Router(prefix="/calendars", tags=["calendars"])


@calendar_commands.post(
    "", summary="Define a calendar by a country's holidays", responses=refusals(*_DEFINED, UnknownCountry)
)
async def define_by_country(
    body: CountryCalendarRequest, who: Definer, headers: Headers, application: TheApplication
) -> CalendarVersion:
    """With office hours Monday to Friday."""
    context = headers.context(who.id, body)
    given = body.given(who, None, context)
    return await _define(application, replace(given, command=of_country(given.command)), context)


@calendar_commands.post(
    "/DefineCalendar", summary="Define a calendar in all its parts", responses=refusals(*_DEFINED)
)
async def define_calendar(
    body: DefineCalendarRequest, who: Definer, headers: Headers, application: TheApplication
) -> CalendarVersion:
    """Once; then it is changed."""
    context = headers.context(who.id, body)
    return await _define(application, body.given(who, None, context), context)


async def _define(
    application: TheApplication, given: GivenCommand, context: CommandContext
) -> CalendarVersion:
    answer = await application.change_calendar(given.command.code, given, context)
    return CalendarVersion.model_validate(answer)


@calendar_commands.post(
    "/{code}/changes",
    summary="Change a calendar; open dues that it moves are counted anew",
    responses=refusals(*CALENDAR.refusals_of(*CHANGES)),
)
async def change(
    code: str, body: ChangeRequest, who: Definer, headers: Headers, application: TheApplication
) -> CalendarVersion:
    """Any change; `command` says which."""
    return await _change(application, code, body, who, headers)


def _add_command(command: type) -> None:
    """A route of its own for a change."""
    decision = CALENDAR.decisions[command]
    body_model: Any = request_model(command)

    @calendar_commands.post(
        f"/{{code}}/{decision.name}",
        summary=(command.__doc__ or "").splitlines()[0].rstrip("."),
        operation_id=decision.name,
        responses=refusals(*decision.refuses),
    )
    async def give(
        code: str, body: body_model, who: Definer, headers: Headers, application: TheApplication
    ) -> CalendarVersion:
        return await _change(application, code, body, who, headers)


for _command in CHANGES:
    _add_command(_command)


async def _change(
    application: TheApplication, code: str, body: CommandRequest, who: Definer, headers: CommandHeaders
) -> CalendarVersion:
    context = headers.context(who.id, [code, body])
    given = body.given(who, None, context)
    answer = await application.change_calendar(code, given, context, headers.version)
    return CalendarVersion.model_validate(answer)
