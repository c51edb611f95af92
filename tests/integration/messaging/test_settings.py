"""Every default of FastStream and aiokafka that loses data is set: read back from the objects as built."""

from pathlib import Path
from typing import Any

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from faststream import AckPolicy

from shared.contracts.topics import MAX_MESSAGE_BYTES
from shared.messaging import relay as relay_module
from shared.messaging.broker import decode_raw, parse_raw
from tests.messaging_world import MessagingWorld, messaging_world, until


@pytest.fixture
async def world(tmp_path: Path, servers: str) -> Any:
    async with messaging_world(tmp_path, kafka=servers) as world:
        yield world


async def test_subscribers(world: MessagingWorld) -> None:
    for batch_subscriber in world.sink.batch_subscribers:
        client = batch_subscriber.subscriber.consumer
        assert isinstance(client, AIOKafkaConsumer)
        assert client._enable_auto_commit is False
        assert client._auto_offset_reset == "earliest"
        assert client._isolation_level == "read_committed"
        assert client._max_partition_fetch_bytes > MAX_MESSAGE_BYTES
        assert client._client._metadata_max_age_ms == 10_000
        assert batch_subscriber.subscriber._outer_config.allow_auto_create_topics is False
        assert client._group_id == "sla"
        assert client._session_timeout_ms < client._max_poll_interval_ms


async def test_a_members_session_is_the_settings_own(tmp_path: Path, servers: str) -> None:
    async with messaging_world(tmp_path, kafka=servers, consumer_session_seconds=10) as world:
        for batch_subscriber in world.sink.batch_subscribers:
            client = batch_subscriber.subscriber.consumer
            assert (client._session_timeout_ms, client._heartbeat_interval_ms) == (10_000, 2_000)


async def test_acknowledgements_and_parsers(world: MessagingWorld) -> None:
    for batch_subscriber in world.sink.batch_subscribers:
        subscriber = batch_subscriber.subscriber
        assert subscriber.ack_policy is AckPolicy.MANUAL
        options = subscriber._call_options
        assert (options.parser, options.decoder) == (parse_raw, decode_raw)


async def test_the_brokers_own_producer(world: MessagingWorld) -> None:
    broker = world.sink._broker
    assert broker is not None
    producer = broker._producer._producer.producer
    assert isinstance(producer, AIOKafkaProducer)
    check_producer(producer)


async def test_the_relays_producer(world: MessagingWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    used: list[AIOKafkaProducer] = []
    send = relay_module.send_together

    async def noted(producer: AIOKafkaProducer, records: Any) -> None:
        used.append(producer)
        await send(producer, records)

    monkeypatch.setattr(relay_module, "send_together", noted)
    await world.complete("SNV-0001")
    await until(lambda: bool(used))
    (producer,) = set(used)
    check_producer(producer)
    manager = producer._txn_manager
    assert manager.transactional_id == "relay-cases"
    assert producer._max_request_size > MAX_MESSAGE_BYTES
    await world.settle()


def check_producer(producer: AIOKafkaProducer) -> None:
    assert producer._sender._acks == -1
    assert producer._txn_manager is not None, "not idempotent"
    assert producer.client._metadata_max_age_ms == 10_000
