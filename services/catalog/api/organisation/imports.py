"""Many agencies in one request; what is there already is skipped."""

import io
from datetime import date
from typing import Annotated, Any

from fastapi import Query, Request

from services.catalog.api.given import Registrar, TheApplication
from services.catalog.api.organisation.taking_in import DryRun, take_in
from services.catalog.api.parts import act_of, contexts_of
from services.catalog.errors.organisation.files import FileUnreadable
from services.catalog.schemas.organisation.requests import ImportAgencies, ImportAnswer
from services.catalog.tables.refusals import AGENCIES_REFUSE
from services.catalog.tables.rows import read_csv
from shared.contracts.vocabulary import CalendarDay, Instant
from shared.http.commands import Headers
from shared.http.inputs import model_in
from shared.http.problems import refusals
from shared.http.routing import Router

_BODIES = {
    "requestBody": {
        "required": True,
        "content": {
            "text/csv": {"schema": {"type": "string"}},
            "application/json": {"schema": ImportAgencies.model_json_schema()},
        },
    }
}

#: A large request; sent again under the same key, it goes on where it stopped.
imports = Router(prefix="/agencies", tags=["agencies"])


@imports.post(
    "/import",
    summary="Register all agencies of a table, or none",
    openapi_extra=_BODIES,
    responses=refusals(*AGENCIES_REFUSE),
)
async def import_agencies(
    request: Request,
    who: Registrar,
    headers: Headers,
    application: TheApplication,
    at: Annotated[Instant | None, Query(description="For a CSV body.")] = None,
    valid_from: Annotated[CalendarDay | None, Query(description="For a CSV body.")] = None,
    dry_run: DryRun = False,
) -> ImportAnswer:
    """Those that are there already, just so, are passed over."""
    asked = await _asked(request, at, valid_from)
    contexts = contexts_of(who.id, headers, asked)
    table = read_csv(io.StringIO(asked.csv, newline=""), asked.file)
    act = act_of(who, contexts, asked.at, asked.as_division, asked.acting_for)
    taken = await take_in(application, [table], asked.file, act, asked.valid_from, contexts, dry_run=dry_run)
    return ImportAnswer(registered=taken.added, changed=taken.changed, unchanged=taken.unchanged)


async def _asked(request: Request, at: Any, valid_from: date | None) -> ImportAgencies:
    """What is asked in the body: JSON, or the bare table."""
    body = await request.body()
    if request.headers.get("content-type", "").partition(";")[0].strip().endswith("json"):
        return model_in(ImportAgencies, body)
    try:
        return ImportAgencies(csv=body.decode(), at=at, valid_from=valid_from)
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
        file = ImportAgencies.model_fields["file"].default
        raise FileUnreadable(where=f"{file}:{line}", file=file, line=line) from None
