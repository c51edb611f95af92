"""Commands that fill the draft of an edition with procedures."""

from typing import Any

from services.catalog.api.edition.editing import TheEditing, body_of, refused
from services.catalog.api.given import ActingFor, Drafter, Edition, TookEffect
from services.catalog.domain.edition.filling import AddProcedure, RemoveProcedure, ReviseProcedure
from services.catalog.schemas.answers import EditionAnswer
from shared.http.locations import created
from shared.http.routing import Router

_Add: Any = body_of(AddProcedure, "edition")
_Revise: Any = body_of(ReviseProcedure, "edition", "code")

filling_commands = Router(prefix="/agencies/{agency}/editions", tags=["editions"])


@filling_commands.post(
    "/{edition}/procedures",
    status_code=201,
    summary="Put a procedure into a draft",
    responses=refused(AddProcedure) | created("/agencies/{agency}/editions/{edition}"),
)
async def add(agency: str, edition: Edition, body: _Add, who: Drafter, editing: TheEditing) -> EditionAnswer:
    return await editing.carry_out(body, who, agency=agency, edition=edition)


@filling_commands.put(
    "/{edition}/procedures/{code}",
    summary="Replace a procedure of a draft",
    responses=refused(ReviseProcedure),
)
async def revise(
    agency: str, edition: Edition, code: str, body: _Revise, who: Drafter, editing: TheEditing
) -> EditionAnswer:
    return await editing.carry_out(body, who, agency=agency, edition=edition, code=code)


@filling_commands.delete(
    "/{edition}/procedures/{code}",
    summary="Take a procedure out of a draft",
    responses=refused(RemoveProcedure),
)
async def remove(
    agency: str,
    edition: Edition,
    code: str,
    who: Drafter,
    editing: TheEditing,
    at: TookEffect = None,
    acting_for: ActingFor = None,
) -> EditionAnswer:
    command = RemoveProcedure(agency=agency, edition=edition, code=code)
    return await editing.carry_out_bare(command, who, at, acting_for)
