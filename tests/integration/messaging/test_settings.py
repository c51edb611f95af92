"""Every default of FastStream and aiokafka that loses data is set: as their own constructors are given it."""

from collections.abc import AsyncIterator, Callable
from inspect import signature
from pathlib import Path
from typing import Any

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from faststream import AckPolicy
from faststream.kafka import KafkaBroker

from shared.contracts.topics import MAX_MESSAGE_BYTES
from shared.messaging.broker import decode_raw, parse_raw
from tests.messaging_world import MessagingWorld, messaging_world

Arguments = dict[str, Any]


@pytest.fixture
def given_to(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[Arguments]]:
    """What a class's method is given from here on, call by call, with the defaults of what is left out."""

    def watch(owner: type, method: str = "__init__") -> list[Arguments]:
        calls: list[Arguments] = []
        original = getattr(owner, method)
        names = signature(original)

        def noted(*positional: Any, **named: Any) -> Any:
            bound = names.bind(*positional, **named)
            bound.apply_defaults()
            calls.append(bound.arguments)
            return original(*positional, **named)

        monkeypatch.setattr(owner, method, noted)
        return calls

    return watch


@pytest.fixture
def members(given_to: Callable[..., list[Arguments]]) -> list[Arguments]:
    """The consumers that are made, and those that only look at a topic's end."""
    return given_to(AIOKafkaConsumer)


@pytest.fixture
def producers(given_to: Callable[..., list[Arguments]]) -> list[Arguments]:
    """The producers that are made."""
    return given_to(AIOKafkaProducer)


@pytest.fixture
def brokers(given_to: Callable[..., list[Arguments]]) -> list[Arguments]:
    """FastStream's brokers that are made."""
    return given_to(KafkaBroker)


@pytest.fixture
def subscribers(given_to: Callable[..., list[Arguments]]) -> list[Arguments]:
    """FastStream's subscribers that are made."""
    return given_to(KafkaBroker, "subscriber")


@pytest.fixture
async def world(
    tmp_path: Path, servers: str, members: Any, producers: Any, brokers: Any, subscribers: Any
) -> AsyncIterator[MessagingWorld]:
    async with messaging_world(tmp_path, kafka=servers) as world:
        yield world


def the_member(members: list[Arguments]) -> Arguments:
    """The one consumer that is in a group."""
    (member,) = [one for one in members if one["group_id"] is not None]
    return member


async def test_a_member_of_a_group(world: MessagingWorld, members: list[Arguments]) -> None:
    member = the_member(members)
    assert member["group_id"] == "sla"
    assert member["enable_auto_commit"] is False
    assert member["auto_offset_reset"] == "earliest"
    assert member["isolation_level"] == "read_committed"
    assert member["max_partition_fetch_bytes"] > MAX_MESSAGE_BYTES
    assert member["metadata_max_age_ms"] == 10_000
    assert member["session_timeout_ms"] < member["max_poll_interval_ms"]


async def test_a_member_s_session_is_the_settings_own(
    tmp_path: Path, servers: str, members: list[Arguments]
) -> None:
    async with messaging_world(tmp_path, kafka=servers, consumer_session_seconds=10):
        member = the_member(members)
        assert (member["session_timeout_ms"], member["heartbeat_interval_ms"]) == (10_000, 2_000)


async def test_nobody_makes_topics_by_accident(world: MessagingWorld, brokers: list[Arguments]) -> None:
    assert {one["allow_auto_create_topics"] for one in brokers} == {False}


async def test_acknowledgements_and_parsers(world: MessagingWorld, subscribers: list[Arguments]) -> None:
    (subscriber,) = subscribers
    assert subscriber["ack_policy"] is AckPolicy.MANUAL
    assert (subscriber["parser"], subscriber["decoder"]) == (parse_raw, decode_raw)


async def test_every_producer(world: MessagingWorld, producers: list[Arguments]) -> None:
    await world.complete("SNV-0001")
    await world.settle()
    assert {one["acks"] for one in producers} == {"all"}
    assert {one["enable_idempotence"] for one in producers} == {True}
    assert {one["metadata_max_age_ms"] for one in producers} == {10_000}


async def test_the_relays_producers(world: MessagingWorld, producers: list[Arguments]) -> None:
    await world.complete("SNV-0001")
    await world.settle()
    relays = {one["transactional_id"]: one for one in producers if one["transactional_id"] is not None}
    assert relays.keys() == {"relay-cases", "relay-sla"}
    assert all(one["max_request_size"] > MAX_MESSAGE_BYTES for one in relays.values())
