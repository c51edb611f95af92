"""How the tables of a file are taken in over HTTP, in parts that one save takes each."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Annotated, Any

from fastapi import Query

from services.catalog.application.catalog import CatalogApplication
from services.catalog.application.organisation.tables import StatedTable, TableTaken
from services.catalog.tables.organisation import parents_in, read_tables, sound
from services.catalog.tables.rows import Placed, Table
from shared.auth.principal import Principal
from shared.decider import Act
from shared.eventstore.records import CommandContext
from shared.http.commands import CommandHeaders, command_context

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


def act_of(
    who: Principal,
    contexts: Callable[[int], CommandContext],
    at: datetime | None,
    as_division: str | None = None,
    acting_for: str | None = None,
) -> Act:
    """The act by which a large request is carried out, all its parts alike; raises as `Principal.actor`."""
    recorded_at = contexts(0).recorded_at
    by = who.actor(None, as_division, acting_for=acting_for)
    return Act(by=by, at=at or recorded_at, recorded_at=recorded_at)


def contexts_of(sender: str, headers: CommandHeaders, content: Any) -> Callable[[int], CommandContext]:
    """The context of each part of a large request, under a key of its own."""

    def context_of(part: int) -> CommandContext:
        key = f"{headers.key}/{part}" if headers.key else None
        return command_context(sender, key, [part, content])

    return context_of
