"""Imports a whole catalogue, as XLSX or JSON, into a draft; or tells what that would change."""

import hashlib
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from services.catalog.api.edition.editing import Editor
from services.catalog.api.given import TheApplication
from services.catalog.api.papers import MEDIA
from services.catalog.api.wired import TheFileReading
from services.catalog.application.edition.editing import REFUSES
from services.catalog.application.edition.importing import Import
from services.catalog.domain.deciders import CATALOGUE
from services.catalog.domain.edition.drafting import DraftEdition
from services.catalog.domain.edition.filling import AddProcedure, RemoveProcedure, ReviseProcedure
from services.catalog.errors.workbooks import (
    CatalogueFileUnfit,
    CatalogueOfOtherAgency,
    ImportMediaUnknown,
    SheetTooLong,
    WorkbookHarmful,
    WorkbookOfOtherForm,
    WorkbookTooLarge,
    WorkbookUnreadable,
)
from services.catalog.printing.catalogue_files import CatalogueFile, Found, from_json, from_workbook
from services.catalog.schemas.answers import CatalogueImported, CataloguePreview
from services.catalog.schemas.orders import ActingFor
from shared.contracts.vocabulary import Instant
from shared.errors import Refusal
from shared.eventstore.records import CommandContext
from shared.http.commands import CommandHeaders, Headers, command_context
from shared.http.inputs import model_in
from shared.http.language import language_of
from shared.http.problems import problem_response, refusals
from shared.http.requests import CommandRequest

_BODIES = {
    "requestBody": {
        "required": True,
        "content": {
            MEDIA["xlsx"]: {"schema": {"type": "string", "format": "binary"}},
            "application/json": {
                "schema": {"type": "object", "description": "As `catalogue.json` gives it."}
            },
        },
    }
}
#: How a file may be refused, and what is done with it.
_REFUSES: tuple[type[Refusal], ...] = (
    CatalogueFileUnfit,
    CatalogueOfOtherAgency,
    ImportMediaUnknown,
    SheetTooLong,
    WorkbookHarmful,
    WorkbookOfOtherForm,
    WorkbookTooLarge,
    WorkbookUnreadable,
    *REFUSES,
    *(
        refusal
        for command in (DraftEdition, AddProcedure, ReviseProcedure, RemoveProcedure)
        for refusal in CATALOGUE.decisions[command].refuses
    ),
)
_MOST_FAULTS = 200  #: of one answer; whoever has more begins with these


paper_imports = APIRouter(prefix="/agencies/{agency}/editions", tags=["editions"])


@paper_imports.post(
    "/import",
    summary="Make the open draft, or a new one, what a file says",
    openapi_extra=_BODIES,
    response_model=CatalogueImported | CataloguePreview,
    responses=refusals(*_REFUSES),
)
async def import_edition(
    agency: str,
    request: Request,
    who: Editor,
    headers: Headers,
    application: TheApplication,
    reading: TheFileReading,
    dry_run: Annotated[bool, Query(description="Only tell what would change.")] = False,
    at: Annotated[Instant | None, Query(description="When it took effect; now.")] = None,
    acting_for: ActingFor = None,
) -> Any:
    """Nothing is imported unless all is good; else `errors` names each sheet, row and column.

    Sent again under the same key, it goes on where it stopped.
    """
    body = await request.body()
    found = await reading.run(lambda: _found(request.headers.get("content-type", ""), body))
    if found.agency != agency:
        raise CatalogueOfOtherAgency(where="agency", given=found.agency or "–", agency=agency)
    if found.faults:
        return _refused(request, found)
    act = CommandRequest(at=at, acting_for=acting_for).act(who, agency, headers.context(who.id, []))
    asked = Import(agency=agency, procedures=found.procedures)
    if dry_run:
        return CataloguePreview(**asdict(await application.judge_import(asked, act)))
    content = [agency, hashlib.sha256(body).hexdigest()]

    def context_of(part: int) -> CommandContext:
        return _part_context(who.id, headers, content, part)

    return CatalogueImported(**await application.import_catalogue(asked, act, headers.version, context_of))


def _part_context(sender: str, headers: CommandHeaders, content: list[str], part: int) -> CommandContext:
    """The context of a part, under a key of its own."""
    key = f"{headers.key}/{part}" if headers.key else None
    return command_context(sender, key, [part, content])


def _found(media: str, body: bytes) -> Found:
    kind = media.partition(";")[0].strip().lower()
    if kind == MEDIA["xlsx"]:
        return from_workbook(body)
    if not kind.endswith("json"):
        raise ImportMediaUnknown(where="Content-Type")
    return from_json(model_in(CatalogueFile, body))


def _refused(request: Request, found: Found) -> Response:
    """Every fault, with its place."""
    language = language_of(request)
    errors = [
        {"in": "body", "pointer": fault.pointer, "code": fault.code, "message": fault.told(language)}
        for fault in found.faults[:_MOST_FAULTS]
    ]
    first = found.faults[0].place
    refusal = CatalogueFileUnfit(count=len(found.faults), where=f"{first.sheet}:{first.row}:{first.column}")
    return problem_response(request, refusal, errors=errors)
