"""Reads the last events that a topic holds: where a relay goes on, and whether they are its store's.

Only what a relay put in its own place counts: a malformed record, or a copy that stands elsewhere than
its key belongs, says nothing about where a relay is.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition

from shared.contracts.envelope import CloudEvent
from shared.contracts.malformed import MalformedRecord
from shared.contracts.topics import COMPACTED
from shared.messaging.connection import Kafka, client_options
from shared.messaging.publication_mapper import partition_of
from shared.messaging.sequencing import partition_count

_STEP = 64
_LONGEST_STEP = 16_384
#: Markers of transactions bring no record, only a step forward: looked at often, not waited for.
_POLL_MILLISECONDS = 5

Spans = dict[TopicPartition, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Last:
    """The last event of a source in a partition; sequence 0 where there is none."""

    sequence: int = 0
    event_id: str = ""
    source: str = ""
    partitions: int = 0  #: of the topic, as the relay noted it
    recorded_at: datetime | None = None
    written: bool = False  #: whether the partition ever held a record


async def last_events(kafka: Kafka, topic: str, source: str | None) -> Mapping[TopicPartition, Last]:
    """The last committed event of `source` (None: of any) in each partition of the topic."""
    consumer = AIOKafkaConsumer(
        topic,
        **client_options(kafka),
        isolation_level="read_committed",
        enable_auto_commit=False,
        fetch_max_wait_ms=_POLL_MILLISECONDS,  # the next step back comes after the answer of the last one
    )
    try:
        await consumer.start()
        numbers = sorted(consumer.partitions_for_topic(topic) or ())
        consumer.unsubscribe()
        return await _search(consumer, [TopicPartition(topic, number) for number in numbers], source)
    finally:
        await consumer.stop()


async def _search(
    consumer: AIOKafkaConsumer, partitions: list[TopicPartition], source: str | None
) -> Mapping[TopicPartition, Last]:
    """Step back from the ends until a record of the source shows up in each partition."""
    if not partitions:
        return {}
    consumer.assign(partitions)
    beginnings = await consumer.beginning_offsets(partitions)
    ends = await consumer.end_offsets(partitions)
    found = {p: Last(written=ends[p] > 0) for p in partitions}
    step = _STEP
    while missing := [p for p in partitions if not found[p].sequence and ends[p] > beginnings[p]]:
        spans: Spans = {p: (max(beginnings[p], ends[p] - step), ends[p]) for p in missing}
        found |= await _read(consumer, spans, source)
        ends |= {p: spans[p][0] for p in missing}
        step = min(step * 4, _LONGEST_STEP)
    return found


async def _read(consumer: AIOKafkaConsumer, spans: Spans, source: str | None) -> dict[TopicPartition, Last]:
    """The last event of the source in each span of offsets."""
    found = {p: Last(written=True) for p in spans}
    consumer.assign(list(spans))
    for partition, (start, _) in spans.items():
        consumer.seek(partition, start)
    unread = set(spans)
    while unread:
        for partition, batch in (await consumer.getmany(*unread, timeout_ms=_POLL_MILLISECONDS)).items():
            in_span = [record for record in batch if record.offset < spans[partition][1]]
            found[partition] = _last(in_span, source) or found[partition]
        unread = {p for p in unread if await consumer.position(p) < spans[p][1]}
    return found


def _last(records: list[ConsumerRecord[bytes, bytes]], source: str | None) -> Last | None:
    for record in reversed(records):
        last = _read_one(record)
        if last is not None and source in (None, last.source):
            return last
    return None


def _read_one(record: ConsumerRecord[bytes, bytes]) -> Last | None:
    """What a record says about its relay's place; None for one that no relay put there."""
    try:
        tombstones = record.topic in COMPACTED
        cloud = CloudEvent.from_kafka(record.key, record.headers, record.value, tombstones=tombstones)
        partitions = partition_count(record)
    except MalformedRecord:
        return None
    if partition_of(record.key or b"", partitions) != record.partition:
        return None
    return Last(cloud.sequence, cloud.id, str(cloud.source), partitions, cloud.recordedtime, True)
