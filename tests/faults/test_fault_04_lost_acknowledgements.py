"""Kafka did what it was asked, and its answer is lost: to a produce, to a transaction's end, to a commit."""

import asyncio
import random
from collections.abc import Callable
from enum import Enum
from pathlib import Path
from typing import Any

import pytest
from aiokafka.errors import KafkaError

from dev.local import KafkaServer
from shared.eventstore.unit_of_work import UnitOfWork
from shared.messaging.beginning import OwnBeginning
from shared.messaging.broker import BatchSubscriber
from shared.messaging.message import Message, NotYet
from tests.faults.invariants import Violated
from tests.faults.plants import Plant, plants
from tests.faults.proxy import Direction, Ending, Proxy
from tests.messaging_topic import cases_in, check_effects, check_topic, make_topics, read_topic
from tests.messaging_world import Behaviour, MessagingWorld, messaging_world, until
from tests.servers import quick_kafka

IN_TIME = 30.0  #: seconds after a fault until nothing waits (I7)
CASES = [case for partition in range(6) for case in cases_in(partition, 4)]


class Loss(Enum):
    """The answer to which request: the bytes that none but such a request of ours has."""

    PRODUCE = b"relay-cases\xff\xff"  #: the transaction's id, and acks=all
    END_OF_TRANSACTION = b"\x00\x1a\x00\x00\x00\x00"  #: the kind of request, its version, a low number
    OFFSET_COMMIT = b"\xff" * 8 + b"\x00\x00\x00\x01\x00\x0atthc.cases"  #: of one topic


@plants(4, "commit before save")
def commit_before_save(patch: pytest.MonkeyPatch) -> None:
    """The offset is committed when a batch has come, its effects are saved then, and it is believed again."""

    async def believe(*_args: object) -> bool:
        return True

    async def commit_and_take(
        batch_subscriber: BatchSubscriber, client: Any, partition: Any, records: list[Any]
    ) -> None:
        try:
            await client.commit({partition: records[-1].offset + 1})
        except KafkaError:
            return
        result = await batch_subscriber._consumer.take(records)
        if result.retry_after is not None:
            client.seek(partition, records[result.taken].offset)
            batch_subscriber._pause(client, partition, result.retry_after)

    patch.setattr(BatchSubscriber, "_take", commit_and_take)
    patch.setattr(OwnBeginning, "_looked", believe)


class Scenario:
    """Answers are lost while work goes on; then the sink ends while it has messages that it couldn't take."""

    def __init__(self, folder: Path, data: Path, chance: random.Random) -> None:
        self._folder, self._data, self._chance = folder, data, chance
        self.losses = chance.sample(list(Loss), len(Loss))
        self._unready = set(cases_in(chance.randrange(6), 4))
        self._waited = False
        self._behaviour = Behaviour()

    async def run(self) -> None:
        with Proxy() as proxy:
            server = quick_kafka(self._data, advertised=proxy.address)
            await asyncio.to_thread(server.start)
            proxy.upstream = server.proxied_address
            try:
                await make_topics(server.bootstrap_servers)
                await self._through(proxy, server)
            finally:
                proxy.heal()
                await asyncio.to_thread(server.kill)

    async def _through(self, proxy: Proxy, server: KafkaServer) -> None:
        async with self._world(proxy) as world:
            for loss in self.losses:
                await self._lose(proxy, world, loss)
                await self._check(world, server)
            self._behaviour.react = self._not_yet
            await self._lose(proxy, world, Loss.OFFSET_COMMIT)
            await until(lambda: self._waited)
        self._behaviour.react = lambda _work, _message: None
        async with self._world(proxy) as world:
            await self._check(world, server)

    def _world(self, proxy: Proxy) -> Any:
        return messaging_world(self._folder, kafka=proxy.netloc, behaviour=self._behaviour, relay_chunk=20)

    async def _lose(self, proxy: Proxy, world: MessagingWorld, loss: Loss) -> None:
        """Work until the answer was lost; what waits for nothing goes on."""
        fired = proxy.fired
        nth = self._chance.randrange(1, 3)
        proxy.cut(loss.value, Direction.TO_SERVER, forwarding=True, ending=Ending.UNANSWERED, nth=nth)
        for _ in range(10):
            await world.complete_all(CASES)
            if await asyncio.to_thread(proxy.wait_fired, fired + 1, within=1.0):
                break
        assert proxy.fired > fired, f"{loss.name}: no answer was lost"

    def _not_yet(self, _work: UnitOfWork, message: Message) -> None:
        if message.cloud.subject in self._unready:
            self._waited = True
            raise NotYet(missing="what comes later")

    async def _check(self, world: MessagingWorld, server: KafkaServer) -> None:
        try:
            await world.settle(IN_TIME)
        except TimeoutError:
            raise Violated(f"I3, I7: not in {IN_TIME} s: {await world.sink.progress()}") from None
        check_topic(await read_topic(server.bootstrap_servers), await world.told())
        check_effects(await world.effects(), await world.told())


@pytest.fixture
def scenario(tmp_path: Path, own_data: Path, chance: random.Random, plan: Callable[[str], None]) -> Scenario:
    scenario = Scenario(tmp_path, own_data, chance)
    plan(", ".join(loss.name for loss in scenario.losses))
    return scenario


async def test_what_kafka_did_without_saying_so_is_done_once(scenario: Scenario) -> None:
    await scenario.run()


async def test_a_planted_bug_is_seen(
    scenario: Scenario, plant: Plant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"{__name__}.IN_TIME", 8.0)
    with plant.seen():
        await scenario.run()
