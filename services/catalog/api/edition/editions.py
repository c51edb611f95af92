"""Commands on an edition of an agency's catalogue as a whole: draft it, issue it, give it up."""

from typing import Any

from fastapi import Request

from services.catalog.api.edition.editing import TheEditing, body_of, refused
from services.catalog.api.given import Drafter, Edition, Leader, Preparer
from services.catalog.api.wired import ThePapers
from services.catalog.domain.edition.drafting import DraftEdition
from services.catalog.domain.edition.issuing import IssueCatalogue
from services.catalog.domain.edition.taking_back import DiscardDraft
from services.catalog.schemas.answers import EditionAnswer, EditionIssued
from shared.http.language import language_of
from shared.http.locations import created
from shared.http.routing import Router

_Draft: Any = body_of(DraftEdition)
_Issue: Any = body_of(IssueCatalogue, "edition")
_Discard: Any = body_of(DiscardDraft, "edition")

edition_commands = Router(prefix="/agencies/{agency}/editions", tags=["editions"])


@edition_commands.post(
    "",
    status_code=201,
    summary="Begin an edition",
    responses=refused(DraftEdition) | created("/agencies/{agency}/editions/{edition}"),
)
async def draft(agency: str, body: _Draft, who: Drafter, editing: TheEditing) -> EditionAnswer:
    return await editing.carry_out(body, who, agency=agency)


@edition_commands.post(
    "/{edition}/issue", summary="Issue an edition by decision", responses=refused(IssueCatalogue)
)
async def issue(
    agency: str,
    edition: Edition,
    body: _Issue,
    who: Leader,
    editing: TheEditing,
    papers: ThePapers,
    request: Request,
) -> EditionIssued:
    """`warnings` tell what the decision's paper lacks: it is issued all the same."""
    done = await editing.carry_out(body, who, agency=agency, edition=edition)
    lacking = await papers.lacking(agency, edition, language_of(request))
    return EditionIssued(**done.model_dump(), warnings=lacking)


@edition_commands.post(
    "/{edition}/discard",
    summary="Give a draft up; its content stays readable",
    responses=refused(DiscardDraft),
)
async def discard(
    agency: str, edition: Edition, body: _Discard, who: Preparer, editing: TheEditing
) -> EditionAnswer:
    return await editing.carry_out(body, who, agency=agency, edition=edition)
