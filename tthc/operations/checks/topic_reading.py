"""What a topic holds: every committed record, partition by partition, as it stands there."""

from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition

from shared.contracts.envelope import CloudEvent
from shared.contracts.malformed import MalformedRecord
from shared.contracts.source import Source
from shared.contracts.streams import has_its_id
from shared.contracts.topics import COMPACTED, SERVICE_TOPICS, Topic
from shared.messaging.chains import Chains
from shared.messaging.dead_letters import value_digest
from shared.messaging.publication_mapper import partition_of
from shared.messaging.sequencing import partition_count

#: Markers of transactions bring no record, only a step forward: looked at often, not waited for. Nor is
#: Kafka to wait for more at a partition's end: the next partition's turn comes after its answer.
_POLL_MILLISECONDS = 20


@dataclass(frozen=True, slots=True)
class Standing:
    """One record that looks like a relay's."""

    topic: Topic
    partition: int
    offset: int
    before: int  #: the sequence of its source's record before it in the partition; 0: none
    partitions: int  #: of the topic, as the relay noted it
    event: CloudEvent
    ordered: bool = True  #: False: no relay can have put it there

    @property
    def letter(self) -> str:
        """The key of its dead letters, without the consumer's name."""
        return f"{self.topic.value}.{self.event.id}.{value_digest(self.event.data)}"

    @property
    def origin(self) -> tuple[str, int, int]:
        """Where it stands, as its dead letters say it."""
        return self.topic.value, self.partition, self.offset

    @property
    def place(self) -> str:
        """Where it stands, for people."""
        return f"partition {self.partition} offset {self.offset}"


@dataclass(frozen=True, slots=True)
class Foreign:
    """One record that is no event of this system."""

    partition: int
    offset: int
    reason: str


@dataclass(slots=True)
class TopicContent:
    """A topic's records, sorted by who sent them."""

    topic: Topic
    records: dict[Source, list[Standing]] = field(default_factory=dict)
    foreign: list[Foreign] = field(default_factory=list)
    emptied: set[int] = field(default_factory=set)  #: partitions of which retention has removed a part
    partitions: int = 0
    _last: dict[tuple[Source, int], int] = field(default_factory=dict)
    _chains: Chains = field(default_factory=Chains)

    def take(self, record: ConsumerRecord[bytes, bytes], address: str) -> None:
        """Add the next record of its partition."""
        try:
            event = CloudEvent.from_kafka(
                record.key,
                record.headers,
                record.value,
                address=address,
                tombstones=self.topic in COMPACTED,
            )
            count = partition_count(record)
        except MalformedRecord as error:
            self.foreign.append(Foreign(record.partition, record.offset, str(error)))
            return
        ordered = self._is_ordered(event, record.partition, count)
        before = self._last.get((event.source, record.partition), 0)
        if ordered:
            self._last[event.source, record.partition] = event.sequence
        standing = Standing(self.topic, record.partition, record.offset, before, count, event, ordered)
        self.records.setdefault(event.source, []).append(standing)

    def _is_ordered(self, event: CloudEvent, partition: int, count: int) -> bool:
        """Whether a relay can have put it behind what stands there; it keeps order on its own topic."""
        if self.topic not in SERVICE_TOPICS.values():
            return True
        if partition_of(event.key, count) != partition or not has_its_id(event):
            return False
        return self._chains.take((event.source, partition, count), event.prevsequence, event.sequence)


async def read_topics(
    bootstrap_servers: str, topics: Iterable[Topic], address: str
) -> dict[Topic, TopicContent]:
    """Everything that stands in the topics at this moment; one that doesn't exist is empty."""
    contents = {topic: TopicContent(topic) for topic in topics}
    async with _consumer(bootstrap_servers, contents) as consumer:
        partitions = {topic: _partitions(consumer, topic) for topic in contents}
        consumer.unsubscribe()
        for topic, content in contents.items():
            content.partitions = len(partitions[topic])
            for partition in partitions[topic]:
                await _read(consumer, partition, content, address)
    return contents


async def partition_counts(bootstrap_servers: str, topics: Sequence[Topic]) -> dict[Topic, int]:
    """How many partitions each topic has; 0: it doesn't exist."""
    async with _consumer(bootstrap_servers, topics) as consumer:
        return {topic: len(_partitions(consumer, topic)) for topic in topics}


@asynccontextmanager
async def _consumer(bootstrap_servers: str, topics: Iterable[Topic]) -> AsyncIterator[AIOKafkaConsumer]:
    """A consumer of no group that knows the topics."""
    consumer = AIOKafkaConsumer(
        *(topic.value for topic in topics),
        bootstrap_servers=bootstrap_servers,
        isolation_level="read_committed",
        enable_auto_commit=False,
        auto_offset_reset="earliest",
        max_partition_fetch_bytes=1024 * 1024,
        fetch_max_wait_ms=_POLL_MILLISECONDS,
    )
    try:
        await consumer.start()
        yield consumer
    finally:
        await consumer.stop()


def _partitions(consumer: AIOKafkaConsumer, topic: Topic) -> list[TopicPartition]:
    numbers = sorted(consumer.partitions_for_topic(topic.value) or ())
    return [TopicPartition(topic.value, number) for number in numbers]


async def _read(
    consumer: AIOKafkaConsumer, partition: TopicPartition, content: TopicContent, address: str
) -> None:
    """One partition, from its beginning to where it ends now."""
    consumer.assign([partition])
    beginning = (await consumer.beginning_offsets([partition]))[partition]
    end = (await consumer.end_offsets([partition]))[partition]
    if beginning > 0:
        content.emptied.add(partition.partition)
    consumer.seek(partition, beginning)
    while await consumer.position(partition) < end:
        batch = await consumer.getmany(partition, timeout_ms=_POLL_MILLISECONDS)
        for record in batch.get(partition, ()):
            if record.offset < end:
                content.take(record, address)
