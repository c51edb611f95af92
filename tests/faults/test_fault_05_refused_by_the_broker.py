"""The broker refuses an event, or a partition has no leader for a while: nothing is passed over."""

import asyncio
import random
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiokafka import AIOKafkaProducer

from dev.local import KafkaServer
from shared.messaging import relay as relay_module
from shared.messaging.producing import ProducerRecord
from shared.telemetry import metrics
from tests.faults.invariants import Violated
from tests.faults.plants import Plant, plants
from tests.messaging_topic import (
    cases_in,
    check_effects,
    check_topic,
    configure_topic,
    delete_topics,
    read_topic,
)
from tests.messaging_world import Completed, MessagingWorld, messaging_world, until
from tests.servers import quick_kafka

Plan = Callable[[str], None]
GOOD = "262144"


@plants(5, "answers gathered and not looked at")
def gathered(patch: pytest.MonkeyPatch) -> None:
    """The chunk is committed and the position goes to the last one, whatever became of each."""

    async def send(producer: AIOKafkaProducer, records: Sequence[ProducerRecord]) -> None:
        await producer.begin_transaction()
        answers = [
            await producer.send(
                *(r.partition.topic, r.value, r.key, r.partition.partition), headers=r.headers
            )
            for r in records
        ]
        await asyncio.gather(*answers, return_exceptions=True)
        await producer.commit_transaction()

    patch.setattr(relay_module, "send_together", send)


def failures(reason: str) -> float:
    labels = {"service": "cases", "reason": reason}
    return metrics.REGISTRY.get_sample_value("tthc_relay_failures_total", labels) or 0.0


async def not_ready(world: MessagingWorld) -> bool:
    return world.relay.failure is not None


async def check(world: MessagingWorld, servers: str) -> None:
    try:
        await world.settle(30)
    except TimeoutError:
        raise Violated(f"I7: {await world.source.progress()}, {await world.sink.progress()}") from None
    check_topic(await read_topic(servers), await world.told())
    check_effects(await world.effects(), await world.told())


class Refusal:
    """One event is larger than the broker takes; it stands among others, of its own partition too."""

    def __init__(self, chance: random.Random, plan: Plan, folder: Path, servers: str) -> None:
        self._folder, self._servers = folder, servers
        self._big = chance.choice(cases_in(chance.randrange(6), 3))
        self._place = chance.randrange(5, 35)
        plan(f"event {self._place} (of {self._big}) is refused for its size")

    async def run(self, plant: Plant | None = None) -> None:
        await delete_topics(self._servers)
        async with messaging_world(self._folder, kafka=self._servers, relay_chunk=50) as world:
            await world.complete(self._big)
            await world.settle()
            await configure_topic(self._servers, "tthc.cases", max_message_bytes="6000")
            refused = failures("MessageSizeTooLargeError")
            await self._load(world)
            if plant is None:
                await until(lambda: not_ready(world))
                assert failures("MessageSizeTooLargeError") > refused, "the broker refused nothing"
                assert any(fails for name, fails in await readiness(world) if name == "relay")
                assert world.relay.position < 40
            else:
                await until(lambda: world.relay.position >= 40)
            await configure_topic(self._servers, "tthc.cases", max_message_bytes=GOOD)
            await world.complete_all(cases_in(1, 5))
            await check(world, self._servers)
            assert world.relay.failure is None

    async def _load(self, world: MessagingWorld) -> None:
        """Saved together, so that the big one shares its chunk with the others."""
        application = world.source.service.application
        async with holding(world):
            for number in range(40):
                case = self._big if number == self._place else cases_in(number % 6, 8)[number % 8]
                note = "x" * 20_000 if number == self._place else "lan"
                await world.append(case, Completed(note=note))
        application.wakeup.wake()


@asynccontextmanager
async def holding(world: MessagingWorld) -> AsyncIterator[None]:
    """The relay sees nothing new inside the block."""
    application = world.source.service.application
    log = application.log

    async def nothing(after: int, limit: int) -> list[object]:
        return []

    application.log = nothing  # type: ignore[method-assign,assignment]
    yield
    application.log = log  # type: ignore[method-assign]


async def readiness(world: MessagingWorld) -> list[tuple[str, bool]]:
    found = []
    for name, check_one in world.source.checks().items():
        try:
            await check_one()
        except RuntimeError:
            found.append((name, True))
        else:
            found.append((name, False))
    return found


@pytest.fixture
def refusal(tmp_path: Path, chance: random.Random, plan: Plan, kafka: KafkaServer) -> Refusal:
    return Refusal(chance, plan, tmp_path, kafka.bootstrap_servers)


async def test_a_refused_event_stops_the_relay_until_it_is_taken(refusal: Refusal) -> None:
    await refusal.run()


async def test_a_planted_bug_is_seen(refusal: Refusal, plant: Plant) -> None:
    with plant.seen():
        await refusal.run(plant)


async def no_leader(folder: Path, data: Path, chance: random.Random, plan: Plan, seconds: float) -> None:
    """The broker is gone under load, killed or stopped: answers are lost before and after the effect."""
    kill = chance.random() < 0.5
    plan(f"the broker is {'killed' if kill else 'stopped'} under load for {seconds} s")
    server = quick_kafka(data)
    await asyncio.to_thread(server.start)
    try:
        async with messaging_world(folder, kafka=server.bootstrap_servers, relay_chunk=40) as world:
            load = asyncio.create_task(keep_writing(world))
            await until(lambda: world.relay.position > 200)
            position = world.relay.position
            back_at = time.monotonic() + seconds
            await asyncio.to_thread(server.kill if kill else server.stop)
            await until(lambda: not_ready(world), within=seconds)
            alarmed = world.relay.failure
            await asyncio.sleep(back_at - time.monotonic())  # the length of the fault
            load.cancel()
            await asyncio.to_thread(server.start)
            last = world.source.service.application.store.last_notification_id()
            assert last > position + 40, "nothing was written while the broker was gone"
            assert alarmed
            await check(world, server.bootstrap_servers)
            assert world.relay.failure is None
    finally:
        await asyncio.to_thread(server.kill)


async def keep_writing(world: MessagingWorld) -> None:
    number = 0
    while True:
        await world.complete(cases_in(number % 6, 8)[number % 8])
        number += 1
        await asyncio.sleep(0.002)


async def test_a_partition_without_leader_is_waited_for(
    tmp_path: Path, own_data: Path, chance: random.Random, plan: Plan
) -> None:
    await no_leader(tmp_path, own_data, chance, plan, 8)


@pytest.mark.soak
async def test_a_partition_without_leader_for_a_minute_is_waited_for(
    tmp_path: Path, own_data: Path, chance: random.Random, plan: Plan
) -> None:
    await no_leader(tmp_path, own_data, chance, plan, 60)
