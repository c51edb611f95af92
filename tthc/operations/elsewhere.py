"""What is known of a store outside of it: in the topics, and in the other services' stores."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import msgspec

from shared.contracts.catalog.edition_numbers import edition_named_by
from shared.contracts.source import Source
from shared.contracts.topics import SERVICE_TOPICS
from shared.contracts.topics import Service as ServiceName
from shared.messaging.connection import KafkaConnection
from shared.runtime.projecting import whole_log
from shared.runtime.service import Service
from shared.settings import Settings
from tthc.operations.checks.topic_reading import read_topics


class Elsewhere:
    """Keys that were told, and the sources that were heard of."""

    def __init__(self) -> None:
        self.keys: set[str] = set()
        self._sources: list[Source] = []

    async def of_topics(self, settings: Settings) -> None:
        """What the topics hold; without Kafka there are none."""
        kafka = KafkaConnection.of(settings)
        if kafka is None:
            return
        for topic in (await read_topics(kafka, SERVICE_TOPICS.values(), settings.address)).values():
            self._sources += topic.records
            for records in topic.records.values():
                self.keys.update(record.event.subject for record in records)
                self.keys.update(number for record in records for number in editions_in(record.event.data))

    async def of_store(self, service: Service) -> None:
        """What a store holds, and where its readers stand."""
        positions = await service.application.read(service.application.store.positions)
        self._sources += _sources(position.reader for position in positions)
        async for events in whole_log(service.application):
            self.keys.update(event.key for event in events)
            self.keys.update(number for event in events for number in edition_named_by(event.event))

    def latest_epoch(self, name: ServiceName) -> int:
        """The service's latest that is known; 0 for none."""
        epochs = (one.epoch for one in self._sources if one.service is name)
        return max((int(epoch) for epoch in epochs if epoch.isdecimal()), default=0)


@dataclass(frozen=True, slots=True)
class _OfEdition:
    """What of an event in a topic says which edition it is about."""

    agency: str | None = None
    edition: int | None = None


def editions_in(data: bytes) -> Sequence[str]:
    """The number of the edition that a record of a topic is about, if it says one."""
    try:
        return edition_named_by(msgspec.json.decode(data, type=_OfEdition))
    except msgspec.DecodeError:  # whoever wrote it, it names none
        return ()


def _sources(readers: Iterable[str]) -> list[Source]:
    """The sources that positions are named after."""
    found = []
    for reader in readers:
        parts = reader.split("|")
        try:
            found.append(Source.parse(parts[1]))
        except (IndexError, ValueError):
            continue
    return found
