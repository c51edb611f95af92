"""Imports a whole catalogue, as XLSX or JSON, into a draft; or tells what that would change."""

import hashlib
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import AwareDatetime, ValidationError

from services.catalog.api.edition.editions import Editor
from services.catalog.api.edition.printing import MEDIA
from services.catalog.api.organisation.agencies import stand_in
from services.catalog.application.catalog import CatalogApplication
from services.catalog.application.edition.importing import Import, import_catalogue, judge_import
from services.catalog.errors.edition.rights import MayNotEditCatalogue
from services.catalog.errors.workbooks import (
    CatalogueFileUnfit,
    CatalogueOfOtherAgency,
    ImportMediaUnknown,
    WorkbookOfOtherForm,
    WorkbookUnreadable,
)
from services.catalog.printing.catalogue_files import CatalogueFile, Found, from_json, from_workbook
from services.catalog.printing.rendering import Rendering
from services.catalog.schemas.answers import CatalogueImported, CataloguePreview
from services.catalog.schemas.orders import ActingFor, Order
from shared.eventstore.records import CommandContext
from shared.http.commands import CommandHeaders, Headers, command_context
from shared.http.language import language_of
from shared.http.problems import problem_response, refusals

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
_MOST_FAULTS = 200  #: of one answer; whoever has more begins with these


def paper_imports(application: CatalogApplication) -> APIRouter:
    """The `POST` route; sent again under the same key, it goes on where it stopped."""
    router = APIRouter(prefix="/agencies/{agency}/editions", tags=["editions"])
    reading = Rendering()

    @router.post(
        "/import",
        summary="Make the open draft, or a new one, what a file says",
        openapi_extra=_BODIES,
        response_model=CatalogueImported | CataloguePreview,
        responses=refusals(
            CatalogueFileUnfit,
            CatalogueOfOtherAgency,
            ImportMediaUnknown,
            MayNotEditCatalogue,
            WorkbookOfOtherForm,
            WorkbookUnreadable,
        ),
    )
    async def import_edition(
        agency: str,
        request: Request,
        who: Editor,
        headers: Headers,
        dry_run: Annotated[bool, Query(description="Only tell what would change.")] = False,
        at: Annotated[AwareDatetime | None, Query(description="When it took effect; now.")] = None,
        acting_for: ActingFor = None,
    ) -> Any:
        """Nothing is imported unless all is good; else `errors` names each sheet, row and column."""
        body = await request.body()
        found = await reading.run(lambda: _found(request.headers.get("content-type", ""), body))
        if found.agency != agency:
            raise CatalogueOfOtherAgency(where="agency", given=found.agency or "–", agency=agency)
        if found.faults:
            return _refused(request, found)
        first = headers.context(who.id, [])
        order = Import(
            agency=agency,
            procedures=found.procedures,
            by=stand_in(who, agency, Order(acting_for=acting_for)),
            at=at or first.recorded_at,
        )
        if dry_run:
            return CataloguePreview(**asdict(await judge_import(application, order, first.recorded_at)))
        content = [agency, hashlib.sha256(body).hexdigest()]

        def context_of(part: int) -> CommandContext:
            return _part_context(who.id, headers, content, part)

        return CatalogueImported(**await import_catalogue(application, order, headers.version, context_of))

    return router


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
    try:
        return from_json(CatalogueFile.model_validate_json(body))
    except ValidationError as error:
        faults = [{**fault, "loc": ("body", *fault["loc"])} for fault in error.errors()]
        raise RequestValidationError(faults) from None


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
