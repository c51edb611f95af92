"""What all commands on agencies have over HTTP: their refusals, and how they are carried out."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends

from services.catalog.api.given import TheApplication
from services.catalog.domain.deciders import AGENCY
from services.catalog.schemas.organisation.requests import AgenciesAnswer, AgencyAnswer
from shared.auth.principal import Principal
from shared.decider import GivenCommand
from shared.eventstore.records import CommandContext
from shared.http.commands import Headers
from shared.http.problems import refusals
from shared.http.requests import CommandRequest


def refused(body: type[CommandRequest]) -> dict[int | str, dict[str, Any]]:
    """How the command of a body may be refused, as an operation's `responses`."""
    return refusals(*AGENCY.refusals_of(body.command_class))


@dataclass(frozen=True, slots=True)
class Organising:
    """Carries out the command of one request. Who organises an agency can't have it done by a delegate."""

    headers: Headers
    application: TheApplication

    async def carry_out(
        self, body: CommandRequest, who: Principal, *, in_agency: str | None = None, **path: str | None
    ) -> AgencyAnswer:
        """Carry out a command on one agency; `path`: its fields that the path says.

        `in_agency`: where whoever gives it acts, if the path doesn't say.
        """
        given, context = self._given(body, who, in_agency or path["agency"], path)
        answer = await self.application.organise(given, self.headers.version, context)
        return AgencyAnswer.model_validate(answer)

    async def reorganise(self, body: CommandRequest, who: Principal, **path: str) -> AgenciesAnswer:
        """Carry out a command on several agencies, all or none."""
        given, context = self._given(body, who, path.get("agency"), path)
        answer = await self.application.reorganise(given.command, given.act, self.headers.version, context)
        return AgenciesAnswer.model_validate(answer)

    async def transfer(self, body: CommandRequest, who: Principal, **path: str) -> AgenciesAnswer:
        """Let an official leave one agency and begin in another, both or neither."""
        given, context = self._given(body, who, path["agency"], path)
        answer = await self.application.transfer(given.command, given.act, self.headers.version, context)
        return AgenciesAnswer.model_validate(answer)

    def _given(
        self, body: CommandRequest, who: Principal, agency: str | None, path: dict[str, Any]
    ) -> tuple[GivenCommand, CommandContext]:
        context = self.headers.context(who.id, [*path.values(), body])
        return body.given(who, agency, context, delegable=False, **path), context


async def _organising(headers: Headers, application: TheApplication) -> Organising:
    return Organising(headers, application)


TheOrganising = Annotated[Organising, Depends(_organising)]
