"""A dead letter is retried long after its partition has gone on: once, twice, from two shells at once."""

import asyncio
import json
import random
import sys
from asyncio.subprocess import PIPE
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from dev.local import KafkaServer, PostgresServer
from shared.errors import NotFound
from shared.eventstore.records import Answer
from shared.eventstore.unit_of_work import UnitOfWork
from shared.messaging import dead_letters, retrying
from shared.messaging.consumer import Consumer
from shared.messaging.dead_letters import DEAD_LETTER, DeadLetterRetried, KeptRecord, waiting
from shared.messaging.message import Message
from shared.messaging.sequencing import reader_of
from shared.runtime import dead_letter_routes
from tests import hosting
from tests.faults.invariants import Violated
from tests.faults.plants import Plant, plants
from tests.messaging_topic import cases_in, check_effects, delete_topics
from tests.messaging_world import MessagingWorld, messaging_world
from tests.servers import fresh_name

Retry = Callable[[MessagingWorld, str], Any]


@plants(18, "position rule applied to retries")
def position_rule(patch: pytest.MonkeyPatch) -> None:
    """What lies behind the position is a duplicate, whoever asks."""

    def retry(consumer: Consumer, key: str, retried_by: str) -> Callable[[UnitOfWork], Answer]:
        def handler(work: UnitOfWork) -> Answer:
            message = consumer.read(waiting(work, key))
            assert isinstance(message, Message)
            position = work.store.position(reader_of(consumer.subscription.group, message))
            if message.cloud.sequence > position:
                consumer.process(work, message)
            at = work.context.recorded_at
            work.append(DEAD_LETTER, key, [DeadLetterRetried(retried_by=retried_by, retried_at=at)])
            return {"key": key, "status": "retried"}

        return handler

    patch.setattr(dead_letter_routes, "retry", retry)


@plants(18, "retries that don't note the event")
def not_noted(patch: pytest.MonkeyPatch) -> None:
    """A retried letter waits still, and its event isn't noted as taken."""

    def still_waiting(work: UnitOfWork, key: str) -> KeptRecord:
        letter = work.fresh(DEAD_LETTER, key)
        assert letter.added is not None
        return dead_letters._record_of(letter.added, letter.rest)

    patch.setattr(retrying, "waiting", still_waiting)
    patch.setattr(retrying.sequencing, "mark_processed", lambda *_: True)


class Scenario:
    """Some messages fail for good; the others of their cases go on; then comes the operator."""

    def __init__(self, folder: Path, servers: str, chance: random.Random) -> None:
        self._folder, self._servers, self._chance = folder, servers, chance
        self.postgres: str | None = None
        self.cases = [case for number in range(6) for case in cases_in(number, 2)]
        self.bad = {(case, chance.randrange(1, 5)) for case in chance.sample(self.cases, 5)}

    async def run(self, retry_each: Retry) -> None:
        await delete_topics(self._servers)
        async with messaging_world(
            self._folder, kafka=self._servers, postgres=self.postgres, topic_partitions=6
        ) as world:
            world.behaviour.react = self._fail
            await world.complete_all(self.cases, times=6)
            await world.settle()
            letters = await world.letters()
            assert len(letters) == len(self.bad), "nothing failed: there is nothing to retry"
            world.behaviour.react = lambda _work, _message: None
            for letter in letters:
                await retry_each(world, letter["key"])
            world.source.republish()
            await world.settle()
            check_effects(await world.effects(), await world.told(), in_order=False)
            if left := await world.letters():
                raise Violated(f"{len(left)} letters wait still")

    def _fail(self, _work: UnitOfWork, message: Message) -> None:
        if (message.cloud.subject, message.version) in self.bad:
            raise NotFound(what="something", key="x")


async def once(world: MessagingWorld, key: str) -> None:
    assert await answers(world, key, 1) == Counter({200: 1})


async def twice(world: MessagingWorld, key: str) -> None:
    statuses = await answers(world, key, 1) + await answers(world, key, 1)
    if statuses[200] != 1:
        raise Violated(f"a letter was retried twice: {statuses}")


async def at_once(world: MessagingWorld, key: str) -> None:
    statuses = await answers(world, key, 4)
    if statuses[200] != 1:
        raise Violated(f"a letter was retried by several: {statuses}")


async def answers(world: MessagingWorld, key: str, times: int) -> Counter[int]:
    """So many requests at the same time; their statuses."""
    outside = hosting.World(world.host.settings, world.host)
    try:
        path = f"/operations/dead-letters/{key}/retry"
        responses = await asyncio.gather(*(outside.post("sla", path, as_="operator") for _ in range(times)))
    finally:
        await outside.close()
    return Counter(response.status_code for response in responses)


@pytest.fixture
def scenario(
    tmp_path: Path, chance: random.Random, plan: Callable[[str], None], kafka: KafkaServer
) -> Scenario:
    scenario = Scenario(tmp_path, kafka.bootstrap_servers, chance)
    plan(f"fail: {sorted(scenario.bad)}")
    return scenario


@pytest.mark.parametrize("retry_each", [once, twice, at_once])
async def test_a_retry_has_its_effect_once(scenario: Scenario, retry_each: Retry) -> None:
    await scenario.run(retry_each)


async def test_a_planted_bug_is_seen(scenario: Scenario, plant: Plant) -> None:
    with plant.seen():
        await scenario.run(twice)


async def test_two_processes_retry_at_the_same_moment(
    scenario: Scenario, postgres: PostgresServer, tmp_path: Path
) -> None:
    async with database_for(postgres) as url:
        scenario.postgres = url

        async def from_two_shells(_world: MessagingWorld, key: str) -> None:
            order = json.dumps({"retry": key, "folder": str(tmp_path / "shell"), "postgres": url})
            shells = await asyncio.gather(shell(order), shell(order))
            said = await asyncio.gather(*(go(one) for one in shells))
            assert Counter(what for what, _ in said) == Counter(retried=1, refused=1), said

        scenario.bad = set(sorted(scenario.bad)[:2])
        await scenario.run(from_two_shells)


@asynccontextmanager
async def database_for(postgres: PostgresServer) -> AsyncIterator[str]:
    """Databases for source and sink under one fresh name."""
    prefix = fresh_name("letters")
    names = [f"{prefix}_cases", f"{prefix}_sla"]
    for name in names:
        postgres.create_database(name)
    try:
        yield postgres.url(prefix)
    finally:
        for name in names:
            postgres.drop_database(name)


async def shell(order: str) -> asyncio.subprocess.Process:
    """A process that is ready to retry."""
    command = [sys.executable, "-m", "tests.faults.messaging_process", order]
    process = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE)
    assert process.stdout is not None
    while json.loads(await process.stdout.readline())["what"] != "running":
        pass
    return process


async def go(process: asyncio.subprocess.Process) -> tuple[str, str]:
    """Let it retry; what came of that."""
    output, _ = await process.communicate(b"go\n")
    last = json.loads(output.splitlines()[-1])
    return last["what"], last["reason"]
