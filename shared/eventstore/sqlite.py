"""The library's SQLite recorder, set so that what was acknowledged survives a power loss."""

import json
import sqlite3
from collections.abc import Sequence
from typing import Any

from eventsourcing import sqlite as library  # as a module: the library looks for one factory in this one
from eventsourcing.persistence import ProcessRecorder, StoredEvent, Tracking
from eventsourcing.sqlite import SQLiteConnection, SQLiteConnectionPool, SQLiteCursor, SQLiteProcessRecorder

from shared.eventstore.errors import StoreDamaged
from shared.eventstore.places import require_position
from shared.eventstore.records import Position
from shared.row_parts import ROWS, in_parts

_SYNCHRONOUS_FULL = 2
#: No name goes on with a later character than this.
_AFTER_ALL = "\U0010ffff"
_STANDS_AT = "SELECT notification_id FROM tracking WHERE application_name = ?"
_IDENTITIES = (
    "CREATE TABLE IF NOT EXISTS tracked_identity "
    "(application_name TEXT PRIMARY KEY, notification_id INTEGER, identity TEXT) WITHOUT ROWID"
)
_IDENTIFY = "INSERT OR REPLACE INTO tracked_identity VALUES (?, ?, ?)"
_TRACKED = (
    "SELECT t.application_name, t.notification_id, i.identity FROM tracking t "
    "LEFT JOIN tracked_identity i USING (application_name, notification_id)"
)


class DurableConnectionPool(SQLiteConnectionPool):
    """Connections that write through to the disk at every commit, and prove it."""

    def _create_connection(self) -> SQLiteConnection:
        connection = super()._create_connection()
        cursor = connection.cursor()
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA synchronous")
        if cursor.fetchone()[0] != _SYNCHRONOUS_FULL:
            raise RuntimeError(f"SQLite would not set synchronous=FULL on {self.db_name}")
        return connection


class SQLiteRecorder(SQLiteProcessRecorder):
    """Saves events with any number of positions in one transaction."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        insert = f"INSERT INTO {self.events_table_name} VALUES "  # noqa: S608
        self._insert_rows = {rows: insert + ", ".join(["(?, ?, ?, ?)"] * rows) for rows in ROWS}

    def _insert_events(
        self, c: SQLiteCursor, stored_events: Sequence[StoredEvent], **kwargs: Any
    ) -> Sequence[int] | None:
        positions: Sequence[Position] = kwargs.get("positions", ())
        for position in positions:
            if position.after is not None:
                c.execute(_STANDS_AT, (position.reader,))
                row = c.fetchone()
                require_position(position, row["notification_id"] if row else 0)
            self._insert_tracking(c, Tracking(position.reader, position.sequence))
        self._identify(c, positions)
        ids: list[int] = []
        for events in in_parts(stored_events):
            values = [
                value for e in events for value in (e.originator_id, e.originator_version, e.topic, e.state)
            ]
            c.execute(self._insert_rows[len(events)], values)
            assert c.lastrowid is not None
            ids += range(
                c.lastrowid - len(events) + 1, c.lastrowid + 1
            )  # a new row's id is the last plus one
        return ids

    def construct_create_table_statements(self) -> list[str]:
        return [*super().construct_create_table_statements(), _IDENTITIES]

    def identify(self, positions: Sequence[Position]) -> None:
        """Note which events readers stand at that have come there already."""
        with self.datastore.transaction(commit=True) as cursor:
            self._identify(cursor, positions)

    def select_positions(self) -> Sequence[Position]:
        """How far every reader has come, and to which event."""
        with self.datastore.transaction(commit=False) as cursor:
            cursor.execute(_TRACKED)
            return [
                Position(name, sequence, identity=identity or "")
                for name, sequence, identity in cursor.fetchall()
            ]

    def _identify(self, c: SQLiteCursor, positions: Sequence[Position]) -> None:
        for one in positions:
            if one.identity:
                c.execute(_IDENTIFY, (one.reader, one.sequence, one.identity))

    def select_first_events(self, streams: Sequence[str], up_to: int = 1) -> Sequence[StoredEvent]:
        """The events of these streams up to this version, each stream's in order."""
        statement = (
            f"SELECT * FROM {self.events_table_name} "  # noqa: S608
            "WHERE originator_id IN (SELECT value FROM json_each(?)) AND originator_version <= ? "
            "ORDER BY originator_id, originator_version"
        )
        with self.datastore.transaction(commit=False) as cursor:
            cursor.execute(statement, (json.dumps(streams), up_to))
            return [_stored(row) for row in cursor.fetchall()]

    def select_by_stream(
        self, prefix: str, after: tuple[str, int], place: int, limit: int
    ) -> Sequence[StoredEvent]:
        """Events of the streams whose names begin so, each stream whole, up to a place in the log."""
        statement = (
            f"SELECT * FROM {self.events_table_name} "  # noqa: S608
            "WHERE originator_id BETWEEN ? AND ? AND (originator_id, originator_version) > (?, ?) "
            "AND +rowid <= ? ORDER BY originator_id, originator_version LIMIT ?"  # by the index of names
        )
        values = (prefix, prefix + _AFTER_ALL, *after, place, limit)
        with self.datastore.transaction(commit=False) as cursor:
            cursor.execute(statement, values)
            return [_stored(row) for row in cursor.fetchall()]

    def count_by_stream(self, prefix: str, place: int) -> int:
        """How many events `select_by_stream` would find."""
        statement = (
            f"SELECT COUNT(*) FROM {self.events_table_name} "  # noqa: S608
            "WHERE originator_id BETWEEN ? AND ? AND +rowid <= ?"
        )
        with self.datastore.transaction(commit=False) as cursor:
            cursor.execute(statement, (prefix, prefix + _AFTER_ALL, place))
            return int(cursor.fetchone()[0])


def check_whole(file: str) -> None:
    """Refuse a database whose pages or indexes don't agree: reading on would give whatever they have."""
    connection = sqlite3.connect(file, uri=True)
    try:
        found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    except sqlite3.DatabaseError as error:
        found = str(error)
    finally:
        connection.close()
    if found != "ok":
        raise StoreDamaged(path=file, found=found, where=file)


def _stored(row: sqlite3.Row) -> StoredEvent:
    return StoredEvent(row["originator_id"], row["originator_version"], row["topic"], row["state"])


class Factory(library.SQLiteFactory):
    """What `PERSISTENCE_MODULE=shared.eventstore.sqlite` names."""

    process_recorder_class = SQLiteRecorder

    def process_recorder(self) -> ProcessRecorder:
        check_whole(self.datastore.pool.db_name)
        pool = self.datastore.pool
        self.datastore.pool = DurableConnectionPool(db_name=pool.db_name, lock_timeout=pool.lock_timeout)
        pool.close()
        return super().process_recorder()
