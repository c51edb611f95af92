"""Malformed records among good ones: each is set aside with its reason, and its neighbours are processed."""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from aiokafka import AIOKafkaProducer

from dev.local import KafkaServer
from shared.errors import NotFound
from shared.messaging import broker as broker_module
from shared.messaging.retrying import retry
from tests.faults.invariants import Violated
from tests.faults.plants import Plant, plants
from tests.faults.poison import KINDS, Raw, kinds
from tests.messaging_topic import Record, check_effects, delete_topics, read_topic
from tests.messaging_world import Completed, MessagingWorld, append, messaging_world, until

CASES = [f"SNV-{number:04d}" for number in range(60)]
WITHIN = 180.0  #: seconds in which all of it must be set aside, beside other work too


@plants(17, "FastStream's own parser")
def own_parser(patch: pytest.MonkeyPatch) -> None:
    """FastStream reads the headers before we do."""

    async def parse(records: Any, original: Any) -> Any:
        return await original(records)

    patch.setattr(broker_module, "parse_raw", parse)


class Scenario:
    """A producer of poison writes between the relay's transactions."""

    def __init__(self, folder: Path, servers: str, chance: random.Random) -> None:
        self._folder, self._servers, self._chance = folder, servers, chance
        self.count, self.within = 10_000, WITHIN

    async def run(self) -> None:
        await delete_topics(self._servers)
        async with messaging_world(self._folder, kafka=self._servers) as world:
            await world.complete_all(CASES)
            await world.settle()
            sent = await self._poison(world)
            await self._check(world, sent)
        async with messaging_world(self._folder, kafka=self._servers) as world:
            await world.complete_all(CASES)
            await self._check(world, sent)

    async def _poison(self, world: MessagingWorld) -> Counter[str]:
        """All of it, with good ones in between; how much of each kind."""
        good = [one for part in (await read_topic(self._servers)).values() for one in part]
        chosen = kinds(self._chance, self.count)
        producer = AIOKafkaProducer(
            bootstrap_servers=self._servers, compression_type="gzip", max_request_size=1_000_000
        )
        await producer.start()
        try:
            for start in range(0, len(chosen), 500):
                part = chosen[start : start + 500]
                answers = [await self._send(producer, kind, good) for kind in part]
                await asyncio.gather(*answers, world.complete_all(self._chance.sample(CASES, 20)))
        finally:
            await producer.stop()
        return Counter(chosen)

    async def _send(self, producer: AIOKafkaProducer, kind: str, good: list[Record]) -> Any:
        one = self._chance.choice(good)
        raw = KINDS[kind][0](Raw(one.key, one.value, list(one.headers)))
        partition = self._chance.randrange(6)
        return await producer.send(one.topic, raw.value, raw.key, partition, headers=raw.headers)

    async def _check(self, world: MessagingWorld, sent: Counter[str]) -> None:
        reasons: Counter[str] = Counter()
        for kind, count in sent.items():
            reasons[KINDS[kind][1].value] += count
        started = time.monotonic()
        try:
            await world.settle(self.within)
            await until(lambda: self._all_there(world), within=self.within)
        except TimeoutError:
            found = len(await world.letters())
            raise Violated(f"{found} of {self.count} are set aside, {await world.sink.lags()}") from None
        print(f"settled in {time.monotonic() - started:.1f} s")  # noqa: T201
        found_reasons = Counter(letter["reason"] for letter in await world.letters())
        if found_reasons != reasons:
            raise Violated(f"{found_reasons - reasons} too many, {reasons - found_reasons} too few")
        check_effects(await world.effects(), await world.told())

    async def _all_there(self, world: MessagingWorld) -> bool:
        waits = any((await world.sink.lags())["tthc.cases"].values())
        return not waits and len(await world.letters()) >= self.count


@pytest.fixture
def scenario(
    tmp_path: Path, chance: random.Random, plan: Callable[[str], None], kafka: KafkaServer
) -> Scenario:
    scenario = Scenario(tmp_path, kafka.bootstrap_servers, chance)
    plan(f"{scenario.count} records of the kinds {', '.join(KINDS)}")
    return scenario


async def test_each_is_set_aside_with_its_reason(scenario: Scenario) -> None:
    await scenario.run()


async def test_a_planted_bug_is_seen(scenario: Scenario, plant: Plant) -> None:
    scenario.count, scenario.within = 200, 20.0
    with plant.seen():
        await scenario.run()


async def test_large_events_that_fail_can_be_tried_again(tmp_path: Path, kafka: KafkaServer) -> None:
    """A dead letter keeps the whole of an event that a service of ours can have."""
    await delete_topics(kafka.bootstrap_servers)
    async with messaging_world(tmp_path, kafka=kafka.bootstrap_servers) as world:
        world.behaviour.react = refuse
        note = "".join(random.Random(7).choices("ăâđêôơư0123456789", k=30_000))
        await append(world.source.service.application, CASES[0], Completed(note=note))
        await world.settle()
        (letter,) = await world.letters()
        world.behaviour.react = lambda _work, _message: None
        answer = await world.sink.service.application.execute(
            retry(world.sink.consumers[0], letter["key"], "operator")
        )
        assert answer == {"key": letter["key"], "status": "retried", "processed": True}
        check_effects(await world.effects(), await world.told())


def refuse(_work: Any, _message: Any) -> None:
    raise NotFound(what="something", key="x")
