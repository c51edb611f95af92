"""What is known of a store outside of it: in the topics, and in the other services' stores."""

from collections.abc import Iterable

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

    async def of_store(self, service: Service) -> None:
        """What a store holds, and where its readers stand."""
        positions = await service.application.read(service.application.store.positions)
        self._sources += _sources(position.reader for position in positions)
        async for events in whole_log(service.application):
            self.keys.update(event.key for event in events)

    def latest_epoch(self, name: ServiceName) -> int:
        """The service's latest that is known; 0 for none."""
        epochs = (one.epoch for one in self._sources if one.service is name)
        return max((int(epoch) for epoch in epochs if epoch.isdecimal()), default=0)


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
