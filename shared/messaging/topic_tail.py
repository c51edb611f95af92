"""Reads the last events that a topic holds: where a relay goes on, and whether they are its store's."""

from collections.abc import Mapping
from dataclasses import dataclass

from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition

from shared.messaging.outgoing import PARTITION_COUNT_HEADER

_STEP = 64


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
        topic, bootstrap_servers=bootstrap_servers, isolation_level="read_committed", enable_auto_commit=False
    )
    await consumer.start()
    try:
        numbers = sorted(consumer.partitions_for_topic(topic) or ())
        consumer.unsubscribe()
        partitions = [TopicPartition(topic, number) for number in numbers]
        return {partition: await _last(consumer, partition, source) for partition in partitions}
    finally:
        await consumer.stop()


async def _last(consumer: AIOKafkaConsumer, partition: TopicPartition, source: str | None) -> Last:
    """Step back from the end until a record of the source shows up: markers of transactions hold no data."""
    consumer.assign([partition])
    beginning = (await consumer.beginning_offsets([partition]))[partition]
    end = (await consumer.end_offsets([partition]))[partition]
    stop, step = end, _STEP
    while stop > beginning:
        start = max(beginning, stop - step)
        for record in reversed(await _between(consumer, partition, start, stop)):
            headers = dict(record.headers)
            if _is_of(headers, source):
                return Last(
                    int(headers["ce_sequence"]),
                    headers.get("ce_id", b"").decode(),
                    headers["ce_source"].decode(),
                    int(headers[PARTITION_COUNT_HEADER]),
                )
        stop, step = start, step * 4
    return Last()


async def _between(
    consumer: AIOKafkaConsumer, partition: TopicPartition, start: int, stop: int
) -> list[ConsumerRecord[bytes, bytes]]:
    consumer.seek(partition, start)
    records: list[ConsumerRecord[bytes, bytes]] = []
    while await consumer.position(partition) < stop:
        batch = await consumer.getmany(partition, timeout_ms=200)
        records += [record for record in batch.get(partition, ()) if record.offset < stop]
    return records


def _is_of(headers: Mapping[str, bytes], source: str | None) -> bool:
    """Whether the headers are a relay's, of that source."""
    numbers = (headers.get("ce_sequence") or b"", headers.get(PARTITION_COUNT_HEADER) or b"")
    found = headers.get("ce_source")
    return bool(found) and source in (None, (found or b"").decode()) and all(n.isdigit() for n in numbers)
