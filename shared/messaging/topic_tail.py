"""Reads the last events that a topic holds: where a relay goes on, and whether they are its store's."""

from collections.abc import Mapping
from dataclasses import dataclass

from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition

from shared.messaging.outgoing import PARTITION_COUNT_HEADER

_STEP = 64
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


async def last_events(
    bootstrap_servers: str, topic: str, source: str | None
) -> Mapping[TopicPartition, Last]:
    """The last committed event of `source` (None: of any) in each partition of the topic."""
    consumer = AIOKafkaConsumer(
        topic,
        bootstrap_servers=bootstrap_servers,
        isolation_level="read_committed",
        enable_auto_commit=False,
    )
    await consumer.start()
    try:
        numbers = sorted(consumer.partitions_for_topic(topic) or ())
        consumer.unsubscribe()
        return await _search(consumer, [TopicPartition(topic, number) for number in numbers], source)
    finally:
        await consumer.stop()


async def _search(
    consumer: AIOKafkaConsumer, partitions: list[TopicPartition], source: str | None
) -> Mapping[TopicPartition, Last]:
    """Step back from the ends until a record of the source shows up in each partition."""
    found = dict.fromkeys(partitions, Last())
    if not partitions:
        return found
    consumer.assign(partitions)
    beginnings = await consumer.beginning_offsets(partitions)
    ends = await consumer.end_offsets(partitions)
    step = _STEP
    while missing := [p for p in partitions if not found[p].sequence and ends[p] > beginnings[p]]:
        spans: Spans = {p: (max(beginnings[p], ends[p] - step), ends[p]) for p in missing}
        for partition, records in (await _read(consumer, spans)).items():
            found[partition] = _newest(records, source)
            ends[partition] = spans[partition][0]
        step *= 4
    return found


async def _read(
    consumer: AIOKafkaConsumer, spans: Spans
) -> dict[TopicPartition, list[ConsumerRecord[bytes, bytes]]]:
    """The records of each span of offsets."""
    records: dict[TopicPartition, list[ConsumerRecord[bytes, bytes]]] = {p: [] for p in spans}
    consumer.assign(list(spans))
    for partition, (start, _) in spans.items():
        consumer.seek(partition, start)
    unread = set(spans)
    while unread:
        for partition, batch in (await consumer.getmany(*unread, timeout_ms=_POLL_MILLISECONDS)).items():
            records[partition] += [record for record in batch if record.offset < spans[partition][1]]
        unread = {p for p in unread if await consumer.position(p) < spans[p][1]}
    return records


def _newest(records: list[ConsumerRecord[bytes, bytes]], source: str | None) -> Last:
    for record in reversed(records):
        headers = dict(record.headers)
        if _is_of(headers, source):
            return Last(
                int(headers["ce_sequence"]),
                headers.get("ce_id", b"").decode(),
                headers["ce_source"].decode(),
                int(headers[PARTITION_COUNT_HEADER]),
            )
    return Last()


def _is_of(headers: Mapping[str, bytes], source: str | None) -> bool:
    """Whether the headers are a relay's, of that source."""
    numbers = (headers.get("ce_sequence") or b"", headers.get(PARTITION_COUNT_HEADER) or b"")
    found = headers.get("ce_source")
    return bool(found) and source in (None, (found or b"").decode()) and all(n.isdigit() for n in numbers)
