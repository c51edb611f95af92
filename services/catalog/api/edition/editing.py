"""What all commands on editions have over HTTP: their bodies and refusals, and how they are carried out."""

from dataclasses import astuple, dataclass
from datetime import datetime
from typing import Annotated, Any

from fastapi import Depends

from services.catalog.api.given import TheApplication
from services.catalog.application.edition.editing import REFUSES
from services.catalog.domain.edition.catalogue import CATALOGUE
from services.catalog.schemas.answers import EditionAnswer
from shared.auth.principal import Principal
from shared.decider import GivenCommand
from shared.errors import Refusal
from shared.eventstore.records import CommandContext
from shared.http.commands import Headers
from shared.http.problems import refusals
from shared.http.requests import CommandRequest, request_model


def body_of(command: type, *in_path: str) -> Any:
    """The model of a command's body; `in_path`: which of its fields the path says besides the agency."""
    return request_model(command, without=("agency", *in_path))


def refused(command: type) -> dict[int | str, dict[str, Any]]:
    """For a route's `responses=`: every refusal that its command can meet."""
    return refusals(*CATALOGUE.refusals_of(command), *REFUSES)


@dataclass(frozen=True, slots=True)
class Editing:
    """Carries out the commands of one request."""

    headers: Headers
    application: TheApplication

    async def carry_out(
        self, body: CommandRequest, who: Principal, *, in_agency: str | None = None, **path: Any
    ) -> EditionAnswer:
        """Carry out the body's command, with the fields that the path has.

        `in_agency`: where whoever gives it acts, if not in the agency whose edition it is.
        """
        context = self.headers.context(who.id, [*path.values(), body])
        given = body.given(who, in_agency or path["agency"], context, **path)
        return await self._answer(given, context)

    async def carry_out_as_reviewer(
        self, body: CommandRequest, who: Principal, agency: str, edition: int
    ) -> EditionAnswer:
        """The reviewer acts in the agency that the last round lies before, whether it is open or not.

        Where there was none, who isn't of the one that it would lie before is refused for that alone.
        """
        try:
            before = await self.application.reviewing_agency(agency, edition)
        except Refusal:
            would = self.application.policy.reviewing_agency
            body.act(who, would, self.headers.context(who.id, body))
            raise
        return await self.carry_out(body, who, in_agency=before, agency=agency, edition=edition)

    async def carry_out_bare(
        self, command: Any, who: Principal, at: datetime | None, acting_for: str | None
    ) -> EditionAnswer:
        """Carry out a command that comes without a body."""
        context = self.headers.context(who.id, [*astuple(command), at, acting_for])
        act = CommandRequest(at=at, acting_for=acting_for).act(who, command.agency, context)
        return await self._answer(GivenCommand(command, act), context)

    async def _answer(self, given: GivenCommand, context: CommandContext) -> EditionAnswer:
        answer = await self.application.edit(given, self.headers.version, context)
        return EditionAnswer.model_validate(answer)


async def _editing(headers: Headers, application: TheApplication) -> Editing:
    return Editing(headers, application)


TheEditing = Annotated[Editing, Depends(_editing)]
