"""Every message comes twice, in another order and over other partitions, and old ones long after."""

import asyncio
import random
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer

from dev.local import KafkaServer
from shared.eventstore.records import Position
from shared.messaging import sequencing
from shared.messaging.dead_letters import DeadLetterAdded
from shared.messaging.message import Message
from shared.messaging.sequencing import SequencedBatch
from tests.faults.invariants import Violated
from tests.faults.plants import Plant, plants
from tests.messaging_topic import Record, check_effects, check_topic, delete_topics, make_topics, read_topic
from tests.messaging_world import MessagingWorld, messaging_world, until

CASES = [f"SNV-{number:04d}" for number in range(60)]
Items = Sequence[Message | DeadLetterAdded]


@plants(15, "dedupe by offset")
def dedupe_by_offset(patch: pytest.MonkeyPatch) -> None:
    """What has a new offset is a new message."""

    def check_sequence(_group: str, items: Items, _positions: Mapping[str, int]) -> SequencedBatch:
        return SequencedBatch(items=list(items), places=list(range(len(items))), passed=len(items))

    reached: dict[str, int] = {}
    positions_after = sequencing.positions_after

    def furthest(group: str, items: Items) -> list[Position]:
        ahead = [p for p in positions_after(group, items) if p.sequence > reached.get(p.reader, 0)]
        reached.update({position.reader: position.sequence for position in ahead})
        return ahead

    patch.setattr(sequencing, "check_sequence", check_sequence)
    patch.setattr(sequencing, "is_new", lambda *_: True)
    patch.setattr(sequencing, "positions_after", furthest)


class Copier:
    """Writes each record of the topic again while it is used: to its own partition, or to any other."""

    def __init__(self, servers: str, chance: random.Random) -> None:
        self._servers, self._chance = servers, chance
        self.copies = self.elsewhere = 0
        self.seen: list[Record] = []

    async def run(self) -> None:
        """Follow the topic; its own copies are known by a mark."""
        consumer = AIOKafkaConsumer(
            "tthc.cases",
            bootstrap_servers=self._servers,
            isolation_level="read_committed",
            auto_offset_reset="earliest",
            metadata_max_age_ms=1_000,
        )
        producer = AIOKafkaProducer(bootstrap_servers=self._servers)
        await consumer.start()
        await producer.start()
        try:
            while True:
                batches = await consumer.getmany(timeout_ms=50)
                fresh = [one for batch in batches.values() for one in batch if not is_copy(one)]
                self.seen += fresh
                await self.write(producer, fresh)
        finally:
            await consumer.stop()
            await producer.stop()

    async def write(self, producer: AIOKafkaProducer, records: list[Record]) -> None:
        """Shuffled, to a partition by chance; some of them twice."""
        copies = records + self._chance.choices(records, k=len(records) // 3) if records else []
        self._chance.shuffle(copies)
        answers = []
        for one in copies:
            partition = one.partition if self._chance.random() < 0.4 else self._chance.randrange(6)
            headers = [*one.headers, ("copied", b"yes")]
            answers.append(await producer.send(one.topic, one.value, one.key, partition, headers=headers))
            self.copies += 1
            self.elsewhere += partition != one.partition
        await asyncio.gather(*answers)


def is_copy(record: Record) -> bool:
    return any(name == "copied" for name, _ in record.headers)


class Scenario:
    """Work goes on while all of it is copied; then everything comes once more; then the services restart."""

    def __init__(self, folder: Path, servers: str, chance: random.Random) -> None:
        self._folder, self._servers, self._chance = folder, servers, chance

    async def run(self) -> None:
        await delete_topics(self._servers)
        await make_topics(self._servers)
        copier = Copier(self._servers, self._chance)
        copying = asyncio.create_task(copier.run())
        try:
            async with messaging_world(self._folder, kafka=self._servers, relay_chunk=50) as world:
                await world.complete_all(CASES, times=4)
                await self._check(world, copier)
                await self._old_ones_again(copier)
                await world.complete_all(CASES)
                await self._check(world, copier)
            async with messaging_world(self._folder, kafka=self._servers) as world:
                await world.complete_all(CASES)
                await self._check(world, copier)
        finally:
            copying.cancel()
            await asyncio.gather(copying, return_exceptions=True)
        assert copier.copies > 700, "not everything was copied"
        assert copier.elsewhere > 200, "the copies were not shuffled over the partitions"

    async def _old_ones_again(self, copier: Copier) -> None:
        producer = AIOKafkaProducer(bootstrap_servers=self._servers)
        await producer.start()
        await copier.write(producer, list(copier.seen))
        await producer.stop()

    async def _check(self, world: MessagingWorld, copier: Copier) -> None:
        try:
            await world.settle()
        except TimeoutError:
            raise Violated(f"I3, I7: not at rest: {await world.sink.progress()}") from None
        told = await world.told()
        await until(lambda: len({dict(one.headers)["ce_id"] for one in copier.seen}) >= len(told))
        await until(lambda: nothing_waits(world))
        topic = await read_topic(self._servers)
        originals = {n: [one for one in part if not is_copy(one)] for n, part in topic.items()}
        # Where copies stand last, a relay that starts takes the topic for older than it is, and tells again.
        check_topic(originals, told, again=True)
        check_effects(await world.effects(), told)
        if letters := await world.letters():
            raise Violated(f"I3: dead letters {letters[:3]}")


async def nothing_waits(world: MessagingWorld) -> bool:
    return not any((await world.sink.lags())["tthc.cases"].values())


@pytest.fixture
def scenario(
    tmp_path: Path, chance: random.Random, plan: Callable[[str], None], kafka: KafkaServer
) -> Scenario:
    plan("each message is copied, 40 % to their own partition, the others anywhere")
    return Scenario(tmp_path, kafka.bootstrap_servers, chance)


async def test_the_state_is_that_of_each_message_once(scenario: Scenario) -> None:
    await scenario.run()


async def test_a_planted_bug_is_seen(scenario: Scenario, plant: Plant) -> None:
    with plant.seen():
        await scenario.run()
