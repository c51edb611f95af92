"""Commands on an edition of an agency's catalogue: draft it, fill it, issue it, give it up."""

from typing import Annotated, Any

from fastapi import APIRouter, Query

from services.catalog.api.edition.editing import (
    IN_PATH,
    Edition,
    Editor,
    Leader,
    Preparer,
    TheEditing,
    refused,
)
from services.catalog.domain.edition.drafting import DraftEdition
from services.catalog.domain.edition.filling import AddProcedure, RemoveProcedure, ReviseProcedure
from services.catalog.domain.edition.issuing import IssueCatalogue
from services.catalog.domain.edition.taking_back import DiscardDraft
from services.catalog.schemas.answers import EditionAnswer
from services.catalog.schemas.orders import ActingFor
from shared.contracts.vocabulary import Instant
from shared.decider import GivenCommand
from shared.http.locations import created
from shared.http.requests import CommandRequest, request_model

_Draft: Any = request_model(DraftEdition, without=("agency",))
_Issue: Any = request_model(IssueCatalogue, without=IN_PATH)
_Discard: Any = request_model(DiscardDraft, without=IN_PATH)
_Add: Any = request_model(AddProcedure, without=IN_PATH)
_Revise: Any = request_model(ReviseProcedure, without=(*IN_PATH, "code"))

edition_commands = APIRouter(prefix="/agencies/{agency}/editions", tags=["editions"])


@edition_commands.post(
    "",
    status_code=201,
    summary="Begin an edition",
    responses=refused(DraftEdition) | created("/agencies/{agency}/editions/{edition}"),
)
async def draft(agency: str, body: _Draft, who: Editor, editing: TheEditing) -> EditionAnswer:
    return await editing.carry_out(body, who, agency=agency)


@edition_commands.post(
    "/{edition}/issue", summary="Issue an edition by decision", responses=refused(IssueCatalogue)
)
async def issue(
    agency: str, edition: Edition, body: _Issue, who: Leader, editing: TheEditing
) -> EditionAnswer:
    return await editing.carry_out(body, who, agency=agency, edition=edition)


@edition_commands.post(
    "/{edition}/discard",
    summary="Give a draft up; its content stays readable",
    responses=refused(DiscardDraft),
)
async def discard(
    agency: str, edition: Edition, body: _Discard, who: Preparer, editing: TheEditing
) -> EditionAnswer:
    return await editing.carry_out(body, who, agency=agency, edition=edition)


@edition_commands.post(
    "/{edition}/procedures",
    status_code=201,
    summary="Put a procedure into a draft",
    responses=refused(AddProcedure) | created("/agencies/{agency}/editions/{edition}"),
)
async def add(agency: str, edition: Edition, body: _Add, who: Editor, editing: TheEditing) -> EditionAnswer:
    return await editing.carry_out(body, who, agency=agency, edition=edition)


@edition_commands.put(
    "/{edition}/procedures/{code}",
    summary="Replace a procedure of a draft",
    responses=refused(ReviseProcedure),
)
async def revise(
    agency: str, edition: Edition, code: str, body: _Revise, who: Editor, editing: TheEditing
) -> EditionAnswer:
    return await editing.carry_out(body, who, agency=agency, edition=edition, code=code)


@edition_commands.delete(
    "/{edition}/procedures/{code}",
    summary="Take a procedure out of a draft",
    responses=refused(RemoveProcedure),
)
async def remove(
    agency: str,
    edition: Edition,
    code: str,
    who: Editor,
    editing: TheEditing,
    at: Annotated[Instant | None, Query(description="When it took effect; now.")] = None,
    acting_for: ActingFor = None,
) -> EditionAnswer:
    context = editing.headers.context(who.id, [agency, edition, code, at, acting_for])
    act = CommandRequest(at=at, acting_for=acting_for).act(who, agency, context)
    command = RemoveProcedure(agency=agency, edition=edition, code=code)
    return await editing.answer(GivenCommand(command, act), context)
