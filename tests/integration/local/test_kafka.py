"""Kafka: started, killed, restarted elsewhere, told other limits, behind a proxy."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import UUID

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import MessageSizeTooLargeError

from dev.local import KafkaServer, running_together
from dev.local.aot_cache import learn_to_start
from dev.local.kafka import startup_cache
from tests.faults.proxy import Proxy
from tests.servers import quick_kafka


async def create(bootstrap: str, topic: str, partitions: int = 1) -> None:
    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap)
    await admin.start()
    try:
        await admin.create_topics([NewTopic(topic, partitions, 1)])
    finally:
        await admin.close()


@asynccontextmanager
async def producing(bootstrap: str, **settings: object) -> AsyncIterator[AIOKafkaProducer]:
    producer = AIOKafkaProducer(bootstrap_servers=bootstrap, acks="all", **settings)
    await producer.start()
    try:
        yield producer
    finally:
        await producer.stop()


async def read(bootstrap: str, topic: str, count: int) -> list[bytes | None]:
    consumer = AIOKafkaConsumer(
        topic, bootstrap_servers=bootstrap, auto_offset_reset="earliest", isolation_level="read_committed"
    )
    await consumer.start()
    try:
        async with asyncio.timeout(20):
            return [(await consumer.getone()).value for _ in range(count)]
    finally:
        await consumer.stop()


async def test_committed_transactions_are_read(kafka: KafkaServer, topic_prefix: str) -> None:
    topic = topic_prefix + "cases"
    await create(kafka.bootstrap_servers, topic)
    async with producing(kafka.bootstrap_servers, transactional_id=topic) as producer:
        await producer.begin_transaction()
        await producer.send_and_wait(topic, b"dropped")
        await producer.abort_transaction()
        async with producer.transaction():
            await producer.send_and_wait(topic, b"kept")
    assert await read(kafka.bootstrap_servers, topic, 1) == [b"kept"]


def test_what_makes_starts_quicker_is_made_once(kafka: KafkaServer) -> None:
    made = startup_cache().stat().st_mtime_ns
    learn_to_start()
    assert startup_cache().stat().st_mtime_ns == made


async def test_topics_are_never_made_by_accident(kafka: KafkaServer, topic_prefix: str) -> None:
    admin = AIOKafkaAdminClient(bootstrap_servers=kafka.bootstrap_servers)
    await admin.start()
    try:
        await admin.describe_topics([topic_prefix + "mistyped"])
        assert topic_prefix + "mistyped" not in await admin.list_topics()
    finally:
        await admin.close()


async def test_what_was_acknowledged_survives_a_kill_and_a_move_to_another_port(own_data: Path) -> None:
    first = quick_kafka(own_data)
    with running_together(first):
        await create(first.bootstrap_servers, "cases")
        async with producing(first.bootstrap_servers) as producer:
            await producer.send_and_wait("cases", b"before")
        first.kill()
        first.start()
        async with producing(first.bootstrap_servers) as producer:
            await producer.send_and_wait("cases", b"after")
    second = KafkaServer(own_data)
    with running_together(second):
        assert second.port != first.port
        assert await read(second.bootstrap_servers, "cases", 2) == [b"before", b"after"]


async def test_a_limit_of_the_server_can_be_lowered_and_the_proxy_stands_between(own_data: Path) -> None:
    proxy = Proxy()
    server = quick_kafka(own_data, advertised=proxy.address, properties={"message.max.bytes": "1000"})
    proxy.upstream = server.proxied_address
    with running_together(server), proxy:
        await create(server.bootstrap_servers, "cases")
        async with producing(proxy.netloc) as producer:
            await producer.send_and_wait("cases", b"small")
            with pytest.raises(MessageSizeTooLargeError):
                await producer.send_and_wait("cases", b"x" * 2000)
            proxy.silence()
            late = await producer.send("cases", b"late")
            assert await asyncio.to_thread(proxy.wait_fired)
            assert await read(server.bootstrap_servers, "cases", 1) == [b"small"]
            assert not late.done()
            proxy.heal()
            await asyncio.wait_for(late, 20)
        assert await read(server.bootstrap_servers, "cases", 2) == [b"small", b"late"]


def test_starts_whatever_its_identifier_begins_with(own_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dev.local.kafka.uuid.uuid4", lambda: UUID(bytes=bytes([0b11111000, *range(15)])))
    server = quick_kafka(own_data / "kafka")
    with running_together(server):
        properties = (server.data / "logs" / "meta.properties").read_text()
    assert "cluster.id=-" in properties
