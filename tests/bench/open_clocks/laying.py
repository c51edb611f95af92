"""Lays open clocks straight into the sla service's store and read models, by no command."""

import sqlite3
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from itertools import accumulate, chain
from pathlib import Path

from eventsourcing.persistence import StoredEvent

from services.sla import service as sla
from services.sla.domain.deciders import CLOCK
from shared.contracts.topics import Service as ServiceName
from shared.documents.generations import READ_MODELS, Generations, Mark, shared_position
from shared.documents.port import Documents, full_name
from shared.eventstore.seal import sealed
from shared.runtime.host import Host
from shared.runtime.resources import Resources
from shared.settings import Settings
from tests.bench.open_clocks.patterns import NUMBER, Pattern, falling_due, overdue, running

#: So many clocks differ in more than their number.
_PATTERNS = 120
#: Shares no factor with a number of clocks that anybody would ask for.
_SPREAD = 7919


@dataclass(frozen=True, slots=True)
class Laid:
    """How many clocks there are, each of a case with one open step."""

    clocks: int
    falling_due: int  #: of them, in the minute after the beginning
    overdue: int  #: of them, from the beginning


async def lay(settings: Settings, laid: Laid) -> None:
    """Make the service's files as it makes them, and fill them."""
    host = Host(settings, [sla.build(Resources(settings))])
    await host.start()
    await host.settle()
    hosted = host.hosted[ServiceName.SLA]
    documents = hosted.service.documents
    views = hosted.views
    serving = {view.name: (await Generations(documents, view).pointer()).serving for view in views}
    tables = {
        collection.name: full_name(collection.name, serving[view.name])
        for view in views
        for collection in view.collections
    }
    await host.stop()
    last = _lay_events(settings.data_dir / "sla.events.sqlite", laid)
    file = settings.data_dir / "sla.documents.sqlite"
    _lay_documents(file, laid, tables)
    await _stand_at(Resources(settings).documents(ServiceName.SLA), last, serving)


def copies(laid: Laid) -> Iterator[tuple[str, Pattern]]:
    """Every clock's number and pattern: the numbers ascend, and the kinds lie among each other."""
    kinds = (
        (overdue, laid.overdue),
        (falling_due, laid.falling_due),
        (running, laid.clocks - laid.overdue - laid.falling_due),
    )
    patterns = [[make(number) for number in range(min(_PATTERNS, count))] for make, count in kinds]
    bounds = list(accumulate(count for _, count in kinds))
    prefix = NUMBER.rpartition("-")[0]
    for number in range(laid.clocks):
        place = number * _SPREAD % laid.clocks
        kind = patterns[bisect_right(bounds, place)]
        yield f"{prefix}-{number:07}", kind[place % len(kind)]


def _lay_events(file: Path, laid: Laid) -> int:
    """Returns the place of the last one in the log."""
    with closing(_connection(file)) as connection:
        connection.execute("BEGIN")
        rows = chain.from_iterable(_events(number, pattern) for number, pattern in copies(laid))
        connection.executemany("INSERT INTO stored_events VALUES (?, ?, ?, ?)", rows)
        connection.execute("COMMIT")
        return int(connection.execute("SELECT max(rowid) FROM stored_events").fetchone()[0])


def _events(number: str, pattern: Pattern) -> Iterator[tuple[str, int, str, bytes]]:
    stream, named = CLOCK.stream(number), number.encode()
    for version, one in enumerate(pattern.events, 1):
        state = one.state.replace(_PLACE, named)
        whole = sealed(StoredEvent(stream, version, one.topic, state))
        yield stream, version, one.topic, whole.state


_PLACE = NUMBER.encode()
_INDEXES = "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL"


def _lay_documents(file: Path, laid: Laid, tables: dict[str, str]) -> None:
    """The indexes are made once all is there."""
    with closing(_connection(file)) as connection:
        statements = {name: f'INSERT INTO "{table}" VALUES (?, ?, ?)' for name, table in tables.items()}
        connection.execute("BEGIN")
        kept = [row for table in tables.values() for row in connection.execute(_INDEXES, [table]).fetchall()]
        for name, _ in kept:
            connection.execute(f'DROP INDEX "{name}"')
        for number, pattern in copies(laid):
            for one in pattern.documents:
                row = (one.id.replace(NUMBER, number), one.version, one.body.replace(NUMBER, number))
                connection.execute(statements[one.collection], row)
        for _, text in kept:
            connection.execute(text)
        connection.execute("COMMIT")


def _connection(file: Path) -> sqlite3.Connection:
    """Nothing is synced: what breaks off is begun anew."""
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA cache_size = -500000")
    return connection


async def _stand_at(documents: Documents, last: int, serving: Mapping[str, int]) -> None:
    """The read models have everything up to the last event."""
    await documents.open()
    place = shared_position(ServiceName.SLA.value, Mark(last), serving)
    await documents.upsert(READ_MODELS, [place])
    await documents.close()
