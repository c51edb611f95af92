"""The organisation is written as tables, as the import takes them."""

import asyncio
from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated

from fastapi import Query, Response

from services.catalog.api.given import Registrar, TheQueries, today
from services.catalog.queries.organisation.agencies import OrganisationQueries
from services.catalog.tables.organisation import AGENCIES, CSV, STAFF, XLSX, write
from services.catalog.tables.writing import agency_row, division_row, official_row
from shared.http.routing import Router


class FileFormat(StrEnum):
    """How tables are written."""

    CSV = "csv"
    XLSX = "xlsx"


class TableName(StrEnum):
    """Which table a CSV holds."""

    AGENCIES = AGENCIES
    STAFF = STAFF


table_export = Router(prefix="/organisation", tags=["organisation"])


@table_export.get(
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
