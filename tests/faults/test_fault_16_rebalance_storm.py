"""Members of a consumer group come and go all the time: each message has its effect once; work goes on."""

import asyncio
import random
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from dev.local import KafkaServer, PostgresServer
from shared.eventstore.records import Position
from shared.messaging import sequencing
from shared.messaging.broker import build_broker
from shared.messaging.consumer import Consumer
from shared.messaging.dead_letters import DeadLetterAdded
from shared.messaging.message import Message
from shared.runtime.resources import Resources
from shared.settings import load_settings
from tests.faults.invariants import Violated
from tests.faults.plants import Plant, plants
from tests.messaging_topic import cases_in, check_effects, delete_topics, make_topics
from tests.messaging_world import ADDRESS, Behaviour, MessagingWorld, build, messaging_world, until
from tests.servers import fresh_name

pytestmark = [pytest.mark.soak, pytest.mark.timeout(480)]

SESSION_SECONDS = 6
STORM_SECONDS = 30.0
#: Seconds between two events of the storm.
PACE = 1.0
IN_TIME = 60.0
#: The source tells on while so many events wait: what counts is what is done, not how soon.
BACKLOG = 2_000
LEAST = 0.3  #: of the calm throughput
Items = Sequence[Message | DeadLetterAdded]


@plants(16, "revoked partitions committed")
def revoked_committed(patch: pytest.MonkeyPatch) -> None:
    """What was in hand when the partitions were given out anew counts as done."""
    forget, execute = Consumer.forget_positions, Consumer._execute
    revoked: set[int] = set()

    def note(self: Consumer) -> None:
        forget(self)
        revoked.add(id(self))

    async def commit_at_once(self: Consumer, items: Items) -> None:
        if id(self) not in revoked:
            return await execute(self, items)
        revoked.discard(id(self))
        positions: list[Position] = sequencing.positions_after(self.subscription.group, items)
        await self._application.record(positions)
        self._positions.update({one.reader: one.sequence for one in positions})
        return None

    patch.setattr(Consumer, "forget_positions", note)
    patch.setattr(Consumer, "_execute", commit_at_once)


class Scenario:
    """One member stays; others join and leave, while the source goes on telling."""

    def __init__(
        self, folder: Path, kafka: KafkaServer, postgres: PostgresServer, chance: random.Random
    ) -> None:
        self._folder, self._kafka, self._postgres = folder, kafka.bootstrap_servers, postgres
        self._prefix, self._chance = fresh_name("storm"), chance
        self._cases = [case for number in range(6) for case in cases_in(number, 5)]
        self._members = 0
        self.seconds, self.in_time = STORM_SECONDS, IN_TIME

    async def run(self) -> None:
        databases = [f"{self._prefix}_{name}" for name in ("cases", "sla")]
        for database in databases:
            self._postgres.create_database(database)
        try:
            await delete_topics(self._kafka)
            await make_topics(self._kafka)
            async with (
                self._world("source", sink=False) as source,
                self._world("stays", source=False) as sink,
            ):
                calm = await self._work(source, sink, self.seconds / 3)
                storming = asyncio.create_task(self._storm())
                in_storm = await self._work(source, sink, self.seconds)
                storming.cancel()
                await asyncio.gather(storming, return_exceptions=True)
                await self._check(source, sink)
        finally:
            for database in databases:
                self._postgres.drop_database(database)
        print(f"{self._members} members came; {calm:.0f} a second calm, {in_storm:.0f} in the storm")  # noqa: T201
        assert self._members >= self.seconds / PACE / 4, "there was no storm"
        if in_storm < LEAST * calm:
            raise Violated(f"throughput: {in_storm:.0f} a second, {calm:.0f} calm, {self._members} came")

    async def _work(self, source: MessagingWorld, sink: MessagingWorld, seconds: float) -> float:
        """Tell for so long; how many effects there were a second."""
        before, began = await count(sink), time.monotonic()
        while time.monotonic() < began + seconds:
            await source.complete_all(self._cases)
            while await source.source.last() > await count(sink) + BACKLOG:  # noqa: ASYNC110
                await asyncio.sleep(0.1)
        return (await count(sink) - before) / (time.monotonic() - began)

    async def _storm(self) -> None:
        """Two members besides, each of which is there for a while and then another one."""
        await asyncio.gather(self._come_and_go(0.0), self._come_and_go(PACE))

    async def _come_and_go(self, first: float) -> None:
        await asyncio.sleep(first)
        while True:
            async with self._member():
                await asyncio.sleep(PACE + self._chance.random())
            await asyncio.sleep(PACE)

    @asynccontextmanager
    async def _member(self) -> AsyncIterator[None]:
        self._members += 1
        settings = load_settings(**self._settings(f"member-{self._members}"))
        (service,) = build(Resources(settings), Behaviour(), source=False)
        service.application.start()
        consumer = Consumer(service.application, service.subscriptions[0], ADDRESS)
        broker, _ = build_broker(self._kafka, [consumer], SESSION_SECONDS)
        try:
            await broker.start()
            yield
        finally:
            await broker.stop()
            await service.application.close()

    async def _check(self, source: MessagingWorld, sink: MessagingWorld) -> None:
        told = await source.told()
        try:
            await until(lambda: all_done(sink, len(told)), within=self.in_time)
            await sink.settle(self.in_time)
        except TimeoutError:
            raise Violated(f"I7: {await count(sink)} of {len(told)} in {self.in_time} s") from None
        check_effects(await sink.effects(), told)
        if letters := await sink.letters():
            raise Violated(f"I3: dead letters {letters[:3]}")

    def _settings(self, name: str) -> dict[str, Any]:
        return {
            "data_dir": self._folder / name,
            "address": ADDRESS,
            "kafka_bootstrap_servers": self._kafka,
            "postgres_url": self._postgres.url(self._prefix),
        }

    def _world(self, name: str, **parts: Any) -> AbstractAsyncContextManager[MessagingWorld]:
        return messaging_world(
            self._folder / name,
            kafka=self._kafka,
            postgres=self._postgres.url(self._prefix),
            consumer_session_seconds=SESSION_SECONDS,
            **parts,
        )


async def count(sink: MessagingWorld) -> int:
    """The effects so far: nothing else stands in the sink's store."""
    return await sink.sink.last()


async def all_done(sink: MessagingWorld, told: int) -> bool:
    return await count(sink) >= told


@pytest.fixture
def scenario(
    tmp_path: Path,
    kafka: KafkaServer,
    postgres: PostgresServer,
    chance: random.Random,
    plan: Callable[[str], None],
) -> Scenario:
    plan(f"a member joins or leaves about every {PACE / 2} s, for {STORM_SECONDS} s")
    return Scenario(tmp_path, kafka, postgres, chance)


async def test_each_message_has_its_effect_once_and_work_goes_on(scenario: Scenario) -> None:
    await scenario.run()


async def test_a_planted_bug_is_seen(scenario: Scenario, plant: Plant) -> None:
    scenario.seconds, scenario.in_time = 15.0, 20.0
    with plant.seen():
        await scenario.run()
