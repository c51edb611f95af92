"""Kafka's data are gone, and its topics come back with another number of partitions, while consumers run."""

import asyncio
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from dev.local import KafkaServer
from shared.eventstore.unit_of_work import UnitOfWork
from shared.messaging import broker as broker_module
from shared.messaging import sequencing
from shared.messaging.message import Message, NotYet
from shared.messaging.relay import Relay
from shared.runtime import hosted
from tests.faults.invariants import Violated
from tests.faults.plants import Plant, plants
from tests.messaging_topic import cases_in, check_effects, check_topic, make_topics, read_topic
from tests.messaging_world import Behaviour, MessagingWorld, messaging_world, until
from tests.servers import quick_kafka

IN_TIME = 60.0  #: seconds that everything may take after the fault


@plants(14, "auto offset reset latest")
def latest(patch: pytest.MonkeyPatch) -> None:
    """A group without positions begins at the end."""
    settings = broker_module.subscriber_settings
    patch.setattr(
        broker_module,
        "subscriber_settings",
        lambda *given: {**settings(*given), "auto_offset_reset": "latest"},
    )


@plants(14, "position key without the partition count")
def without_count(patch: pytest.MonkeyPatch) -> None:
    """Positions of the old partitions are taken for those of the new ones."""

    def name(group: str, source: str, topic: str, _partitions: int, partition: int) -> str:
        return f"{group}|{source}|{topic}|{partition}"

    patch.setattr(sequencing, "reader_name", name)
    patch.setattr(hosted, "reader_name", name)


class Scenario:
    """The sink hangs in one partition, and is done with the others, when everything is wiped."""

    def __init__(self, folder: Path, server: KafkaServer, chance: random.Random) -> None:
        self._folder, self._server = folder, server
        self.partitions = chance.choice([2, 3, 4, 8, 11])
        self.filled_elsewhere = True
        self.behaviour = Behaviour(idempotent=True)
        self._waiting = set(cases_in(0, 4))

    async def run(self) -> None:
        await asyncio.to_thread(self._server.start)
        try:
            async with messaging_world(
                self._folder,
                kafka=self._server.bootstrap_servers,
                behaviour=self.behaviour,
                topic_partitions=6,
            ) as world:
                await self._through(world)
        finally:
            await asyncio.to_thread(self._server.kill)

    async def _through(self, world: MessagingWorld) -> None:
        self.behaviour.react = self._hang
        cases = [case for number in range(6) for case in cases_in(number, 4)]
        await world.complete_all(cases, times=5)
        await until(lambda: self._all_but_one(world, len(cases) * 5))
        await self._wipe(world, cases)
        self.behaviour.react = lambda _work, _message: None
        await self._check(world)

    async def _wipe(self, world: MessagingWorld, cases: list[str]) -> None:
        await asyncio.to_thread(self._server.kill)
        shutil.rmtree(self._server.data / "logs")
        await world.complete_all(cases)
        if self.filled_elsewhere:
            await self._fill_elsewhere(world)
        await asyncio.to_thread(self._server.start)
        if not self.filled_elsewhere:
            await make_topics(self._server.bootstrap_servers, self.partitions)

    async def _fill_elsewhere(self, world: MessagingWorld) -> None:
        """Under an address that the consumers don't know: when they come back, the topic is as it is."""
        hidden = quick_kafka(self._server.data)
        hidden._controller_port = self._server._controller_port
        await asyncio.to_thread(hidden.start)
        try:
            await make_topics(hidden.bootstrap_servers, self.partitions)
            source = world.source
            await Relay(source.service.application, source.mapper, hidden.bootstrap_servers).publish_all()
        finally:
            await asyncio.to_thread(hidden.stop)

    def _hang(self, work: UnitOfWork, message: Message) -> None:
        if message.cloud.subject in self._waiting and message.version > 1:
            raise NotYet(missing="what comes later")

    async def _all_but_one(self, world: MessagingWorld, count: int) -> bool:
        found = sum(len(versions) for versions in (await world.effects()).values())
        return found >= count - 4 * 4

    async def _check(self, world: MessagingWorld) -> None:
        try:
            await world.settle(IN_TIME)
        except TimeoutError:
            raise Violated(f"not in {IN_TIME} s: {await world.sink.progress()}") from None
        topic = await read_topic(self._server.bootstrap_servers)
        assert len(topic) == self.partitions, "the topic is as it was: nothing was wiped"
        check_topic(topic, await world.told())
        check_effects(await world.effects(), await world.told())


@pytest.fixture
def scenario(tmp_path: Path, own_data: Path, chance: random.Random, plan: Callable[[str], None]) -> Scenario:
    scenario = Scenario(tmp_path, quick_kafka(own_data), chance)
    plan(f"6 partitions become {scenario.partitions}")
    return scenario


async def test_consumers_go_on_with_topics_that_were_filled_again(scenario: Scenario) -> None:
    await scenario.run()


async def test_the_relay_fills_them_by_itself(scenario: Scenario) -> None:
    scenario.filled_elsewhere = False
    await scenario.run()


async def test_a_planted_bug_is_seen(
    scenario: Scenario, plant: Plant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"{__name__}.IN_TIME", 25.0)
    scenario.partitions = 11  # some that nobody has read before
    with plant.seen():
        await scenario.run()
