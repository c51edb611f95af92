"""PostgreSQL comes back older than Kafka knows: nothing false is taken, and what is lost is read again."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import psycopg
import pytest

from dev.local import KafkaServer, PostgresServer
from shared.contracts.topics import Topic
from shared.eventstore.continuity import Continuity
from shared.eventstore.errors import StoreSetBack
from shared.http.probes import Readiness
from shared.messaging.beginning import OwnBeginning
from shared.runtime.findings import Findings
from tests.faults.invariants import Violated
from tests.faults.plants import Plant, plants
from tests.messaging_topic import delete_topics
from tests.messaging_world import ADDRESS, MessagingWorld, messaging_world
from tests.servers import fresh_name
from tthc.operations.checks.set_back import SetBackCheck
from tthc.operations.checks.topic_reading import read_topics

CASES = [f"SNV-26120{day}-000{day}" for day in range(1, 7)]
_SOON = 15.0  # seconds


@plants(34, "commands on a store behind its topic")
def commands_taken(patch: pytest.MonkeyPatch) -> None:
    """The relay refuses to publish; commands go on."""
    patch.setattr(Continuity, "set_back", lambda *_args, **_values: None)


@plants(34, "broker believed")
def broker_believed(patch: pytest.MonkeyPatch) -> None:
    """A consumer goes on where the broker says that it was."""

    async def look(*_args: object) -> bool:
        return True

    patch.setattr(OwnBeginning, "_looked", look)


class Stores:
    """Databases of this test's own on the servers, that can be put back."""

    def __init__(self, postgres: PostgresServer, kafka: KafkaServer, folder: Path) -> None:
        self._postgres = postgres
        self._kafka = kafka
        self._folder = folder
        self.prefix = fresh_name("tthc")

    def create(self) -> None:
        for service in ("cases", "sla"):
            self._postgres.create_database(f"{self.prefix}_{service}")

    def drop(self) -> None:
        for name in ("cases", "sla", "older"):
            self._postgres.drop_database(f"{self.prefix}_{name}")

    @asynccontextmanager
    async def running(self) -> AsyncIterator[MessagingWorld]:
        """Both services on them."""
        url = self._postgres.url(self.prefix)
        async with messaging_world(self._folder, kafka=self._kafka.bootstrap_servers, postgres=url) as world:
            yield world

    @contextmanager
    def put_back(self, service: str) -> Iterator[None]:
        """What happens in the block is lost to the service's store."""
        name = f"{self.prefix}_{service}"
        self._execute(f'CREATE DATABASE "{self.prefix}_older" TEMPLATE "{name}"')
        yield
        self._postgres.drop_database(name)
        self._execute(f'ALTER DATABASE "{self.prefix}_older" RENAME TO "{name}"')

    def _execute(self, statement: str) -> None:
        with psycopg.connect(self._postgres.url(), autocommit=True) as connection:
            connection.execute(statement)


@pytest.fixture
async def stores(postgres: PostgresServer, kafka: KafkaServer, tmp_path: Path) -> AsyncIterator[Stores]:
    await delete_topics(kafka.bootstrap_servers)
    stores = Stores(postgres, kafka, tmp_path)
    stores.create()
    yield stores
    stores.drop()


async def named(world: MessagingWorld) -> set[str]:
    """The stores of which `tthc verify` says that they were set back."""
    findings = Findings()
    servers = str(world.host.settings.kafka_bootstrap_servers)
    contents = await read_topics(servers, [Topic.CASES, Topic.SLA], ADDRESS)
    await SetBackCheck([world.source.service, world.sink.service], findings).compare(contents)
    return {one.service for one in findings.stores_set_back}


async def publisher_put_back(stores: Stores) -> None:
    """Its topic knows more than it: not ready, no command."""
    async with stores.running() as world:
        await world.complete(CASES[0])
        await world.settle()
    with stores.put_back("cases"):
        async with stores.running() as world:
            await world.complete_all(CASES)
            await world.settle()
    async with stores.running() as world:
        failures = await Readiness(world.source.checks()).failures()
        if "store-set-back" not in failures.values():
            raise Violated(f"a store behind its topic is ready, or says not why it isn't: {failures}")
        if await named(world) != {"cases"}:
            raise Violated(f"verify says that these were set back: {await named(world)}")
        try:
            await world.complete(CASES[0])
        except StoreSetBack:
            return
        raise Violated("a command is taken on a store behind its topic")


async def consumer_put_back(stores: Stores) -> None:
    """It told nothing since, so its own topic isn't ahead; the broker's offsets are."""
    async with stores.running() as world:
        await world.complete(CASES[0])
        await world.settle()
    with stores.put_back("sla"):
        async with stores.running() as world:
            await world.complete_all(CASES, times=2)
            await world.settle()
    async with stores.running() as world:
        try:
            await world.settle(_SOON)
        except TimeoutError:
            found = await world.sink.progress(), await world.sink.lags()
            raise Violated(f"not read again: {found}") from None
        if await named(world):
            raise Violated(f"verify says that these were set back: {await named(world)}")
        effects = await world.effects()
        if {case: len(taken) for case, taken in effects.items()} != {
            case: 3 if case == CASES[0] else 2 for case in CASES
        }:
            raise Violated(f"what was lost was not read again, once: {effects}")


async def test_a_store_behind_its_topic_takes_no_command(stores: Stores, plan: Callable[[str], None]) -> None:
    plan("the publisher's database put back by six commits")
    await publisher_put_back(stores)


async def test_a_consumer_begins_at_its_own_position(stores: Stores, plan: Callable[[str], None]) -> None:
    plan("the consumer's database put back by twelve messages; the broker's offsets are ahead")
    await consumer_put_back(stores)


async def test_a_planted_bug_is_seen(stores: Stores, plant: Plant, plan: Callable[[str], None]) -> None:
    plan(plant.name)
    with plant.seen():
        await (publisher_put_back if plant.planting is commands_taken else consumer_put_back)(stores)
