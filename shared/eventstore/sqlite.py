"""The library's SQLite recorder, set so that what was acknowledged survives a power loss."""

from collections.abc import Sequence
from typing import Any

from eventsourcing import sqlite  # as a module: the library looks for one factory in this one
from eventsourcing.persistence import ProcessRecorder, StoredEvent, Tracking
from eventsourcing.sqlite import (
    SQLiteConnection,
    SQLiteConnectionPool,
    SQLiteCursor,
    SQLiteProcessRecorder,
)

_SYNCHRONOUS_FULL = 2


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

    def _insert_events(
        self, c: SQLiteCursor, stored_events: Sequence[StoredEvent], **kwargs: Any
    ) -> Sequence[int] | None:
        positions: Sequence[Tracking] = kwargs.get("positions", ())
        for position in positions:
            self._insert_tracking(c, position)
        return super()._insert_events(c, stored_events)


class Factory(sqlite.SQLiteFactory):
    """What `PERSISTENCE_MODULE=shared.eventstore.sqlite` names."""

    process_recorder_class = SQLiteRecorder

    def process_recorder(self) -> ProcessRecorder:
        pool = self.datastore.pool
        self.datastore.pool = DurableConnectionPool(db_name=pool.db_name, lock_timeout=pool.lock_timeout)
        pool.close()
        return super().process_recorder()
