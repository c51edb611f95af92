"""How the tables of a file are taken in over HTTP, and what they may be refused for."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Annotated, Any

from fastapi import Query

from services.catalog.application.catalog import CatalogApplication
from services.catalog.application.organisation.tables import StatedTable, TableTaken
from services.catalog.domain.deciders import AGENCY
from services.catalog.domain.organisation.ensuring import EnsureAgency, EnsureDivision, EnsureOfficial
from services.catalog.errors.organisation.files import (
    CellUnfit,
    FileUnreadable,
    FileWithoutAgencies,
    FileWithoutRows,
    FormulaInCell,
    TableTooLong,
    TableUnfit,
    WorkbookWithoutTables,
)
from services.catalog.errors.workbooks import WorkbookHarmful, WorkbookTooLarge, WorkbookUnreadable
from services.catalog.tables.organisation import parents_in, read_tables, sound
from services.catalog.tables.rows import Placed, Table
from shared.auth.principal import Principal
from shared.decider import Act
from shared.errors import ColumnMissing, Refusal, RowUneven
from shared.eventstore.records import CommandContext
from shared.http.commands import CommandHeaders, command_context
from shared.http.requests import CommandRequest

DryRun = Annotated[bool, Query(description="Only tell what would change.")]

#: How a table of agencies may be refused, and any table of an organisation.
AGENCIES_REFUSE: tuple[type[Refusal], ...] = (
    TableUnfit,
    CellUnfit,
    RowUneven,
    ColumnMissing,
    FileUnreadable,
    FileWithoutAgencies,
    TableTooLong,
    *AGENCY.decisions[EnsureAgency].refuses,
)
REFUSES: tuple[type[Refusal], ...] = (
    *AGENCIES_REFUSE,
    FileWithoutRows,
    FormulaInCell,
    WorkbookUnreadable,
    WorkbookHarmful,
    WorkbookTooLarge,
    WorkbookWithoutTables,
    *AGENCY.decisions[EnsureDivision].refuses,
    *AGENCY.decisions[EnsureOfficial].refuses,
)


async def take_in(
    application: CatalogApplication,
    tables: Sequence[Table],
    file: str,
    act: Act,
    valid_from: date | None,
    contexts: Callable[[int], CommandContext],
    *,
    dry_run: bool,
) -> TableTaken[Placed]:
    """Take in what the tables of a file state, or say what that would change. Raises `TableUnfit`."""
    registered = await application.kinds(parents_in(tables))
    reading = read_tables(tables, act=act, valid_from=valid_from, registered=registered)
    stated = StatedTable(file=file, rows=sound(reading), findings=reading.findings)
    return await application.take_table(stated, act, contexts, dry_run=dry_run)


def act_of(who: Principal, asked: CommandRequest, contexts: Callable[[int], CommandContext]) -> Act:
    """The act by which a large request is carried out, all its parts alike."""
    return asked.act(who, None, contexts(0), delegable=False)


def contexts_of(sender: str, headers: CommandHeaders, content: Any) -> Callable[[int], CommandContext]:
    """The context of each part of a large request, under a key of its own."""

    def context_of(part: int) -> CommandContext:
        key = f"{headers.key}/{part}" if headers.key else None
        return command_context(sender, key, [part, content])

    return context_of
