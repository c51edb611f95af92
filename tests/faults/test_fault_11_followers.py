"""LISTEN is silenced, PostgreSQL restarted, its backends ended: followers catch up by themselves."""

import asyncio
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from dev.local import KafkaServer, PostgresServer
from shared.eventstore.continuity import Continuity
from tests.faults.cases_under_fault import EFFECTS, Clients, cases_at, environment_at
from tests.faults.following import check_caught_up, following
from tests.faults.invariants import check_each_once, check_numbers, check_streams_whole, stored_events
from tests.faults.ledger import Ledger
from tests.faults.plants import Plant, plants
from tests.faults.proxy import Proxy
from tests.faults.set_back import failover_to_an_older_copy
from tests.servers import fresh_name


@plants(11, "NOTIFY alone")
def notify_alone(patch: pytest.MonkeyPatch) -> None:
    """A follower waits until it is told, and never looks by itself."""

    async def wait(event: asyncio.Event, _seconds: float) -> None:
        await event.wait()

    patch.setattr("shared.runtime.projecting.woken_or", wait)


@plants(11, "set back unnoticed")
def set_back_unnoticed(patch: pytest.MonkeyPatch) -> None:
    """A process goes on with what it has in memory."""
    patch.setattr(Continuity, "verify", lambda *_: None)


@pytest.fixture
def url(postgres: PostgresServer) -> Iterator[str]:
    name = fresh_name("cases")
    postgres.create_database(name)
    yield postgres.url(name)
    postgres.drop_database(name)


@pytest.fixture
def own_postgres(own_data: Path) -> Iterator[PostgresServer]:
    """A server that may be stopped."""
    server = PostgresServer(own_data / "postgres", databases=("tthc_cases",))
    server.start()
    yield server
    server.stop()


async def silenced_listener(url: str, ledger: Ledger, folder: Path) -> None:
    """Another process saves; of this one's LISTEN connection nothing is heard any more."""
    host, port = _place(url)
    with Proxy((host, port)) as proxy:
        quiet = {**environment_at(url), "POSTGRES_PORT": str(proxy.port)}
        async with (
            cases_at(environment_at(url)) as one,
            cases_at(environment_at(url)) as other,
            following(one, quiet, folder) as follower,
        ):
            clients = Clients(other, ledger)
            await clients.open(keyed=True)
            await check_caught_up(follower, url)
            proxy.silence()
            await clients.open(keyed=True)
            assert proxy.wait_fired(), "no NOTIFY was held back"
            await check_caught_up(follower, url)


async def busy(clients: Clients, until: asyncio.Event) -> None:
    """Commands come all the while."""
    while not until.is_set():
        await asyncio.gather(*(clients.open(keyed=True) for _ in range(4)))


async def under_load(url: str, ledger: Ledger, folder: Path, fault: Callable[[], Any]) -> None:
    """A fault while commands come; then everything goes on by itself, in the same process."""
    async with (
        cases_at(environment_at(url)) as application,
        following(application, environment_at(url), folder) as follower,
    ):
        clients, over = Clients(application, ledger), asyncio.Event()
        load = asyncio.ensure_future(busy(clients, over))
        await asyncio.to_thread(fault)
        over.set()
        await asyncio.wait_for(load, 60)
        await clients.each_case_accepts_its_next(url)
        await check_caught_up(follower, url)
    rows = stored_events(url, "cases")
    check_streams_whole(rows)
    check_numbers(rows)
    check_each_once(rows, ledger.entries(), EFFECTS)


def end_backends(url: str, times: int, chance: random.Random) -> None:
    """End all other sessions of the database, so many times."""
    statement = (
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    ended = 0
    with psycopg.connect(url, autocommit=True) as connection:
        for _ in range(times):
            ended += len(connection.execute(statement).fetchall())
            connection.execute("SELECT pg_sleep(%s)", (chance.uniform(0.2, 0.6),))
    assert ended >= times, "no backend was there to be ended"


def _place(url: str) -> tuple[str, int]:
    found = psycopg.conninfo.conninfo_to_dict(url)
    return str(found["host"]), int(found["port"] or 0)


async def test_a_follower_whose_listen_is_silenced_catches_up(
    url: str, ledger: Ledger, tmp_path: Path, plan: Callable[[str], None]
) -> None:
    plan("LISTEN silenced while another process saves")
    await silenced_listener(url, ledger, tmp_path)


async def test_all_goes_on_when_backends_are_ended(
    url: str, ledger: Ledger, tmp_path: Path, plan: Callable[[str], None], chance: random.Random
) -> None:
    plan("all backends ended, five times, under load")
    await under_load(url, ledger, tmp_path, lambda: end_backends(url, 5, chance))


async def test_all_goes_on_when_postgres_is_restarted(
    own_postgres: PostgresServer,
    ledger: Ledger,
    tmp_path: Path,
    plan: Callable[[str], None],
    chance: random.Random,
) -> None:
    kill = chance.random() < 0.5
    plan(f"PostgreSQL {'killed' if kill else 'stopped'} under load, and started again")

    def restart() -> None:
        pid = own_postgres.pid
        (own_postgres.kill if kill else own_postgres.stop)()
        own_postgres.start()
        assert own_postgres.pid != pid

    await under_load(own_postgres.url("tthc_cases"), ledger, tmp_path, restart)


async def test_a_store_that_was_set_back_is_not_published(
    own_postgres: PostgresServer, kafka: KafkaServer, ledger: Ledger, plan: Callable[[str], None]
) -> None:
    plan("failover to a copy 200 commits old, under a running relay")
    await failover_to_an_older_copy(own_postgres, kafka, ledger)


async def test_a_planted_bug_is_seen(
    url: str,
    own_postgres: PostgresServer,
    kafka: KafkaServer,
    ledger: Ledger,
    tmp_path: Path,
    plant: Plant,
    plan: Callable[[str], None],
) -> None:
    plan(plant.name)
    with plant.seen():
        if plant.planting is notify_alone:
            await silenced_listener(url, ledger, tmp_path)
        else:
            await failover_to_an_older_copy(own_postgres, kafka, ledger)
