"""A consumer is stopped inside of a reaction, its partitions move to another one, and it wakes up."""

import random
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from dev.local import KafkaServer, PostgresServer
from tests.faults.invariants import Violated
from tests.faults.plants import Plant, plants
from tests.faults.toy_process import ToyProcess, toy_process
from tests.messaging_topic import cases_in, check_effects, delete_topics, make_topics
from tests.messaging_world import MessagingWorld, messaging_world, until
from tests.servers import fresh_name

#: The shortest that the product allows: then the group gives the sleeper's partitions away.
SESSION_SECONDS = 6
IN_TIME = 30.0  #: seconds after a fault until nothing waits (I7)
#: What the process of a planted scenario is told besides.
PLANTED: dict[str, bool] = {}


@plants(7, "position in another transaction")
def position_in_another_transaction(patch: pytest.MonkeyPatch) -> None:
    """The effects are saved first, and how far the consumer has come then."""
    patch.setitem(PLANTED, "positions_apart", True)


class Scenario:
    """The test tells; a process of its own consumes and falls asleep; the test's own sink succeeds it."""

    def __init__(
        self, folder: Path, kafka: KafkaServer, postgres: PostgresServer, chance: random.Random
    ) -> None:
        self._folder, self._kafka, self._postgres = folder, kafka.bootstrap_servers, postgres
        self._prefix = fresh_name("sleeper")
        self.reaction = chance.randrange(5, 40)
        self._cases = [case for number in range(6) for case in cases_in(number, 3)]

    async def run(self) -> None:
        databases = [f"{self._prefix}_{name}" for name in ("cases", "sla")]
        for database in databases:
            self._postgres.create_database(database)
        try:
            await delete_topics(self._kafka)
            await make_topics(self._kafka)
            async with self._world("source", sink=False) as source, self._sleeper() as sleeper:
                await self._through(source, sleeper)
        finally:
            for database in databases:
                self._postgres.drop_database(database)

    async def _through(self, source: MessagingWorld, sleeper: ToyProcess) -> None:
        await until(lambda: sleeper.has_said("running"))
        await source.complete_all(self._cases, times=4)
        await until(sleeper.is_stopped)
        async with self._world("successor", source=False) as successor:
            await self._check(source, successor)
            sleeper.process.send_signal(signal.SIGCONT)
            await until(lambda: sleeper.has_said("reaction ended"))
            await source.complete_all(self._cases)
            await self._check(source, successor)
        await source.complete_all(self._cases)
        async with self._world("witness", source=False) as witness:
            await self._check(source, witness)

    async def _check(self, source: MessagingWorld, sink: MessagingWorld) -> None:
        """I3, and I6: each effect is there once per cause."""
        told = await source.told()
        wanted = len(told)

        async def all_of_it() -> bool:
            return sum(map(len, (await sink.effects()).values())) >= wanted

        try:
            await until(all_of_it, within=IN_TIME)
            await sink.settle(IN_TIME)
        except TimeoutError:
            raise Violated(f"I7: not in {IN_TIME} s: {await sink.sink.progress()}") from None
        check_effects(await sink.effects(), told)

    @asynccontextmanager
    async def _sleeper(self) -> AsyncIterator[ToyProcess]:
        order = {
            "folder": str(self._folder / "sleeper"),
            "kafka": self._kafka,
            "postgres": self._postgres.url(self._prefix),
            "session": SESSION_SECONDS,
            "react": self.reaction,
            **PLANTED,
        }
        async with toy_process(order) as sleeper:
            yield sleeper

    def _world(self, name: str, **parts: Any) -> AbstractAsyncContextManager[MessagingWorld]:
        return messaging_world(
            self._folder / name,
            kafka=self._kafka,
            postgres=self._postgres.url(self._prefix),
            consumer_session_seconds=SESSION_SECONDS,
            **parts,
        )


@pytest.fixture
def scenario(
    tmp_path: Path,
    kafka: KafkaServer,
    postgres: PostgresServer,
    chance: random.Random,
    plan: Callable[[str], None],
) -> Scenario:
    scenario = Scenario(tmp_path, kafka, postgres, chance)
    plan(f"SIGSTOP inside of reaction {scenario.reaction}")
    return scenario


async def test_what_the_sleeper_had_begun_is_done_once(scenario: Scenario) -> None:
    await scenario.run()


async def test_a_planted_bug_is_seen(scenario: Scenario, plant: Plant) -> None:
    with plant.seen():
        await scenario.run()
