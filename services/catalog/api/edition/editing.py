"""What all commands on editions have over HTTP: their path, who may give them, how they are carried out."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Path

from services.catalog.api.given import TheApplication
from services.catalog.application.catalog import CatalogApplication
from services.catalog.application.edition.editing import REFUSES
from services.catalog.domain.deciders import CATALOGUE
from services.catalog.schemas.answers import EditionAnswer
from shared.auth.principal import Principal
from shared.auth.rules import allow, signed_in
from shared.decider import GivenCommand
from shared.eventstore.records import CommandContext
from shared.http.commands import CommandHeaders, Headers
from shared.http.problems import refusals
from shared.http.requests import CommandRequest
from shared.kernel import Role

Edition = Annotated[int, Path(ge=1, le=9999, description="The number of the edition.")]
Editor = Annotated[Principal, allow(Role.CATALOGUE_EDITOR, Role.IMPORTER, delegates=True)]
Preparer = Annotated[Principal, allow(Role.AGENCY_HEAD, Role.CATALOGUE_EDITOR, Role.IMPORTER, delegates=True)]
Leader = Annotated[Principal, allow(Role.AGENCY_HEAD, Role.IMPORTER, delegates=True)]
Reader = Annotated[Principal, signed_in()]

#: Where one edition stands.
ADDRESS = "/agencies/{agency}/editions/{edition}"
#: The fields of commands that stand in the path.
IN_PATH = ("agency", "edition")


def refused(command: type) -> dict[int | str, dict[str, Any]]:
    """For a route's `responses=`: every refusal that its command can meet."""
    return refusals(*CATALOGUE.decisions[command].refuses, *REFUSES)


@dataclass(frozen=True, slots=True)
class Editing:
    """Carries out the commands of one request."""

    headers: CommandHeaders
    application: CatalogApplication

    async def carry_out(
        self, body: CommandRequest, who: Principal, *, in_agency: str | None = None, **path: Any
    ) -> EditionAnswer:
        """Carry out the body's command, with the fields that the path has.

        `in_agency`: where whoever gives it acts, if not in the agency whose edition it is.
        """
        context = self.headers.context(who.id, [*path.values(), body])
        given = body.given(who, in_agency or path["agency"], context, **path)
        return await self.answer(given, context)

    async def answer(self, given: GivenCommand, context: CommandContext) -> EditionAnswer:
        """What the command did."""
        answer = await self.application.edit(given, self.headers.version, context)
        return EditionAnswer.model_validate(answer)


async def _editing(headers: Headers, application: TheApplication) -> Editing:
    return Editing(headers, application)


TheEditing = Annotated[Editing, Depends(_editing)]
