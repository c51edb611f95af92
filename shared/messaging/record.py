"""A record of a topic, as any transport hands it over."""

from dataclasses import dataclass
from typing import Any, Protocol

from shared.contracts.envelope import CloudEvent
from shared.messaging.publication_mapper import PARTITION_COUNT_HEADER, Headers


class ConsumerRecord(Protocol):
    """What a consumer needs of a Kafka record; aiokafka's `ConsumerRecord` is one."""

    @property
    def topic(self) -> str: ...
    @property
    def partition(self) -> int: ...
    @property
    def offset(self) -> int: ...
    @property
    def key(self) -> bytes | None: ...
    @property
    def value(self) -> bytes | None: ...
    @property
    def headers(self) -> Any: ...
    @property
    def timestamp(self) -> int: ...


@dataclass(frozen=True, slots=True)
class LocalRecord:
    """A record of an event that this process made itself: its envelope needn't be read back from headers.

    The event's sequence stands for the offset, on a topic with one partition.
    """

    topic: str
    envelope: CloudEvent
    event: Any  #: as it was told: who reads it as the same class needn't read the data
    partition: int = 0
    partitions: int = 1

    @property
    def offset(self) -> int:
        """Its place in the topic."""
        return self.envelope.sequence

    @property
    def key(self) -> bytes:
        """The key, as Kafka would have it."""
        return self.envelope.key

    @property
    def value(self) -> bytes:
        """The event's data."""
        return self.envelope.data

    @property
    def timestamp(self) -> int:
        """When the event was recorded, in milliseconds."""
        return int(self.envelope.recordedtime.timestamp() * 1000)

    @property
    def headers(self) -> Headers:
        """The headers, as the relay would write them."""
        return [
            *self.envelope.to_kafka_headers(),
            (PARTITION_COUNT_HEADER, str(self.partitions).encode()),
        ]
