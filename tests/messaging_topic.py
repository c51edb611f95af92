"""What a topic really holds, read by a plain consumer; and whether that is what the stores say."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from aiokafka.partitioner import murmur2

from shared.contracts.topics import Topic, configurations
from shared.eventstore.records import RecordedEvent
from shared.messaging.topics import apply_topics, describe_settings
from tests.faults.invariants import Violated

Record = ConsumerRecord[Any, Any]


async def read_topic(servers: str, topic: str = "tthc.cases") -> dict[int, list[Record]]:
    """All committed records of a topic, by partition; transactions that are open are waited for."""
    consumer = AIOKafkaConsumer(
        topic,
        bootstrap_servers=servers,
        isolation_level="read_committed",
        enable_auto_commit=False,
        fetch_max_wait_ms=20,
    )
    await consumer.start()
    try:
        partitions = [TopicPartition(topic, n) for n in sorted(consumer.partitions_for_topic(topic) or ())]
        consumer.unsubscribe()
        consumer.assign(partitions)
        await consumer.seek_to_beginning(*partitions)
        ends = await _ends(servers, partitions)
        records: dict[int, list[Record]] = {p.partition: [] for p in partitions}
        async with asyncio.timeout(60):
            while unread := [p for p in partitions if await consumer.position(p) < ends[p]]:
                for partition, batch in (await consumer.getmany(*unread, timeout_ms=20)).items():
                    records[partition.partition] += batch
        return records
    finally:
        await consumer.stop()


async def _ends(servers: str, partitions: list[TopicPartition]) -> dict[TopicPartition, int]:
    """Where the partitions end, with what isn't committed yet."""
    consumer = AIOKafkaConsumer(bootstrap_servers=servers)
    await consumer.start()
    try:
        return dict(await consumer.end_offsets(partitions))
    finally:
        await consumer.stop()


def place_of(case: str, partitions: int) -> int:
    """The partition that a case's events belong to."""
    return (murmur2(case.encode()) & 0x7FFFFFFF) % partitions


@cache
def cases_in(partition: int, count: int, *, of: int = 6) -> list[str]:
    """So many cases whose events go to one partition."""
    numbers = (f"SNV-{number:04d}" for number in range(100_000))
    return [case for case, _ in zip((c for c in numbers if place_of(c, of) == partition), range(count))]  # noqa: B905


def check_topic(
    topic: Mapping[int, Sequence[Record]], told: Sequence[RecordedEvent], *, again: bool = False
) -> None:
    """I2: each partition holds what the store says, in its order, once, and each names the one before it.

    `again`: events may come again, as republishing and copies do; their first ones must be in order.
    """
    expected: dict[int, list[int]] = defaultdict(list)
    for event in told:
        expected[place_of(event.correlation_id, len(topic))].append(event.notification_id or 0)
    for partition, records in topic.items():
        chain = [
            _chain(record) for record in records if place_of(record.key.decode(), len(topic)) == partition
        ]
        if again:
            chain = list(dict.fromkeys(chain))
        before = [0, *expected[partition]]
        wanted = list(zip(expected[partition], before, strict=False))
        if chain != wanted:
            raise Violated(f"I2: partition {partition}: {_difference(chain, wanted)}")


def _chain(record: Record) -> tuple[int, int]:
    headers = dict(record.headers)
    return int(headers["ce_sequence"]), int(headers["ce_prevsequence"])


def _difference(found: list[tuple[int, int]], wanted: list[tuple[int, int]]) -> str:
    at = next((n for n, pair in enumerate(zip(found, wanted, strict=False)) if pair[0] != pair[1]), None)
    if at is None:
        return f"{len(found)} records where {len(wanted)} belong"
    return f"at {at}: {found[at]} where {wanted[at]} belongs (of {len(found)} and {len(wanted)})"


def check_effects(
    effects: Mapping[str, list[int]], told: Sequence[RecordedEvent], *, in_order: bool = True
) -> None:
    """I3: the sink counted each told event of a case once, and in its order."""
    expected: dict[str, list[int]] = defaultdict(list)
    for event in told:
        if type(event.event).__name__ == "Completed":
            expected[event.key].append(event.version)
    for case in {*expected, *effects}:
        found, wanted = effects.get(case, []), expected[case]
        if (found if in_order else sorted(found)) != wanted:
            twice = [version for version, count in Counter(found).items() if count > 1]
            lost = sorted(set(wanted) - set(found))
            raise Violated(f"I3: {case}: twice {twice[:5]}, lost {lost[:5]}, {len(found)} of {len(wanted)}")


async def make_topics(servers: str, partitions: int = 6) -> None:
    """The system's topics, as `tthc topics apply` makes them."""
    await apply_topics(servers, configurations(partitions=partitions).values())


async def delete_topics(servers: str, *topics: Topic) -> None:
    """These topics (all of the system) are gone on return, and with them what groups had committed there."""
    admin = AIOKafkaAdminClient(bootstrap_servers=servers)
    await admin.start()
    try:
        ours = {topic.value for topic in topics or Topic}
        if known := ours.intersection(await admin.list_topics()):
            await admin.delete_topics(sorted(known))
        async with asyncio.timeout(30):
            while known.intersection(await admin.list_topics()):  # noqa: ASYNC110 - Kafka tells nobody
                await asyncio.sleep(0.05)
    finally:
        await admin.close()


async def configure_topic(servers: str, topic: str, **settings: str) -> None:
    """Change a topic's settings while it is used; `_` stands for a dot."""
    admin = AIOKafkaAdminClient(bootstrap_servers=servers)
    await admin.start()
    try:
        configs = {name.replace("_", "."): value for name, value in settings.items()}
        await admin.alter_configs([ConfigResource(ConfigResourceType.TOPIC, topic, configs=configs)])
        async with asyncio.timeout(30):
            while not configs.items() <= (await describe_settings(admin, topic)).items():  # noqa: ASYNC110
                await asyncio.sleep(0.05)
    finally:
        await admin.close()
