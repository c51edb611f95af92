"""How a command on an agency is carried out over HTTP, and what it may be refused for."""

from typing import Any

from services.catalog.application.catalog import CatalogApplication
from services.catalog.domain.deciders import AGENCY
from services.catalog.schemas.organisation.requests import AgencyAnswer
from shared.auth.principal import Principal
from shared.http.commands import CommandHeaders
from shared.http.problems import refusals
from shared.http.requests import CommandRequest


def refused(body: type[CommandRequest]) -> dict[int | str, dict[str, Any]]:
    """How the command of a body may be refused, as an operation's `responses`."""
    return refusals(*AGENCY.decisions[body.command_class].refuses)


async def organise(
    application: CatalogApplication,
    body: CommandRequest,
    who: Principal,
    headers: CommandHeaders,
    **path: str | None,
) -> AgencyAnswer:
    """Carry out a command on one agency; `path`: its fields that the path says, the agency among them.

    Who organises an agency can't have it done by a delegate.
    """
    context = headers.context(who.id, [*path.values(), body])
    given = body.given(who, path["agency"], context, delegable=False, **path)
    return AgencyAnswer.model_validate(await application.organise(given, headers.version, context))
