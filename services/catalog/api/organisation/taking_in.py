"""How the tables of a file are taken in over HTTP, in parts that one save takes each."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Annotated

from fastapi import Query

from services.catalog.application.catalog import CatalogApplication
from services.catalog.application.organisation.tables import StatedTable, TableTaken
from services.catalog.tables.organisation import parents_in, read_tables, sound
from services.catalog.tables.rows import Placed, Table
from shared.decider import Act
from shared.eventstore.records import CommandContext

DryRun = Annotated[bool, Query(description="Only tell what would change.")]


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
