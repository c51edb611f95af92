"""Consumers on real Kafka: what they do about duplicates, holes, copies, failures and restarts."""

import asyncio
import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from aiokafka import AIOKafkaProducer

from shared.eventstore.errors import StoreUnavailable
from shared.eventstore.unit_of_work import UnitOfWork
from shared.messaging import consumer as consumer_module
from shared.messaging.broker import build_broker
from shared.messaging.consumer import Consumer
from shared.messaging.message import Message, NotYet
from tests.messaging_topic import (
    Record,
    cases_in,
    check_effects,
    delete_topics,
    make_topics,
    place_of,
    read_topic,
)
from tests.messaging_world import (
    ADDRESS,
    Behaviour,
    Completed,
    Foretold,
    MessagingWorld,
    messaging_world,
    until,
)

CASES = [f"SNV-{number:04d}" for number in range(30)]


async def copy(servers: str, records: list[Record], to: Callable[[Record], int]) -> None:
    """Write records again, each to the partition that `to` says."""
    producer = AIOKafkaProducer(bootstrap_servers=servers)
    await producer.start()
    try:
        for one in records:
            await producer.send_and_wait(one.topic, one.value, one.key, to(one), headers=list(one.headers))
    finally:
        await producer.stop()


async def all_records(servers: str) -> list[Record]:
    return [one for part in (await read_topic(servers)).values() for one in part]


async def quiet(world: MessagingWorld) -> None:
    """Every record of the topic was taken, or looked at and left."""

    async def nothing_waits() -> bool:
        lags = await world.sink.lags()
        return all(not lag for lag in lags["tthc.cases"].values())

    await world.settle()
    await until(nothing_waits)


async def test_a_message_that_comes_again_has_no_effect(tmp_path: Path, servers: str) -> None:
    async with messaging_world(tmp_path, kafka=servers) as world:
        await world.complete_all(CASES, times=2)
        await world.settle()
        await copy(servers, await all_records(servers), lambda record: record.partition)
        await world.complete_all(CASES)
        await quiet(world)
        check_effects(await world.effects(), await world.told())


async def test_a_copy_elsewhere_has_no_effect_before_or_after_its_original(
    tmp_path: Path, servers: str
) -> None:
    async with messaging_world(tmp_path, kafka=servers, sink=False) as world:
        await world.complete_all(CASES, times=2)
        await world.settle()
        early = await all_records(servers)
        await copy(servers, early, lambda record: (record.partition + 1) % 6)
    async with messaging_world(tmp_path, kafka=servers) as world:
        await quiet(world)
        await copy(servers, early, lambda record: (record.partition + 2) % 6)
        await world.complete_all(CASES)
        await quiet(world)
        check_effects(await world.effects(), await world.told())
        assert await world.letters() == []


async def test_nothing_is_taken_behind_a_hole_and_republishing_heals_it(
    tmp_path: Path, servers: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, *others = cases_in(0, 5)
    monkeypatch.setattr("shared.messaging.broker.MAX_RECORDS", 3)
    await publish_with_hole(tmp_path, servers, case)
    async with messaging_world(tmp_path, kafka=servers) as world:
        await world.complete(CASES[1], times=2)
        await until(lambda: has(world, CASES[1], 2))
        for other in others:  # many batches behind the hole
            await world.complete(other, times=2)
        await until(lambda: world.relay.position == 20)
        assert (await world.effects()).get(case, []) == [1, 2, 3, 4]
        assert set(await world.effects()).isdisjoint(others)
        world.source.republish()
        await until(lambda: has(world, others[-1], 2))
        check_effects(await world.effects(), await world.told())


async def publish_with_hole(folder: Path, servers: str, case: str) -> None:
    """Ten events of a case, the fifth of which is missing in the topic."""
    await make_topics(servers)
    async with messaging_world(folder, kafka=servers, sink=False) as world:
        await world.complete(case, times=10)
        await world.settle()
        records = await all_records(servers)
    await delete_topics(servers)
    await make_topics(servers)
    await copy(servers, [one for one in records if version(one) != 5], lambda record: record.partition)


def version(record: Record) -> int:
    return int(dict(record.headers)["ce_streamversion"])


async def has(world: MessagingWorld, case: str, count: int) -> bool:
    return len((await world.effects()).get(case, [])) == count


async def test_what_another_partition_count_left_behind_is_taken_by_that_count(
    tmp_path: Path, servers: str
) -> None:
    await make_topics(servers, 6)
    async with messaging_world(tmp_path, kafka=servers, sink=False) as world:
        await world.complete_all(CASES)
        await world.settle()
        old = await all_records(servers)
    await delete_topics(servers)
    await make_topics(servers, 8)
    await copy(servers, old, lambda record: record.partition)
    async with messaging_world(tmp_path, kafka=servers, sink=True, source=False) as world:
        await until(lambda: taken(world, len(CASES)))


async def taken(world: MessagingWorld, count: int) -> bool:
    return sum(len(versions) for versions in (await world.effects()).values()) == count


async def test_a_message_waits_for_what_it_needs(tmp_path: Path, servers: str) -> None:
    first, second = cases_in(0, 1)[0], cases_in(1, 1)[0]
    behaviour = Behaviour()

    def wait_for_second(_work: UnitOfWork, message: Message) -> None:
        if message.cloud.subject == first and second not in behaviour.seen:
            raise NotYet(missing=second)

    behaviour.react = wait_for_second
    async with messaging_world(tmp_path, kafka=servers, behaviour=behaviour) as world:
        await world.complete(first)
        await until(lambda: behaviour.seen.count(first) >= 2)
        await world.complete(second)
        await world.settle()
        check_effects(await world.effects(), await world.told())
        assert await world.letters() == []


async def test_what_never_comes_makes_a_dead_letter(
    tmp_path: Path, servers: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(consumer_module, "PATIENCE", 0.5)
    behaviour = Behaviour(refuse_first(NotYet(missing="godot")))
    async with messaging_world(tmp_path, kafka=servers, behaviour=behaviour) as world:
        await world.append(CASES[0], Completed(note="bad"), Completed())
        await world.settle()
        assert [letter["reason"] for letter in await world.letters()] == ["not-yet"]
        assert (await world.effects())[CASES[0]] == [2]


def refuse_first(error: Exception) -> Callable[[UnitOfWork, Message], None]:
    """Fail at every first event of a case."""

    def react(_work: UnitOfWork, message: Message) -> None:
        if message.version == 1:
            raise error

    return react


async def test_a_failing_message_is_tried_with_pauses_while_other_partitions_go_on(
    tmp_path: Path, servers: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(consumer_module, "BACKOFF", (0.1, 0.3, 1.5))
    bad, neighbour = cases_in(0, 1)[0], cases_in(1, 1)[0]
    tries: list[float] = []

    def react(_work: UnitOfWork, message: Message) -> None:
        if message.cloud.subject == bad and message.version == 1:
            tries.append(time.monotonic())
            raise RuntimeError("a defect")

    async with messaging_world(tmp_path, kafka=servers, behaviour=Behaviour(react)) as world:
        await world.append(bad, Completed(), Completed())
        await until(lambda: len(tries) >= 3)
        await world.complete(neighbour, times=3)
        await until(lambda: has(world, neighbour, 3))
        assert await world.letters() == []
        await world.settle()
        (letter,) = await world.letters()
        assert (letter["reason"], letter["partition"]) == ("RuntimeError", 0)
        assert (await world.effects())[bad] == [2]
        pauses = [later - sooner for sooner, later in zip(tries[1::2], tries[2::2], strict=False)]
        assert pauses[-1] > 1.0


async def test_a_store_that_does_not_answer_makes_no_dead_letter(
    tmp_path: Path, servers: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with messaging_world(tmp_path, kafka=servers) as world:
        application = world.sink.service.application
        execute = application.execute
        refused: list[bool] = []

        async def unavailable(*arguments: Any, **named: Any) -> Any:
            if len(refused) < 8:
                refused.append(True)
                raise StoreUnavailable(retry_after=1)
            return await execute(*arguments, **named)

        monkeypatch.setattr(application, "execute", unavailable)
        await world.complete_all(CASES, times=2)
        await world.settle()
        check_effects(await world.effects(), await world.told())
        assert await world.letters() == []
        assert len(refused) == 8


async def test_a_restart_goes_on_exactly_where_it_stopped(
    tmp_path: Path, servers: str, chance: random.Random
) -> None:
    for _ in range(3):
        async with messaging_world(tmp_path, kafka=servers) as world:
            working = asyncio.create_task(world.complete_all(CASES, times=3))
            await until(lambda world=world: taken_some(world))
            await working
    async with messaging_world(tmp_path, kafka=servers) as world:
        await world.settle()
        check_effects(await world.effects(), await world.told())


async def taken_some(world: MessagingWorld) -> bool:
    return len(world.behaviour.seen) > 5


async def test_an_event_of_an_unknown_type_is_parked_and_the_order_goes_on(
    tmp_path: Path, servers: str
) -> None:
    async with messaging_world(tmp_path, kafka=servers) as world:
        await world.append(CASES[0], Completed(), Foretold(), Completed())
        await world.settle()
        check_effects(await world.effects(), await world.told())
        assert [letter["reason"] for letter in await world.letters()] == ["unknown-event-type"]
        world.source.republish()
        await quiet(world)
        assert len(await world.letters()) == 1


async def test_a_rebalance_moves_partitions_and_nothing_is_taken_twice(tmp_path: Path, servers: str) -> None:
    """Two members of one group over one store: only the positions stand between them."""
    async with messaging_world(tmp_path, kafka=servers) as world:
        await world.complete_all(CASES, times=2)
        second = messaging_member(world, servers)
        await second.start()
        await world.complete_all(CASES, times=3)
        await second.stop()
        await world.complete_all(CASES, times=2)
        await world.settle()
        check_effects(await world.effects(), await world.told())


def messaging_member(world: MessagingWorld, servers: str) -> Any:
    (known,) = world.sink.consumers
    member = Consumer(world.sink.service.application, known.subscription, ADDRESS)
    broker, _ = build_broker(servers, [member])
    return broker


async def test_partitions_are_where_the_keys_say(tmp_path: Path, servers: str) -> None:
    async with messaging_world(tmp_path, kafka=servers, sink=False) as world:
        await world.complete_all(CASES)
        await world.settle()
    for number, records in (await read_topic(servers)).items():
        assert all(place_of(one.key.decode(), 6) == number for one in records)
