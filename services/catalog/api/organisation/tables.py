"""The organisation as tables, in and out: all of a file is taken, or nothing, with everything wrong in it."""

import asyncio
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import AwareDatetime

from services.catalog.api.given import Registrar, TheApplication, TheQueries, today
from services.catalog.api.organisation.taking_in import DryRun, act_of, contexts_of, take_in
from services.catalog.queries.organisation.agencies import OrganisationQueries
from services.catalog.schemas.organisation.requests import Change, OrganisationAnswer
from services.catalog.tables.organisation import AGENCIES, CSV, STAFF, XLSX, tables_of, write
from services.catalog.tables.refusals import TABLES_REFUSE
from services.catalog.tables.rows import Placed
from services.catalog.tables.writing import agency_row, division_row, official_row
from shared.http.commands import Headers
from shared.http.problems import refusals

_BODIES = {
    "requestBody": {
        "required": True,
        "content": {
            CSV: {"schema": {"type": "string"}},
            XLSX: {"schema": {"type": "string", "format": "binary"}},
        },
    }
}


class FileFormat(StrEnum):
    """How tables are written."""

    CSV = "csv"
    XLSX = "xlsx"


class TableName(StrEnum):
    """Which table a CSV holds."""

    AGENCIES = AGENCIES
    STAFF = STAFF


#: Import and export of agencies, divisions and officials, for an operator or an importer.
tables = APIRouter(prefix="/organisation", tags=["organisation"])


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
    at: AwareDatetime | None = None,
    valid_from: Annotated[
        date | None, Query(description="For agencies without their own; else the day of registration.")
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


@tables.get(
    "/export",
    summary="Agencies and staff as tables, as the import takes them",
    response_class=Response,
    responses={200: {"content": {CSV: {}, XLSX: {}}, "description": "The table, or the workbook."}},
)
async def export_organisation(
    _: Registrar,
    asked: TheQueries,
    format: FileFormat = FileFormat.XLSX,
    table: Annotated[TableName, Query(description="Which one, for CSV.")] = TableName.AGENCIES,
) -> Response:
    """Of the agencies that exist today, or are to."""
    wanted = [AGENCIES, STAFF] if format is FileFormat.XLSX else [table.value]
    media_type = XLSX if format is FileFormat.XLSX else CSV
    rows = await exported(asked.organisation, wanted)
    name = "organisation" if format is FileFormat.XLSX else table.value
    return Response(
        await asyncio.to_thread(write, media_type, rows),
        media_type=media_type,
        headers={
            "Content-Disposition": f'attachment; filename="{name}.{format.value}"',
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
        },
    )


async def exported(queries: OrganisationQueries, wanted: Sequence[str]) -> dict[str, list[dict[str, str]]]:
    """The rows of the wanted tables: of the agencies that exist today, or are to."""
    agencies = await queries.agencies_from(today())
    rows = {AGENCIES: [agency_row(one) for one in agencies], STAFF: list[dict[str, str]]()}
    if STAFF in wanted:
        for one in agencies:
            divisions = await queries.divisions(one.agency)
            officials = await queries.officials(one.agency)
            rows[STAFF] += [division_row(each) for each in divisions]
            rows[STAFF] += [official_row(each) for each in officials]
    return {name: rows[name] for name in wanted}
