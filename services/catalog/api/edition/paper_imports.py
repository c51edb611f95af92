"""Imports a whole catalogue, as XLSX or JSON, into a draft; or tells what that would change."""

import hashlib
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import Query, Request

from services.catalog.api.edition.sent_files import BODIES, UNFIT, found_in, refused
from services.catalog.api.given import ActingFor, Drafter, TheApplication, TookEffect
from services.catalog.api.parts import contexts_of
from services.catalog.api.wired import TheFileReading
from services.catalog.application.edition.import_plan import REFUSES, Import
from services.catalog.schemas.answers import CatalogueImported, CataloguePreview
from shared.http.commands import Headers
from shared.http.problems import refusals
from shared.http.requests import CommandRequest
from shared.http.routing import Router

paper_imports = Router(prefix="/agencies/{agency}/editions", tags=["editions"])


@paper_imports.post(
    "/import",
    summary="Make the open draft, or a new one, what a file says",
    openapi_extra=BODIES,
    response_model=CatalogueImported | CataloguePreview,
    responses=refusals(*UNFIT, *REFUSES),
)
async def import_edition(
    agency: str,
    request: Request,
    who: Drafter,
    headers: Headers,
    application: TheApplication,
    reading: TheFileReading,
    dry_run: Annotated[bool, Query(description="Only tell what would change.")] = False,
    at: TookEffect = None,
    acting_for: ActingFor = None,
) -> Any:
    """Nothing is imported unless all is good; else `errors` names each sheet, row and column.

    Sent again under the same key, it goes on where it stopped.
    """
    body = await request.body()
    found = await found_in(body, request.headers.get("content-type", ""), agency, reading)
    if found.faults:
        return refused(request, found)
    act = CommandRequest(at=at, acting_for=acting_for).act(who, agency, headers.context(who.id, []))
    asked = Import(agency=agency, procedures=found.procedures)
    if dry_run:
        return CataloguePreview(**asdict(await application.judge_import(asked, act)))
    contexts = contexts_of(who.id, headers, [agency, hashlib.sha256(body).hexdigest()])
    return CatalogueImported(**await application.import_catalogue(asked, act, headers.version, contexts))
