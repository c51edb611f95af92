"""Several processes open a new store at the same moment: each finds its tables, whoever made them."""

import threading
from concurrent.futures import ThreadPoolExecutor

from dev.local import PostgresServer
from shared.eventstore.store import EventStore
from tests.contract.eventstore.toy import JAR
from tests.faults.cases_under_fault import environment_at
from tests.servers import fresh_name

AT_ONCE = 6
STORES = 5


def opened_together(url: str) -> list[EventStore]:
    start = threading.Barrier(AT_ONCE)

    def open_one(_number: int) -> EventStore:
        start.wait()
        return EventStore("cases", [JAR], environment_at(url))

    with ThreadPoolExecutor(AT_ONCE) as threads:
        return list(threads.map(open_one, range(AT_ONCE)))


def test_a_new_store_is_opened_by_many_at_once(postgres: PostgresServer) -> None:
    for _ in range(STORES):
        name = fresh_name("opened")
        postgres.create_database(name)
        stores = opened_together(postgres.url(name))
        assert [store.last_notification_id() for store in stores] == [0] * AT_ONCE
        for store in stores:
            store.close()
        postgres.drop_database(name)
