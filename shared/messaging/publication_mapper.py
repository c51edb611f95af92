"""A stored event made ready for its topic: what relay, republishing and the embedded transport all send."""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from aiokafka.partitioner import murmur2

from shared.contracts.declaring import declaration_of, type_of
from shared.contracts.envelope import CloudEvent
from shared.contracts.publication import Origin, Publication, Translations
from shared.contracts.source import Source, dataschema, event_id
from shared.contracts.topics import SERVICE_TOPICS, Service, Topic
from shared.eventstore.mapper import encode_told
from shared.eventstore.records import RecordedEvent

#: Tells how many partitions the topic had when the relay chose one: part of a consumer's position.
PARTITION_COUNT_HEADER = "ce_partitioncount"

Headers = list[tuple[str, bytes]]


@dataclass(frozen=True, slots=True)
class OutgoingRecord:
    """One record for Kafka, but for what the relay adds: the sequence before it in its partition."""

    topic: Topic
    key: bytes
    event: CloudEvent
    told: Any  #: the event as it was told, before it was written

    @property
    def sequence(self) -> int:
        """The notification id of the stored event."""
        return self.event.sequence

    def partition(self, count: int) -> int:
        """The partition that the key belongs to, by Kafka's own default partitioner."""
        return partition_of(self.key, count)

    def headers(self, previous: int, partitions: int) -> Headers:
        """The headers of the record as it stands behind `previous` in its partition, one of so many."""
        headers = self.event.to_kafka_headers(previous)
        headers.append((PARTITION_COUNT_HEADER, str(partitions).encode()))
        return headers

    def behind(self, previous: int) -> "OutgoingRecord":
        """The record as it stands behind `previous`."""
        if self.event.prevsequence == previous:
            return self
        return replace(self, event=replace(self.event, prevsequence=previous))


@lru_cache(maxsize=20_000)
def partition_of(key: bytes, count: int) -> int:
    """The partition of a key, as the Java client and aiokafka compute it."""
    hashed: int = murmur2(key)
    return (hashed & 0x7FFFFFFF) % count


class PublicationMapper:
    """Translates a store's events into what its topics carry. A stored event gives at most one record."""

    def __init__(self, service: Service, translations: Translations, address: str, epoch: int) -> None:
        self.service = service
        self.topic = SERVICE_TOPICS[service]
        self.source = Source(address=address, service=service, epoch=str(epoch))
        self._address = address
        self._translations = translations

    def to_record(self, recorded: RecordedEvent, previous: int = 0) -> OutgoingRecord | None:
        """The record for a stored event, or None where it is the service's own matter."""
        publication = self.publication(recorded)
        if publication is None:
            return None
        event_type = publication.event_type or type_of(type(publication.event))
        event = CloudEvent(
            id=self.event_id(recorded),
            source=self.source,
            type=event_type,
            subject=publication.key or recorded.key,
            time=publication.time,
            dataschema=dataschema(self._address, event_type),
            data=_data(publication, recorded),
            sequence=recorded.notification_id or 0,
            prevsequence=previous,
            correlationid=recorded.correlation_id,
            causationid=recorded.causation_id,
            streamversion=recorded.version,
            recordedtime=recorded.recorded_at,
            partitionkey=publication.key or recorded.correlation_id,
        )
        return OutgoingRecord(publication.topic or self.topic, event.key, event, publication.event)

    def tells(self, event_class: type) -> bool:
        """Whether events of a class are told at all."""
        declared = declaration_of(event_class)
        told = declared is not None and declared.event_type is not None and declared.at is not None
        return told or event_class in self._translations

    def publication(self, recorded: RecordedEvent) -> Publication | None:
        """What is told of a stored event, or None where it is the service's own matter."""
        event = recorded.event
        translate = self._translations.get(type(event))
        if translate is not None:
            return translate(event, Origin(recorded.key, recorded.recorded_at))
        declared = declaration_of(type(event))
        if declared is None or declared.event_type is None or declared.at is None:
            return None
        return Publication(event, getattr(event, declared.at))

    def event_id(self, recorded: RecordedEvent) -> str:
        """The id under which a stored event is published, whenever that is."""
        return event_id(self.service, recorded.stream, recorded.version)

    def reader(self, partitions: int) -> str:
        """The name of the relay's position on a topic of so many partitions."""
        return f"relay|{self.source}|{self.topic.value}|{partitions}"


def _data(publication: Publication, recorded: RecordedEvent) -> bytes:
    """The stored bytes, where the event is told as it is kept; none of what has ended."""
    declared = declaration_of(type(publication.event))
    if declared is not None and declared.tombstone:
        return b""
    if publication.event is recorded.event and recorded.data:
        return recorded.data
    return encode_told(publication.event)
