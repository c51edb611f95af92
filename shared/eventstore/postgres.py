"""The library's PostgreSQL recorder, without its own retries: the caller reads before it tries again."""

import time
from collections.abc import Callable, Sequence
from typing import Any, TypeVar
from uuid import UUID

from eventsourcing import postgres  # as a module: the library looks for one factory in this one
from eventsourcing.persistence import (
    IntegrityError,
    InterfaceError,
    Notification,
    OperationalError,
    PersistenceError,
    ProcessRecorder,
    StoredEvent,
    Tracking,
)
from eventsourcing.postgres import (
    PostgresAggregateRecorder,
    PostgresApplicationRecorder,
    PostgresDatastore,
    PostgresProcessRecorder,
)
from eventsourcing.utils import Environment, EnvType
from psycopg import Connection, Cursor, errors
from psycopg.rows import DictRow
from psycopg.sql import SQL, Identifier

from shared.eventstore.continuity import Continuity
from shared.eventstore.places import require_position
from shared.eventstore.records import Position

#: A save may hold the table's lock for so long; PostgreSQL ends it then.
TRANSACTION_TIMEOUT_SECONDS = 10
CONNECT_TIMEOUT_SECONDS = 3
#: After a restart of the server each connection of the pool fails once: reads go on to the next for so long.
_READ_AGAIN_SECONDS = 2.0
#: The pool's own attempts grow far apart; after so long it begins anew for the next who asks.
_RECONNECT_SECONDS = 2.0
#: Processes that open a new store at once create its tables against each other; one of them is through soon.
_CREATE_AGAIN_SECONDS = 10.0
_CREATED_MEANWHILE = (
    errors.DuplicateFunction,
    errors.DuplicateObject,
    errors.DuplicateTable,
    errors.InternalError_,  # "tuple concurrently updated": a row of PostgreSQL's own catalogue
)

T = TypeVar("T")

# The library's decorator would insert again after a lost answer, and call its own first try a conflict;
# and it blocks for half a minute on a dead server, where people wait for an answer.
_insert_once = PostgresApplicationRecorder.insert_events.__wrapped__
_insert_plainly_once = PostgresAggregateRecorder.insert_events.__wrapped__
_select_events_once = PostgresAggregateRecorder.select_events.__wrapped__
_select_notifications_once = PostgresApplicationRecorder.select_notifications.__wrapped__
_max_notification_id_once = PostgresApplicationRecorder.max_notification_id.__wrapped__
_max_tracking_id_once = PostgresProcessRecorder.max_tracking_id.__wrapped__


def _again(once: Callable[[], T], passes: Callable[[PersistenceError], bool], patience: float) -> T:
    """What a call returns, made again for so many seconds while it fails with what passes by itself."""
    give_up = time.monotonic() + patience
    while True:
        try:
            return once()
        except PersistenceError as error:
            if not passes(error) or time.monotonic() > give_up:
                raise
            time.sleep(0.02)


def _is_connection_s(error: PersistenceError) -> bool:
    return isinstance(error, InterfaceError | OperationalError)


def _read(once: Callable[..., T], *args: Any, **kwargs: Any) -> T:
    return _again(lambda: once(*args, **kwargs), _is_connection_s, _READ_AGAIN_SECONDS)


def _is_created_meanwhile(error: PersistenceError) -> bool:
    """A fresh store can't be in conflict with itself, so a breach of integrity means the same."""
    return isinstance(error, IntegrityError) or isinstance(error.__cause__, _CREATED_MEANWHILE)


def _create(once: Callable[[], None]) -> None:
    """Create what is missing, again while another process creates the same: `IF NOT EXISTS` doesn't lock."""
    _again(once, _is_created_meanwhile, _CREATE_AGAIN_SECONDS)


class SnapshotRecorder(PostgresAggregateRecorder):
    """Snapshots, which can be done without: written once, and not waited for."""

    def create_table(self) -> None:
        _create(super().create_table)

    def insert_events(self, stored_events: Sequence[StoredEvent], **kwargs: Any) -> Sequence[int] | None:
        ids: Sequence[int] | None = _insert_plainly_once(self, stored_events, **kwargs)
        return ids

    def select_events(self, originator_id: UUID | str, **kwargs: Any) -> Sequence[StoredEvent]:
        return _read(_select_events_once, self, originator_id, **kwargs)


class PostgresRecorder(PostgresProcessRecorder):
    """Saves events with any number of positions in one transaction, once."""

    def __init__(self, datastore: PostgresDatastore, **tables: Any) -> None:
        self.continuity = Continuity()
        super().__init__(datastore, **tables)
        self._insert_columns = SQL(
            "INSERT INTO {}.{} (originator_id, originator_version, topic, state) "
            "SELECT * FROM unnest(%b::text[], %b::bigint[], %b::text[], %b::bytea[]) "
            "RETURNING notification_id"
        ).format(Identifier(self.datastore.schema), Identifier(self.events_table_name))
        self._stands_at = SQL(
            "SELECT notification_id FROM {}.{} WHERE application_name = %s FOR UPDATE"
        ).format(Identifier(self.datastore.schema), Identifier(self.tracking_table_name))
        tracking = Identifier(self.datastore.schema), Identifier(self.tracking_table_name)
        identities = Identifier(self.datastore.schema), Identifier(f"{self.tracking_table_name}_identity")
        self.sql_create_statements.append(
            SQL(
                "CREATE TABLE IF NOT EXISTS {}.{} "
                "(application_name text PRIMARY KEY, notification_id bigint, identity text)"
            ).format(*identities)
        )
        self._identify_statement = SQL(
            "INSERT INTO {}.{} VALUES (%s, %s, %s) ON CONFLICT (application_name) DO UPDATE "
            "SET notification_id = EXCLUDED.notification_id, identity = EXCLUDED.identity"
        ).format(*identities)
        self._positions_statement = SQL(
            "SELECT application_name, notification_id, identity FROM {}.{} "
            "LEFT JOIN {}.{} USING (application_name, notification_id)"
        ).format(*tracking, *identities)

    def create_table(self) -> None:
        _create(super().create_table)

    def insert_events(self, stored_events: Sequence[StoredEvent], **kwargs: Any) -> Sequence[int] | None:
        self.continuity.require()
        ids: Sequence[int] | None = _insert_once(self, stored_events, **kwargs)
        if ids and stored_events:
            self.continuity.saw(ids[-1], stored_events[-1])
        return ids

    def select_events(self, originator_id: UUID | str, **kwargs: Any) -> Sequence[StoredEvent]:
        self.continuity.require()
        return _read(_select_events_once, self, originator_id, **kwargs)

    def select_first_events(self, streams: Sequence[str], up_to: int = 1) -> Sequence[StoredEvent]:
        """The events of these streams up to this version, each stream's in order."""
        self.continuity.require()
        return _read(self._select_first_events_once, streams, up_to)

    def _select_first_events_once(self, streams: Sequence[str], up_to: int) -> Sequence[StoredEvent]:
        statement = SQL(
            "SELECT originator_id, originator_version, topic, state FROM {}.{} "
            "WHERE originator_id = ANY(%s) AND originator_version <= %s "
            "ORDER BY originator_id, originator_version"
        ).format(Identifier(self.datastore.schema), Identifier(self.events_table_name))
        with self.datastore.get_connection() as connection, connection.cursor() as cursor:
            cursor.execute(statement, [list(streams), up_to], prepare=True)
            return [_stored(row) for row in cursor.fetchall()]

    def select_by_stream(
        self, prefix: str, after: tuple[str, int], place: int, limit: int
    ) -> Sequence[StoredEvent]:
        """Events of the streams whose names begin so, each stream whole, up to a place in the log.

        The order of names is the database's own, by which the index stands.
        """
        self.continuity.require()
        return _read(self._select_by_stream_once, prefix, after, place, limit)

    def _select_by_stream_once(
        self, prefix: str, after: tuple[str, int], place: int, limit: int
    ) -> Sequence[StoredEvent]:
        statement = SQL(
            "SELECT originator_id, originator_version, topic, state FROM {}.{} "
            "WHERE starts_with(originator_id, %s) AND (originator_id, originator_version) > (%s, %s) "
            "AND notification_id <= %s ORDER BY originator_id, originator_version LIMIT %s"
        ).format(Identifier(self.datastore.schema), Identifier(self.events_table_name))
        with self.datastore.get_connection() as connection, connection.cursor() as cursor:
            cursor.execute(statement, (prefix, *after, place, limit), prepare=True)
            return [_stored(row) for row in cursor.fetchall()]

    def count_by_stream(self, prefix: str, place: int) -> int:
        """How many events `select_by_stream` would find."""
        self.continuity.require()
        return _read(self._count_by_stream_once, prefix, place)

    def _count_by_stream_once(self, prefix: str, place: int) -> int:
        statement = SQL(
            "SELECT COUNT(*) AS n FROM {}.{} WHERE starts_with(originator_id, %s) AND notification_id <= %s"
        ).format(Identifier(self.datastore.schema), Identifier(self.events_table_name))
        with self.datastore.get_connection() as connection, connection.cursor() as cursor:
            row = cursor.execute(statement, (prefix, place), prepare=True).fetchone()
            return int(row["n"]) if row is not None else 0

    def select_notifications(self, *args: Any, **kwargs: Any) -> Sequence[Notification]:
        self.continuity.require()
        found: Sequence[Notification] = _read(_select_notifications_once, self, *args, **kwargs)
        if found:
            self.continuity.saw(int(found[-1].id), found[-1])
        return found

    def max_notification_id(self) -> int | None:
        self.continuity.require()
        last: int | None = _read(_max_notification_id_once, self)
        return last

    def max_tracking_id(self, application_name: str) -> int | None:
        self.continuity.require()
        last: int | None = _read(_max_tracking_id_once, self, application_name)
        return last

    def verify_continuity(self, connection: Connection[Any]) -> None:
        """Look on a new connection for the newest event that we know of."""
        statement = SQL(
            "SELECT originator_id, originator_version FROM {}.{} WHERE notification_id = %s"
        ).format(Identifier(self.datastore.schema), Identifier(self.events_table_name))

        def find(notification_id: int) -> tuple[str, int] | None:
            row = connection.execute(statement, (notification_id,)).fetchone()
            return row and (row["originator_id"], row["originator_version"])

        self.continuity.verify(find)

    def _insert_stored_events(
        self, curs: Cursor[DictRow], stored_events: Sequence[StoredEvent], **_: Any
    ) -> None:
        """As the library does, but by columns: each of its composite values would be escaped as text."""
        self._lock_table(curs)
        self._notify_channel(curs)
        rows = [(e.originator_id, e.originator_version, e.topic, e.state) for e in stored_events]
        curs.execute(self._insert_columns, [list(column) for column in zip(*rows, strict=True)])

    def _insert_events(
        self, curs: Cursor[DictRow], stored_events: Sequence[StoredEvent], **kwargs: Any
    ) -> None:
        super()._insert_events(curs, stored_events)
        positions: Sequence[Position] = kwargs.get("positions", ())
        for position in positions:
            if position.after is not None:
                curs.execute(self._stands_at, (position.reader,))
                row = curs.fetchone()
                require_position(position, row["notification_id"] if row else 0)
            self._insert_tracking(curs, Tracking(position.reader, position.sequence))
        self._identify(curs, positions)

    def _identify(self, curs: Cursor[DictRow], positions: Sequence[Position]) -> None:
        for one in positions:
            if one.identity:
                curs.execute(self._identify_statement, (one.reader, one.sequence, one.identity))

    def identify(self, positions: Sequence[Position]) -> None:
        """Note which events readers stand at that have come there already."""
        with self.datastore.transaction(commit=True) as cursor:
            self._identify(cursor, positions)

    def select_positions(self) -> Sequence[Position]:
        """How far every reader has come, and to which event."""
        return _read(self._select_positions_once)

    def _select_positions_once(self) -> Sequence[Position]:
        with self.datastore.get_connection() as connection, connection.cursor() as cursor:
            cursor.execute(self._positions_statement)
            return [
                Position(row["application_name"], row["notification_id"], identity=row["identity"] or "")
                for row in cursor.fetchall()
            ]


class Factory(postgres.PostgresFactory):
    """What `PERSISTENCE_MODULE=shared.eventstore.postgres` names."""

    aggregate_recorder_class = SnapshotRecorder
    process_recorder_class = PostgresRecorder

    def __init__(self, env: Environment | EnvType | None) -> None:
        super().__init__(env)
        if self.datastore.enable_db_functions:
            raise RuntimeError(
                "POSTGRES_ENABLE_DB_FUNCTIONS must stay off: without the table lock a reader misses events"
            )
        harden(self.datastore)

    def process_recorder(self) -> ProcessRecorder:
        recorder = super().process_recorder()
        if isinstance(recorder, PostgresRecorder):
            on_each_connection(self.datastore, recorder.verify_continuity)
        return recorder


def _stored(row: DictRow) -> StoredEvent:
    return StoredEvent(row["originator_id"], row["originator_version"], row["topic"], bytes(row["state"]))


def harden(datastore: PostgresDatastore) -> None:
    """Give every connection short time-outs and durable commits."""
    pool = datastore.pool
    options = pool.kwargs if isinstance(pool.kwargs, dict) else {}
    options |= {"connect_timeout": CONNECT_TIMEOUT_SECONDS, "tcp_user_timeout": 5_000}
    options |= {"keepalives_idle": 5, "keepalives_interval": 2, "keepalives_count": 2}
    pool.kwargs = options
    pool.reconnect_timeout = _RECONNECT_SECONDS
    on_each_connection(datastore, _set_timeouts)


def on_each_connection(datastore: PostgresDatastore, do: Callable[[Connection[Any]], None]) -> None:
    """Do this too on each new connection, before anybody uses it."""
    pool = datastore.pool
    before = pool._configure

    def after_connect(connection: Connection[Any]) -> None:
        if before is not None:
            before(connection)
        do(connection)

    pool._configure = after_connect


def _set_timeouts(connection: Connection[Any]) -> None:
    connection.execute(f"SET transaction_timeout = '{TRANSACTION_TIMEOUT_SECONDS}s'")
    connection.execute("SET synchronous_commit = on")
