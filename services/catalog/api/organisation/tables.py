"""The organisation as tables, in and out: all of a file is taken, or nothing, with everything wrong in it."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from pydantic import AwareDatetime

from services.catalog.api.organisation.agencies import Registrar, actor
from services.catalog.api.organisation.as_of import today
from services.catalog.application.catalog import CatalogApplication
from services.catalog.application.organisation.organising import UNSTATED, Foreseen
from services.catalog.domain.organisation.agency_commands import RegisterAgency
from services.catalog.domain.organisation.organising import AgencyCommand
from services.catalog.domain.organisation.staff_commands import AddDivision, AppointOfficial
from services.catalog.errors.organisation.agencies import AgencyDiffers
from services.catalog.errors.organisation.files import FileUnreadable, TableTooLong, TableUnfit
from services.catalog.errors.workbooks import WorkbookHarmful, WorkbookTooLarge, WorkbookUnreadable
from services.catalog.queries.organisation.agencies import OrganisationQueries
from services.catalog.schemas.answers import Change, OrganisationAnswer
from services.catalog.schemas.orders import Order
from services.catalog.tables.organisation import (
    AGENCIES,
    CSV,
    ROWS,
    STAFF,
    XLSX,
    parents_in,
    read_tables,
    sound,
    tables_of,
    write,
)
from services.catalog.tables.rows import Placed, Reading
from shared.errors import ColumnMissing, Refusal
from shared.eventstore.records import CommandContext
from shared.http.commands import CommandHeaders, Headers, command_context
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
DryRun = Annotated[bool, Query(description="Only tell what would change.")]


class FileFormat(StrEnum):
    """How tables are written."""

    CSV = "csv"
    XLSX = "xlsx"


class TableName(StrEnum):
    """Which table a CSV holds."""

    AGENCIES = AGENCIES
    STAFF = STAFF


def table_routes(application: CatalogApplication, queries: OrganisationQueries) -> APIRouter:
    """Import and export of agencies, divisions and officials, for an operator or an importer."""
    router = APIRouter(prefix="/organisation", tags=["organisation"])

    @router.post(
        "/import",
        summary="Take in agencies and staff from a table or a workbook: all of it, or nothing",
        openapi_extra=_BODIES,
        responses=refusals(
            TableUnfit,
            ColumnMissing,
            FileUnreadable,
            WorkbookUnreadable,
            WorkbookHarmful,
            WorkbookTooLarge,
            TableTooLong,
            AgencyDiffers,
        ),
    )
    async def import_organisation(
        request: Request,
        who: Registrar,
        headers: Headers,
        dry_run: DryRun = False,
        file: Annotated[str | None, Query(min_length=1, max_length=200)] = None,
        at: AwareDatetime | None = None,
        valid_from: Annotated[
            date | None, Query(description="For agencies without their own; else the day of registration.")
        ] = None,
    ) -> OrganisationAnswer:
        body = await request.body()
        contexts = contexts_of(who.id, headers, [body.hex(), file, at, valid_from])
        recorded_at = contexts(0).recorded_at
        media_type = XLSX if body.startswith(b"PK") else CSV
        named = file or ("organisation.xlsx" if media_type == XLSX else "organisation.csv")
        tables = await asyncio.to_thread(tables_of, body, media_type, named)
        reading = read_tables(
            tables,
            by=actor(who, None, Order()),
            at=at or recorded_at,
            valid_from=valid_from or UNSTATED,
            registered=await application.kinds(parents_in(tables)),
        )
        changes = await foreseen(application, reading, named, recorded_at)
        added = sum(change.action == "added" for change in changes)
        changed = len(changes) - added
        unchanged = len(reading.placed) - len(changes)
        if not dry_run:
            answers = await application.take_table([one.command for one in reading.placed], contexts)
            changed = sum(answer["changed"] for answer in answers)
            added = sum(len(answer["events"]) for answer in answers) - changed
            unchanged = sum(answer["skipped"] for answer in answers)
        return OrganisationAnswer(
            dry_run=dry_run, added=added, changed=changed, unchanged=unchanged, changes=changes
        )

    @router.get(
        "/export",
        summary="Agencies and staff as tables, as the import takes them",
        response_class=Response,
        responses={200: {"content": {CSV: {}, XLSX: {}}, "description": "The table, or the workbook."}},
    )
    async def export_organisation(
        _: Registrar,
        format: FileFormat = FileFormat.XLSX,
        table: Annotated[TableName, Query(description="Which one, for CSV.")] = TableName.AGENCIES,
    ) -> Response:
        wanted = [AGENCIES, STAFF] if format is FileFormat.XLSX else [table.value]
        media_type = XLSX if format is FileFormat.XLSX else CSV
        rows = await exported(queries, wanted)
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

    return router


async def exported(queries: OrganisationQueries, wanted: Sequence[str]) -> dict[str, list[dict[str, str]]]:
    """The rows of the wanted tables: of the agencies that exist today, or are to."""
    agencies = await queries.agencies_from(today())
    tables = {AGENCIES: [ROWS["agency"](one) for one in agencies], STAFF: list[dict[str, str]]()}
    if STAFF in wanted:
        for one in agencies:
            divisions = await queries.divisions(one["agency"])
            officials = await queries.officials(one["agency"])
            tables[STAFF] += [ROWS["division"](each) for each in divisions]
            tables[STAFF] += [ROWS["official"](each) for each in officials]
    return {name: tables[name] for name in wanted}


async def foreseen(
    application: CatalogApplication, reading: Reading, file: str, recorded_at: datetime
) -> list[Change]:
    """What the tables would change. Raises `TableUnfit`, with everything that is wrong in them."""
    whole = sound(reading)
    outcomes = await application.foresee([one.command for one in whole], recorded_at)
    findings, changes = list(reading.findings), list[Change]()
    for one, outcome in zip(whole, outcomes, strict=True):
        if isinstance(outcome, Refusal):
            findings.append(_placed(outcome, one))
        elif outcome.events:
            changes.append(_change(one, outcome))
    if findings:
        raise TableUnfit(where=findings[0].where, file=file, found=findings)
    return changes


def _placed(refusal: Refusal, one: Placed) -> Refusal:
    column = (refusal.where or "code").partition("/")[0]
    place = one.row.place({"division": "code", "official": "code"}.get(column, column))
    return type(refusal)(where=place, **refusal.values)


def _change(one: Placed, outcome: Foreseen) -> Change:
    what, agency, code, name = _told(one.command)
    return Change.model_validate(
        {
            "where": f"{one.row.file}:{one.row.line}",
            "action": "changed" if outcome.there else "added",
            "what": what,
            "agency": agency,
            "code": code,
            "name": name,
            "events": outcome.events,
        }
    )


def _told(command: AgencyCommand) -> tuple[str, str, str, str]:
    match command:
        case RegisterAgency():
            return "agency", command.code, command.code, command.name_vi
        case AddDivision():
            return "division", command.agency, command.division, command.name
        case AppointOfficial():
            return "official", command.agency, command.official, command.name
    raise TypeError(f"no table states {command!r}")


def contexts_of(sender: str, headers: CommandHeaders, content: Any) -> Callable[[int], CommandContext]:
    """The context of each part of a large order, under a key of its own."""

    def context_of(part: int) -> CommandContext:
        key = f"{headers.key}/{part}" if headers.key else None
        return command_context(sender, key, [part, content])

    return context_of
