"""How a command on simplification is carried out over HTTP, and what it may be refused for."""

from typing import Any

from services.catalog.application.catalog import CatalogApplication
from services.catalog.domain.deciders import SIMPLIFICATION
from services.catalog.domain.simplification.simplification import (
    SimplificationProgramme,
    check_opened,
    proposal_named,
)
from services.catalog.schemas.simplification import ProgrammeAnswer
from shared.auth.principal import Principal
from shared.decider import GivenCommand
from shared.eventstore.records import CommandContext
from shared.http.commands import CommandHeaders
from shared.http.problems import refusals
from shared.http.requests import CommandRequest


def refused(body: type[CommandRequest]) -> dict[int | str, dict[str, Any]]:
    """How the command of a body may be refused, as an operation's `responses`."""
    return refusals(*SIMPLIFICATION.decisions[body.command_class].refuses)


async def simplify(
    application: CatalogApplication, given: GivenCommand, headers: CommandHeaders, context: CommandContext
) -> ProgrammeAnswer:
    """Carry out a command on a programme."""
    answer = await application.simplify(given, headers.version, context)
    return ProgrammeAnswer.model_validate(answer)


async def opened(application: CatalogApplication, programme: str) -> SimplificationProgramme:
    """The programme as the store has it now: whoever has just opened it goes on at once."""
    state, _ = await application.simplification(programme)
    check_opened(state, programme)
    return state


async def settle(
    application: CatalogApplication,
    programme: str,
    number: int,
    body: CommandRequest,
    who: Principal,
    headers: CommandHeaders,
) -> ProgrammeAnswer:
    """Carry out a command on a proposal, in the agency whose procedure it is, as the store has it now."""
    context = headers.context(who.id, [programme, number, body])
    state, _ = await application.simplification(programme)
    agency = proposal_named(state, programme, number).agency
    given = body.given(who, agency, context, delegable=False, programme=programme, proposal=number)
    return await simplify(application, given, headers, context)
