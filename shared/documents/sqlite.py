"""Documents in one SQLite file: a connection writes, one reads, one counts, each in a thread of its own."""

import asyncio
import copy
import json
import sqlite3
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from shared.documents import sqlite_query as sql
from shared.documents.port import Collection, Document, DocumentRefused, Documents, Group, full_name, newest
from shared.documents.query import Cursor, Sort, Where
from shared.documents.values import Body, Scalar, plain
from shared.errors import DiskFull, Unavailable
from shared.row_parts import in_parts

T = TypeVar("T")

_SYNCHRONOUS_FULL = 2
_IDLE_READERS = 4  #: connections that are kept for snapshots
_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Body).decode
#: Conditions of the machine, not of the statement: full, not readable or writable, locked by another.
_MACHINE = {
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
}


class _Thread:
    """A connection and the only thread that uses it."""

    def __init__(self, name: str, counter: "_Thread | None" = None) -> None:
        self.counter = counter or self  #: what counts for it: nobody who reads a few waits for a count of all
        self._name = name
        self._executor: ThreadPoolExecutor | None = None
        self._connection: sqlite3.Connection | None = None

    async def open(self, connect: Callable[[], sqlite3.Connection]) -> None:
        self._executor = ThreadPoolExecutor(1, thread_name_prefix=self._name)
        self._connection = await asyncio.get_running_loop().run_in_executor(self._executor, connect)

    async def run(self, work: Callable[[sqlite3.Connection], T]) -> T:
        if self._executor is None or self._connection is None:
            raise RuntimeError("the document store is not open")
        call = partial(_translated, work, self._connection)
        return await asyncio.get_running_loop().run_in_executor(self._executor, call)

    async def close(self) -> None:
        if self._executor is None:
            return
        if self._connection is not None:
            await self.run(sqlite3.Connection.close)
        self._executor.shutdown()
        self._executor = self._connection = None


def _translated(work: Callable[[sqlite3.Connection], T], connection: sqlite3.Connection) -> T:
    try:
        return work(connection)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF in _MACHINE:  # the low byte is the primary code
            full = error.sqlite_errorcode == sqlite3.SQLITE_FULL
            raise (DiskFull if full else Unavailable)(reason=f"SQLite: {error}", retry_after=5) from error
        raise
    except sqlite3.DataError as error:  # "string or blob too big"
        raise DocumentRefused(f"SQLite: {error}") from error


class SqliteDocuments(Documents):
    """Documents in the file at `path`, which this process alone uses (the data directory's lock)."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._writer = _Thread(f"documents-write-{path.stem}")
        counter = _Thread(f"documents-count-{path.stem}")
        self._reader = _Thread(f"documents-read-{path.stem}", counter)
        self._tables: set[str] = set()  #: known to be there; used in the writer's thread alone
        self._idle: list[_Thread] = []  #: connections that snapshots were read by, for the next ones
        self._is_open = False

    async def open(self) -> None:
        await self._writer.open(partial(_connect_writer, self._path))
        for one in (self._reader, self._reader.counter):
            await one.open(partial(_connect_reader, self._path))
        self._is_open = True

    async def close(self) -> None:
        self._is_open = False
        # Readers first: the last connection to close writes the log back, and only the writer may.
        for one in (*self._idle, self._reader.counter, self._reader):
            await one.close()
        self._idle.clear()
        await self._writer.close()
        self._tables.clear()

    async def create(self, collection: Collection, generation: int) -> None:
        table = full_name(collection.name, generation)
        statements = [sql.create_table(table), *sql.create_indexes(table, collection)]

        def work(connection: sqlite3.Connection) -> None:
            with _Transaction(connection):
                there = _names(connection, f"{sql.LISTS}{table}:*")
                for field in collection.lists:
                    if sql.list_table(table, field) not in there:
                        statements.extend(sql.create_list(table, field))
                for statement in statements:
                    connection.execute(statement)
            self._tables.add(table)

        await self._writer.run(work)

    async def drop(self, collection: str, generation: int) -> None:
        table = full_name(collection, generation)

        def work(connection: sqlite3.Connection) -> None:
            with _Transaction(connection):
                for name in (table, *_names(connection, f"{sql.LISTS}{table}:*")):
                    connection.execute(f'DROP TABLE IF EXISTS "{name}"')
            self._tables.discard(table)

        await self._writer.run(work)

    async def generations(self, collection: str) -> list[int]:
        names = await self._reader.run(partial(_names, pattern=f"{collection}@*"))
        return sorted(int(name.partition("@")[2]) for name in names)

    async def write(self, changes: Mapping[str, Sequence[Document]]) -> int:
        return await self._writer.run(partial(self._write, changes))

    def _write(self, changes: Mapping[str, Sequence[Document]], connection: sqlite3.Connection) -> int:
        rows = {
            stored: list(in_parts([(one.id, one.version, _text(one.body)) for one in newest(documents)]))
            for stored, documents in changes.items()
            if documents
        }
        written = 0
        made = [stored for stored in rows if stored not in self._tables]
        with _Transaction(connection):
            for stored in made:
                connection.execute(sql.create_table(stored))
            for stored, parts in rows.items():
                for part in parts:
                    # Of the statement alone: what triggers change isn't in it.
                    statement = sql.upsert(stored, len(part))
                    written += connection.execute(statement, [*chain.from_iterable(part)]).rowcount
        self._tables.update(made)
        return written

    async def get_many(self, stored: str, ids: Sequence[str]) -> dict[str, Document]:
        if not ids:
            return {}
        rows = await self._read(sql.get_many(stored), [json.dumps(list(ids))])
        return {id: Document(id, version, _decode(body)) for id, version, body in rows}

    async def find(
        self,
        stored: str,
        where: Where = (),
        sort: Sequence[Sort] = (),
        limit: int | None = None,
        offset: int = 0,
        after: Cursor | None = None,
    ) -> list[Document]:
        rows = await self._read(*sql.find(stored, where, sort, limit, offset, after))
        return [Document(id, version, _decode(body)) for id, version, body in rows]

    async def count(self, stored: str, where: Where = ()) -> int:
        rows = await self._reader.counter.run(partial(_rows, *sql.count(stored, where)))
        return rows[0][0] if rows else 0

    async def group_count(
        self,
        stored: str,
        by: str | Sequence[str],
        where: Where = (),
        limit: int | None = None,
        descending: bool = True,
    ) -> list[Group]:
        counted = sql.group_count(stored, by, where, limit, descending)
        rows = await self._reader.counter.run(partial(_rows, *counted))
        return [
            Group(tuple(None if value is None else json.loads(value) for value in values), count)
            for count, *values in rows
        ]

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[Documents]:
        reader = self._idle.pop() if self._idle else await self._new_reader()
        try:
            await reader.run(_begin)
            still = copy.copy(self)
            still._reader = reader
            yield still
            await reader.run(_end)
        except BaseException:
            await reader.close()  # whatever it was at, the next one begins anew
            raise
        if self._is_open and len(self._idle) < _IDLE_READERS:
            self._idle.append(reader)
        else:
            await reader.close()

    async def _new_reader(self) -> _Thread:
        reader = _Thread(f"documents-still-{self._path.stem}")
        await reader.open(partial(_connect_reader, self._path))
        return reader

    async def _read(self, text: str, parameters: Sequence[Scalar]) -> list[Any]:
        return await self._reader.run(partial(_rows, text, parameters))


def _begin(connection: sqlite3.Connection) -> None:
    """What is read from now on is of one state: that of the first thing that is read."""
    connection.execute("BEGIN")


def _end(connection: sqlite3.Connection) -> None:
    connection.execute("COMMIT")


def _names(connection: sqlite3.Connection, pattern: str) -> list[str]:
    """The names of the tables that fit a pattern."""
    text = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB ?"
    return [name for (name,) in connection.execute(text, [pattern])]


class _Transaction:
    """All or nothing: committed and synced at the end, rolled back on an error."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __enter__(self) -> None:
        self._connection.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None:
                self._connection.execute("COMMIT")
        finally:
            # A full disk may have rolled it back by itself, or may have refused the commit only.
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")


def _text(body: Any) -> str:
    """A body as it is stored; the fields of a typed one are plain as they are."""
    return _encode(plain(body) if isinstance(body, dict) else body).decode()


def _rows(text: str, parameters: Sequence[Scalar], connection: sqlite3.Connection) -> list[Any]:
    try:
        return connection.execute(text, parameters).fetchall()
    except sqlite3.OperationalError as error:
        if str(error).startswith("no such table"):
            return []
        raise


def _connect_writer(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = _connect(path)
    (journal,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
    connection.execute("PRAGMA synchronous = FULL")
    (synchronous,) = connection.execute("PRAGMA synchronous").fetchone()
    if journal != "wal" or synchronous != _SYNCHRONOUS_FULL:
        connection.close()
        raise RuntimeError(f"{path}: the file system doesn't take a write-ahead log that is synced")
    return connection


def _connect_reader(path: Path) -> sqlite3.Connection:
    connection = _connect(path)
    connection.execute("PRAGMA query_only = ON")
    connection.execute("PRAGMA wal_autocheckpoint = 0")
    return connection


def _connect(path: Path) -> sqlite3.Connection:
    # Without implicit transactions: each one here is begun and ended by name.
    return sqlite3.connect(path, isolation_level=None, check_same_thread=False, cached_statements=256)
