"""PostgreSQL goes away and comes back, under an application that goes on."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator

import pytest

from dev.local import PostgresServer
from shared.eventstore.application import Application
from shared.eventstore.environment import postgres_environment
from shared.eventstore.errors import StoreUnavailable
from tests.contract.eventstore.opening import Store
from tests.contract.eventstore.toy import add
from tests.faults.proxy import Proxy
from tests.servers import fresh_name


@pytest.fixture
def proxy(postgres: PostgresServer) -> Iterator[Proxy]:
    with Proxy(postgres.address) as proxy:
        yield proxy


@pytest.fixture
async def application(postgres: PostgresServer, proxy: Proxy) -> AsyncIterator[Application]:
    prefix = fresh_name("store")
    postgres.create_database(f"{prefix}_jars")
    store = Store(postgres_environment(postgres.url(prefix, at=proxy.address), "jars"))
    yield store.open()
    proxy.heal()
    await store.close()
    postgres.drop_database(f"{prefix}_jars")


class Pulse:
    """How long the event loop was kept from a turn, at most."""

    def __init__(self) -> None:
        self.longest = 0.0

    async def __aenter__(self) -> "Pulse":
        self._task = asyncio.ensure_future(self._beat())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._task.cancel()

    async def _beat(self) -> None:
        while True:
            started = time.monotonic()
            await asyncio.sleep(0.01)
            self.longest = max(self.longest, time.monotonic() - started - 0.01)


async def told_in_time(application: Application) -> None:
    """Commands, also later ones, and queries are answered 503 in ten seconds, and the loop turns on."""

    async def ask(wait: float) -> float:
        await asyncio.sleep(wait)
        started = time.monotonic()
        with pytest.raises(StoreUnavailable):
            await application.execute(add(f"{wait}"))
        return time.monotonic() - started

    async with Pulse() as pulse:
        query = asyncio.ensure_future(application.position("r"))
        waits = await asyncio.gather(*(ask(n / 10) for n in range(10)))
        with pytest.raises(StoreUnavailable):
            await query
    assert max(waits) < 10
    assert pulse.longest < 0.5


async def works_again(application: Application, within: float) -> None:
    give_up = time.monotonic() + within
    while True:
        try:
            await application.execute(add("again"))
            return
        except StoreUnavailable:
            assert time.monotonic() < give_up, "it doesn't come back by itself"
            await asyncio.sleep(0.1)


async def test_a_server_that_refuses(application: Application, proxy: Proxy) -> None:
    await application.execute(add())
    proxy.refuse()
    proxy.reset()
    await told_in_time(application)
    proxy.heal()
    await works_again(application, within=10)


async def test_a_server_that_is_silent(application: Application, proxy: Proxy) -> None:
    await application.execute(add())
    proxy.silence()
    await told_in_time(application)
    assert proxy.wait_fired()
    proxy.heal()
    await works_again(application, within=10)
