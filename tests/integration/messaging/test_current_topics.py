"""The compacted topics on real Kafka: who reads them from the beginning has what is true now, and no more."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition

from shared.contracts.envelope import CloudEvent
from shared.contracts.registry import types_on
from shared.contracts.topics import Topic
from tests.hosting import World, hosted
from tests.integration.services.test_catalog import found, procedure
from tests.integration.services.test_reading import correct, issued, withdraw
from tests.messaging_topic import delete_topics, make_topics
from tests.messaging_world import until_consuming
from tthc.operations.verify import verify


@asynccontextmanager
async def catalog(folder: Path, servers: str) -> AsyncIterator[World]:
    await make_topics(servers)
    async with hosted(folder, "catalog", kafka_bootstrap_servers=servers) as world:
        await until_consuming(world.host)
        yield world


async def records(servers: str, topic: Topic) -> list[Any]:
    """Every committed record of a topic, as any consumer of Kafka reads it."""
    consumer = AIOKafkaConsumer(
        bootstrap_servers=servers,
        isolation_level="read_committed",
        enable_auto_commit=False,
        fetch_max_wait_ms=20,
    )
    await consumer.start()
    try:
        partition = TopicPartition(topic.value, 0)
        consumer.assign([partition])
        end = (await consumer.end_offsets([partition]))[partition]
        consumer.seek(partition, 0)
        read: list[Any] = []
        while await consumer.position(partition) < end:
            read += (await consumer.getmany(partition, timeout_ms=20)).get(partition, [])
        return read
    finally:
        await consumer.stop()


async def now(servers: str, topic: Topic = Topic.CATALOG_CURRENT) -> dict[str, Any]:
    """What a table has that keeps the newest value of each key, and forgets a key with a null value."""
    table: dict[str, Any] = {}
    for record in await records(servers, topic):
        CloudEvent.from_kafka(record.key, record.headers, record.value, tombstones=True)
        key = record.key.decode()
        if record.value is None:
            table.pop(key, None)
        else:
            table[key] = json.loads(record.value)
    return table


def editions(table: dict[str, Any]) -> dict[str, int]:
    return {key: value["edition"] for key, value in table.items()}


async def disagreements(world: World) -> list[str]:
    services = [one.service for one in world.host.hosted.values()]
    findings = await verify(services, world.settings, running=True)
    return [str(one) for one in findings.disagreements]


async def test_the_procedures_in_force_and_no_others(tmp_path: Path, servers: str) -> None:
    async with catalog(tmp_path, servers) as world:
        await found(world)
        await issued(world, 1, procedure("P01"), procedure("P02"))
        assert editions(await now(servers)) == {"SNV/P01": 1, "SNV/P02": 1}
        await correct(world, 1, "P02", "Thủ tục P02, đính chính")
        assert (await now(servers))["SNV/P02"]["name"] == "Thủ tục P02, đính chính"
        await issued(world, 2, procedure("P02"), procedure("P03"), in_force_from="2026-02-01")
        assert editions(await now(servers)) == {"SNV/P02": 2, "SNV/P03": 2}
        ended = [one for one in await records(servers, Topic.CATALOG_CURRENT) if one.value is None]
        assert [one.key for one in ended] == [b"SNV/P01"]
        assert dict(ended[0].headers)["ce_type"] == b"tthc.catalog.CurrentProcedureEnded.v1"
        assert await disagreements(world) == []
        await withdraw(world, 2)
        assert await now(servers) == {}
        assert await disagreements(world) == []


async def test_each_agency_with_its_divisions(tmp_path: Path, servers: str) -> None:
    async with catalog(tmp_path, servers) as world:
        await found(world)
        await world.settle()
        table = await now(servers, Topic.AGENCIES_CURRENT)
        assert set(table) == {"UBND", "SNV"}
        assert table["SNV"]["divisions"] == [{"division": "VP", "name": "Văn phòng Sở"}]
        types = {
            dict(one.headers)["ce_type"].decode() for one in await records(servers, Topic.AGENCIES_CURRENT)
        }
        assert types == set(types_on(Topic.AGENCIES_CURRENT))


async def test_a_wiped_topic_is_filled_again_at_the_next_start(tmp_path: Path, servers: str) -> None:
    async with catalog(tmp_path, servers) as world:
        await found(world)
        await issued(world, 1, procedure("P01"), procedure("P02"))
        before = await now(servers)
    await delete_topics(servers, Topic.CATALOG_CURRENT)
    async with catalog(tmp_path, servers) as world:
        await world.settle()
        assert await now(servers) == before
        assert await disagreements(world) == []


async def test_what_is_published_again_says_the_same(tmp_path: Path, servers: str) -> None:
    async with catalog(tmp_path, servers) as world:
        await found(world)
        await issued(world, 1, procedure("P01"))
        await issued(world, 2, procedure("P02"), in_force_from="2026-02-01")
        once = len(await records(servers, Topic.CATALOG_CURRENT))
        (only,) = world.host.hosted.values()
        only.republish()
        await world.settle()
        assert len(await records(servers, Topic.CATALOG_CURRENT)) == 2 * once
        assert editions(await now(servers)) == {"SNV/P02": 2}
        assert await disagreements(world) == []


async def test_a_record_that_is_not_the_store_s_is_found(tmp_path: Path, servers: str) -> None:
    async with catalog(tmp_path, servers) as world:
        await found(world)
        await issued(world, 1, procedure("P01"))
        (told,) = await records(servers, Topic.CATALOG_CURRENT)
        producer = AIOKafkaProducer(bootstrap_servers=servers)
        await producer.start()
        try:
            changed = told.value.replace(b'"edition":1', b'"edition":9')
            await producer.send_and_wait(told.topic, changed, told.key, headers=list(told.headers))
        finally:
            await producer.stop()
        (found_one,) = await disagreements(world)
        assert "tthc.catalog.current" in found_one
