"""Reads the last events that a topic holds: where a relay goes on, and whether they are its store's.

Only what a relay put in its own place counts: a malformed record, a copy that stands elsewhere than its key
belongs, or one that passes over what stands before it in its partition says nothing about where a relay is.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition

from shared.contracts.envelope import CloudEvent
from shared.contracts.malformed import MalformedRecord
from shared.contracts.streams import check_id
from shared.contracts.topics import COMPACTED
from shared.messaging.chains import Chains
from shared.messaging.connection import Kafka, client_options
from shared.messaging.publication_mapper import partition_of
from shared.messaging.sequencing import partition_count

_STEP = 64
_LONGEST_STEP = 16_384
#: A record is told from a stray by another one before it.
_ENOUGH = 2
#: Markers of transactions bring no record, only a step forward: looked at often, not waited for.
_POLL_MILLISECONDS = 5

Spans = dict[TopicPartition, tuple[int, int]]
Offsets = Mapping[TopicPartition, int]


@dataclass(frozen=True, slots=True)
class Last:
    """The last event of a source in a partition; sequence 0 where there is none."""

    sequence: int = 0
    event_id: str = ""
    source: str = ""
    partitions: int = 0  #: of the topic, as the relay noted it
    recorded_at: datetime | None = None
    written: bool = False  #: whether the partition ever held a record
    previous: int = 0  #: the sequence that it says to stand behind
    strays: int = 0  #: records behind it that no relay put there
    sound: "Last | None" = (
        None  #: the last before a hole, where it stands behind one: somebody may have forged it
    )


async def last_events(
    kafka: Kafka, topic: str, source: str | None, before: Offsets | None = None
) -> Mapping[TopicPartition, Last]:
    """The last committed event of `source` (None: of any) in each partition of the topic.

    `before`: offsets before which it is looked for, instead of the partition's end.
    """
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
        partitions = [TopicPartition(topic, number) for number in numbers]
        return await _search(consumer, partitions, source, before or {})
    finally:
        await consumer.stop()


async def _search(
    consumer: AIOKafkaConsumer, partitions: list[TopicPartition], source: str | None, before: Offsets
) -> Mapping[TopicPartition, Last]:
    """Step back from the ends until a record of the source shows up in each partition."""
    if not partitions:
        return {}
    consumer.assign(partitions)
    beginnings = await consumer.beginning_offsets(partitions)
    last = await _ends(consumer, partitions, before)
    ends = dict(last)
    found: dict[TopicPartition, list[Last]] = {p: [] for p in partitions}

    def missing() -> list[TopicPartition]:
        return [p for p in partitions if len(found[p]) < _ENOUGH and ends[p] > beginnings[p]]

    step = _STEP
    while missing():
        spans: Spans = {p: (max(beginnings[p], ends[p] - step), ends[p]) for p in missing()}
        for partition, earlier in (await _read(consumer, spans, source)).items():
            found[partition] = earlier + found[partition]
            ends[partition] = spans[partition][0]
        step = min(step * 4, _LONGEST_STEP)
    return {p: _last_of(p, found[p]) or Last(written=last[p] > 0) for p in partitions}


async def _ends(
    consumer: AIOKafkaConsumer, partitions: list[TopicPartition], before: Offsets
) -> dict[TopicPartition, int]:
    """Where each partition ends, or where it is to be looked at from."""
    ends: dict[TopicPartition, int] = await consumer.end_offsets(partitions)
    return {p: min(before.get(p, end), end) for p, end in ends.items()}


async def _read(
    consumer: AIOKafkaConsumer, spans: Spans, source: str | None
) -> dict[TopicPartition, list[Last]]:
    """The events of the source in each span of offsets."""
    found: dict[TopicPartition, list[Last]] = {p: [] for p in spans}
    consumer.assign(list(spans))
    for partition, (start, _) in spans.items():
        consumer.seek(partition, start)
    unread = set(spans)
    while unread:
        for partition, batch in (await consumer.getmany(*unread, timeout_ms=_POLL_MILLISECONDS)).items():
            read = (_read_one(record) for record in batch if record.offset < spans[partition][1])
            found[partition] += [one for one in read if one is not None and source in (None, one.source)]
        unread = {p for p in unread if await consumer.position(p) < spans[p][1]}
    return found


def _last_of(partition: TopicPartition, records: list[Last]) -> Last | None:
    """The last one; compaction leaves out what stood between others, so that their order says nothing."""
    if partition.topic in COMPACTED:
        return records[-1] if records else None
    return _last_in_order(records)


def _last_in_order(records: list[Last]) -> Last | None:
    """The last one that a relay can have put behind those before it, with the last before any hole."""
    last, sound, strays, chains = None, None, 0, Chains()
    furthest: dict[tuple[str, int], int] = {}
    for one in records:
        chain = one.source, one.partitions
        if chains.take(chain, one.previous, one.sequence):
            last, strays = one, 0
            if one.previous <= furthest.get(chain, one.previous):
                sound, furthest[chain] = one, max(furthest.get(chain, 0), one.sequence)
        else:
            strays += 1
    return replace(last, strays=strays, sound=sound if sound is not last else None) if last else None


def _read_one(record: ConsumerRecord[bytes, bytes]) -> Last | None:
    """What a record says about its relay's place; None for one that no relay put there."""
    try:
        tombstones = record.topic in COMPACTED
        cloud = CloudEvent.from_kafka(record.key, record.headers, record.value, tombstones=tombstones)
        if not tombstones:
            check_id(cloud)
        partitions = partition_count(record)
    except MalformedRecord:
        return None
    if partition_of(record.key or b"", partitions) != record.partition:
        return None
    return Last(
        sequence=cloud.sequence,
        event_id=cloud.id,
        source=str(cloud.source),
        partitions=partitions,
        recorded_at=cloud.recordedtime,
        written=True,
        previous=cloud.prevsequence,
    )
