"""The library's PostgreSQL recorder, without its own retries: the caller reads before it tries again."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from eventsourcing import postgres  # as a module: the library looks for one factory in this one
from eventsourcing.persistence import Notification, StoredEvent, Tracking
from eventsourcing.postgres import (
    PostgresApplicationRecorder,
    PostgresDatastore,
    PostgresProcessRecorder,
)
from eventsourcing.utils import Environment, EnvType
from psycopg import Connection, Cursor
from psycopg.rows import DictRow

#: A save may hold the table's lock for so long; PostgreSQL ends it then.
TRANSACTION_TIMEOUT_SECONDS = 10
CONNECT_TIMEOUT_SECONDS = 3

# The library's decorator would insert again after a lost answer, and call its own first try a conflict;
# and it blocks for half a minute on a dead server, where people wait for an answer.
_insert_once = PostgresApplicationRecorder.insert_events.__wrapped__
_select_events_once = PostgresApplicationRecorder.select_events.__wrapped__
_select_notifications_once = PostgresApplicationRecorder.select_notifications.__wrapped__
_max_notification_id_once = PostgresApplicationRecorder.max_notification_id.__wrapped__
_max_tracking_id_once = PostgresProcessRecorder.max_tracking_id.__wrapped__


class PostgresRecorder(PostgresProcessRecorder):
    """Saves events with any number of positions in one transaction, once."""

    def insert_events(self, stored_events: Sequence[StoredEvent], **kwargs: Any) -> Sequence[int] | None:
        ids: Sequence[int] | None = _insert_once(self, stored_events, **kwargs)
        return ids

    def select_events(self, originator_id: UUID | str, **kwargs: Any) -> Sequence[StoredEvent]:
        events: Sequence[StoredEvent] = _select_events_once(self, originator_id, **kwargs)
        return events

    def select_notifications(self, *args: Any, **kwargs: Any) -> Sequence[Notification]:
        notifications: Sequence[Notification] = _select_notifications_once(self, *args, **kwargs)
        return notifications

    def max_notification_id(self) -> int | None:
        last: int | None = _max_notification_id_once(self)
        return last

    def max_tracking_id(self, application_name: str) -> int | None:
        last: int | None = _max_tracking_id_once(self, application_name)
        return last

    def _insert_events(
        self, curs: Cursor[DictRow], stored_events: Sequence[StoredEvent], **kwargs: Any
    ) -> None:
        super()._insert_events(curs, stored_events)
        positions: Sequence[Tracking] = kwargs.get("positions", ())
        for position in positions:
            self._insert_tracking(curs, position)


class Factory(postgres.PostgresFactory):
    """What `PERSISTENCE_MODULE=shared.eventstore.postgres` names."""

    process_recorder_class = PostgresRecorder

    def __init__(self, env: Environment | EnvType | None) -> None:
        super().__init__(env)
        if self.datastore.enable_db_functions:
            raise RuntimeError(
                "POSTGRES_ENABLE_DB_FUNCTIONS must stay off: without the table lock a reader misses events"
            )
        harden(self.datastore)


def harden(datastore: PostgresDatastore) -> None:
    """Give every connection short time-outs and durable commits."""
    pool = datastore.pool
    options = pool.kwargs if isinstance(pool.kwargs, dict) else {}
    options |= {"connect_timeout": CONNECT_TIMEOUT_SECONDS, "tcp_user_timeout": 5_000}
    options |= {"keepalives_idle": 5, "keepalives_interval": 2, "keepalives_count": 2}
    pool.kwargs = options
    configure = pool._configure

    def after_connect(connection: Connection[Any]) -> None:
        if configure is not None:
            configure(connection)
        connection.execute(f"SET transaction_timeout = '{TRANSACTION_TIMEOUT_SECONDS}s'")
        connection.execute("SET synchronous_commit = on")

    pool._configure = after_connect
