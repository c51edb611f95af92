"""A new epoch for a store that was set back: nothing that it gave out is given again.

What it gave out and doesn't know is found where it went: in its read models, in the topics, and on the
embedded profile in the other stores.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

import msgspec

from shared.contracts.catalog.edition_numbers import edition_named_by
from shared.contracts.source import Source
from shared.contracts.topics import SERVICE_TOPICS
from shared.contracts.topics import Service as ServiceName
from shared.deployment import PUBLISHERS
from shared.messaging.connection import KafkaConnection
from shared.runtime.projecting import whole_log
from shared.runtime.service import Service
from shared.settings import Settings
from tthc.operations.access import Operator
from tthc.operations.checks.topic_reading import TopicContent, read_topics
from tthc.operations.errors import StillRunning
from tthc.operations.opening import opened
from tthc.operations.orders import services_named

#: Entered in the books, where whoever wonders about a number finds it.
REASON = "the store was restored from an older copy; the case is lost"


@dataclass(frozen=True, slots=True)
class NewEpoch:
    """The epoch that began, and the numbers that are nobody's from now on."""

    service: str
    epoch: int
    voided: Sequence[str]
    passed_over: Sequence[str] = ()  #: of those that people know: a book has them, or they are no numbers


async def new_epoch(
    settings: Settings, operator: Operator, name: str, *, force: bool, given_out: Collection[str] = ()
) -> NewEpoch:
    """Begin a new epoch of a store that was restored from a backup. Raises StillRunning.

    `given_out`: numbers of which only people know, from a receipt for instance.
    """
    (service,) = services_named([name])
    if not force and await operator.answers(service):
        url = settings.url_of(service)
        raise StillRunning(service=name, url=url, where=url)
    names = [service] if settings.kafka_bootstrap_servers else PUBLISHERS
    async with opened(settings, names, writing=True) as services:
        begun = await _begin(settings, service, services, set(given_out))
    return replace(begun, passed_over=sorted(set(given_out).difference(begun.voided)))


async def _begin(
    settings: Settings, name: ServiceName, services: Sequence[Service], given_out: set[str]
) -> NewEpoch:
    found = next(one for one in services if one.name is name)
    elsewhere = _Elsewhere()
    for topic in await _topics(settings):
        elsewhere.of_topic(topic)
    for other in services:
        if other is not found:
            await elsewhere.of_store(other)
    given_out |= elsewhere.keys
    voided: Sequence[str] = ()
    if found.numbers is not None:  # first, so that a new epoch never begins without them
        given_out.update(await found.numbers.shown())
        voided = await found.numbers.void(given_out, REASON)
    store, latest = found.application.store, elsewhere.latest_epoch(name)
    return NewEpoch(name.value, await found.application.read(store.new_epoch, latest), voided)


class _Elsewhere:
    """What topics and the other services' stores know: keys that were told, and sources."""

    def __init__(self) -> None:
        self.keys: set[str] = set()
        self._sources: list[Source] = []

    def of_topic(self, topic: TopicContent) -> None:
        """What a topic holds."""
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


async def _topics(settings: Settings) -> Sequence[TopicContent]:
    kafka = KafkaConnection.of(settings)
    if kafka is None:
        return ()
    return list((await read_topics(kafka, SERVICE_TOPICS.values(), settings.address)).values())


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
