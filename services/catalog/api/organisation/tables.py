"""The organisation is taken in from tables: all of a file, or nothing, with everything wrong in it."""

import asyncio
from typing import Annotated

from fastapi import Query, Request

from services.catalog.api.given import Registrar, TheApplication
from services.catalog.api.organisation.taking_in import DryRun, take_in
from services.catalog.api.parts import act_of, contexts_of
from services.catalog.schemas.organisation.requests import Change, OrganisationAnswer
from services.catalog.tables.organisation import CSV, XLSX, tables_of
from services.catalog.tables.refusals import TABLES_REFUSE
from services.catalog.tables.rows import Placed
from shared.contracts.vocabulary import CalendarDay, Instant
from shared.http.commands import Headers
from shared.http.problems import refusals
from shared.http.routing import Router

_BODIES = {
    "requestBody": {
        "required": True,
        "content": {
            CSV: {"schema": {"type": "string"}},
            XLSX: {"schema": {"type": "string", "format": "binary"}},
        },
    }
}


#: Import of agencies, divisions and officials, by an operator or an importer.
tables = Router(prefix="/organisation", tags=["organisation"])


@tables.post(
    "/import",
    summary="Take in agencies and staff from a table or a workbook: all of it, or nothing",
    openapi_extra=_BODIES,
    responses=refusals(*TABLES_REFUSE),
)
async def import_organisation(
    request: Request,
    who: Registrar,
    headers: Headers,
    application: TheApplication,
    dry_run: DryRun = False,
    file: Annotated[str | None, Query(min_length=1, max_length=200)] = None,
    at: Instant | None = None,
    valid_from: Annotated[
        CalendarDay | None, Query(description="For agencies without their own; else the day of registration.")
    ] = None,
) -> OrganisationAnswer:
    """Those that are there already, just so, are passed over."""
    body = await request.body()
    contexts = contexts_of(who.id, headers, [body.hex(), file, at, valid_from])
    media_type = XLSX if body.startswith(b"PK") else CSV
    named = file or ("organisation.xlsx" if media_type == XLSX else "organisation.csv")
    read = await asyncio.to_thread(tables_of, body, media_type, named)
    act = act_of(who, contexts, at)
    taken = await take_in(application, read, named, act, valid_from, contexts, dry_run=dry_run)
    return OrganisationAnswer(
        dry_run=dry_run,
        added=taken.added,
        changed=taken.changed,
        unchanged=taken.unchanged,
        changes=[_change(one.row, one.action, one.events) for one in taken.outcomes],
    )


def _change(row: Placed, action: str, events: list[str]) -> Change:
    return Change.model_validate(
        {
            "where": f"{row.row.file}:{row.row.line}",
            "action": action,
            "what": row.row["type"] or "agency",
            "agency": row.command.agency,
            "code": row.row["code"],
            "name": row.row["name_vi"] or row.row["name"],
            "events": events,
        }
    )
