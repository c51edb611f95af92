"""What all commands on simplification have over HTTP: their refusals, and how they are carried out."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends

from services.catalog.api.given import TheApplication
from services.catalog.domain.deciders import SIMPLIFICATION
from services.catalog.domain.simplification.simplification import (
    SimplificationProgramme,
    check_opened,
    proposal_named,
)
from services.catalog.errors.simplification import ProgrammeNotFound
from services.catalog.schemas.simplification import ProgrammeAnswer
from shared.auth.principal import Principal
from shared.http.access import readable_catalogues
from shared.http.commands import Headers
from shared.http.problems import refusals
from shared.http.requests import CommandRequest


def refused(body: type[CommandRequest]) -> dict[int | str, dict[str, Any]]:
    """How the command of a body may be refused, as an operation's `responses`."""
    return refusals(*SIMPLIFICATION.refusals_of(body.command_class))


@dataclass(frozen=True, slots=True)
class Simplifying:
    """Carries out the command of one request."""

    headers: Headers
    application: TheApplication

    async def carry_out(
        self, body: CommandRequest, who: Principal, in_agency: str | None, **path: Any
    ) -> ProgrammeAnswer:
        """Carry out a command on a programme; `path`: its fields that the body hasn't."""
        context = self.headers.context(who.id, [*path.values(), body])
        given = body.given(who, in_agency, context, delegable=False, **path)
        answer = await self.application.simplify(given, self.headers.version, context)
        return ProgrammeAnswer.model_validate(answer)

    async def settle(
        self, body: CommandRequest, who: Principal, programme: str, proposal: int
    ) -> ProgrammeAnswer:
        """Carry out a command on a proposal, in the agency whose procedure it is, as the store has it now."""
        state = await self.opened(programme, who)
        agency = proposal_named(state, programme, proposal).agency
        return await self.carry_out(body, who, agency, programme=programme, proposal=proposal)

    async def opened(self, programme: str, who: Principal) -> SimplificationProgramme:
        """The programme as the store has it now: whoever has just opened it goes on at once.

        Another agency's looks as if it weren't there.
        """
        state, _ = await self.application.simplification(programme)
        check_opened(state, programme)
        known = readable_catalogues(who, None)
        if not (state.agency is None or known is None or state.agency in known):
            raise ProgrammeNotFound(where="programme", programme=programme)
        return state


async def _simplifying(headers: Headers, application: TheApplication) -> Simplifying:
    return Simplifying(headers, application)


TheSimplifying = Annotated[Simplifying, Depends(_simplifying)]
