"""Where a relay goes on in its store, and whether the topic and the store belong together."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import structlog
from aiokafka import TopicPartition
from aiokafka.errors import UnknownTopicOrPartitionError

from shared.contracts.topics import CURRENT_TOPICS, Topic
from shared.eventstore.application import Application
from shared.messaging.connection import Kafka
from shared.messaging.publication_mapper import PublicationMapper
from shared.messaging.topic_tail import Last, last_events

RUNBOOK = "docs/runbook/topic-ahead-of-store.md"
_SCAN = 5_000

log = structlog.get_logger()

#: What stands last in each partition: its sequence.
Previous = dict[TopicPartition, int]


class TopicAhead(Exception):
    """The topic holds events that the store doesn't have: an old copy was put back, or they are forged."""

    def __init__(self, topic: str, newest: Last, in_store: int) -> None:
        self.topic, self.in_topic = topic, newest.sequence
        super().__init__(
            f"{topic} holds event {newest.sequence} ({newest.event_id}, recorded at {newest.recorded_at}), "
            f"which the store (it ends at {in_store}) doesn't have: the store was restored from a backup, "
            f"or somebody else wrote the event. Nothing is published. What to do: {RUNBOOK}"
        )


@dataclass(slots=True)
class RelayCheckpoint:
    """Up to `position` the store is published, `previous` stands last in each partition."""

    position: int = 0
    identity: str = ""  #: of the event there, once this process has published it
    recorded: int = 0  #: the position that the store has
    noted: Previous = field(default_factory=dict)  #: what stood last in each partition then
    previous: Previous = field(default_factory=dict)
    partitions: dict[str, int] = field(default_factory=dict)  #: count by topic


async def find_checkpoint(
    application: Application, mapper: PublicationMapper, kafka: Kafka
) -> RelayCheckpoint:
    """Behind what is recorded, or what the topic holds beyond that; before what the topic has lost.

    Raises `TopicAhead`, and `UnknownTopicOrPartitionError` where there is no topic.
    """
    topic = mapper.topic.value
    tails = await _tails(application, mapper, mapper.topic, kafka)
    current = [
        await _tails(application, mapper, other, kafka) for other in CURRENT_TOPICS.get(mapper.service, ())
    ]
    recorded, noted = await _recorded(application, mapper.reader(len(tails)), tails)
    held = _held(tails)
    position = max(recorded, *held.values(), *(last.sequence for one in current for last in one.values()))
    previous = await _previous(application, mapper, len(tails), noted, recorded, position)
    lost = [p for p in previous if _lacks(tails[p], held[p], previous[p])]
    if lost:
        position = min(held[p] for p in lost)
        previous = await _previous(application, mapper, len(tails), {}, 0, position)
    for one in current:
        position, previous = await _before_lost(application, mapper, one, position, previous, len(tails))
        previous |= {p: last.sequence for p, last in one.items() if last.sequence}
    return RelayCheckpoint(
        position=position, recorded=recorded, noted=noted, previous=previous, partitions={topic: len(tails)}
    )


async def check_topics(application: Application, mapper: PublicationMapper, kafka: Kafka) -> None:
    """Whether a store has what its topics hold. Raises `TopicAhead`."""
    for topic in (mapper.topic, *CURRENT_TOPICS.get(mapper.service, ())):
        await _tails(application, mapper, topic, kafka)


async def _tails(
    application: Application, mapper: PublicationMapper, topic: Topic, kafka: Kafka
) -> Mapping[TopicPartition, Last]:
    """What stands last in each partition of a topic that there must be; its newest is the store's own."""
    tails = await last_events(kafka, topic.value, str(mapper.source))
    if not tails:
        raise UnknownTopicOrPartitionError(f"{topic.value} doesn't exist: run tthc topics apply")
    tails = {partition: await _own(application, mapper, last) for partition, last in tails.items()}
    for partition, last in tails.items():
        if last.strays:
            log.critical(
                "records that no relay wrote stand last", partition=str(partition), count=last.strays
            )
    newest = max(tails.values(), key=lambda last: last.sequence)
    await _check(application, mapper, topic, newest)
    return tails


async def _before_lost(
    application: Application,
    mapper: PublicationMapper,
    current: Mapping[TopicPartition, Last],
    position: int,
    previous: Previous,
    partitions: int,
) -> tuple[int, Previous]:
    """Position and predecessors, before the first event of a compacted topic that never held a record.

    Compaction may leave any of its older events out, so only one that was made anew is known to lack some.
    """
    if any(last.written for last in current.values()):
        return position, previous
    topic = next(iter(current)).topic
    after = 0
    while after < position and (events := await application.log(after, min(_SCAN, position - after))):
        for recorded in events:
            sequence = recorded.notification_id or 0
            outgoing = mapper.to_record(recorded) if sequence <= position else None
            if outgoing is not None and outgoing.topic.value == topic:
                position = sequence - 1
                return position, await _previous(application, mapper, partitions, {}, 0, position)
        after = events[-1].notification_id or position
    return position, previous


def _held(tails: Mapping[TopicPartition, Last]) -> Previous:
    """What each partition holds last; nothing where it was written when the topic had other partitions."""
    return {p: last.sequence if last.partitions == len(tails) else 0 for p, last in tails.items()}


def _lacks(last: Last, held: int, previous: int) -> bool:
    """Whether a partition has lost what stood last in it, other than by its retention that emptied it."""
    expired = last.written and last.sequence == 0
    return held < previous and not expired


async def _recorded(
    application: Application, reader: str, tails: Mapping[TopicPartition, Last]
) -> tuple[int, Previous]:
    """The recorded position, and what stood last in each partition then."""
    partitions = list(tails)
    names = [reader, *(f"{reader}|{partition.partition}" for partition in partitions)]
    position, *lasts = await asyncio.gather(*(application.position(name) for name in names))
    return position, {p: last for p, last in zip(partitions, lasts, strict=True) if last}


async def _check(application: Application, mapper: PublicationMapper, topic: Topic, newest: Last) -> None:
    """The newest event of the topic must be the store's own."""
    if newest.sequence and not await _holds(application, mapper, newest):
        last = await application.read(application.store.last_notification_id)
        raise TopicAhead(topic.value, newest, last)


async def _own(application: Application, mapper: PublicationMapper, last: Last) -> Last:
    """What stands last; where that is behind a hole and isn't the store's, what stands before the hole."""
    if last.sound is None or await _holds(application, mapper, last):
        return last
    return replace(last.sound, strays=last.strays + 1)


async def _holds(application: Application, mapper: PublicationMapper, last: Last) -> bool:
    """Whether the store has the event, recorded at the same moment."""
    found = await application.log(last.sequence - 1, 1)
    return (
        bool(found)
        and found[0].notification_id == last.sequence
        and mapper.event_id(found[0]) == last.event_id
        and found[0].recorded_at == last.recorded_at
    )


async def _previous(
    application: Application,
    mapper: PublicationMapper,
    count: int,
    known: Previous,
    after: int,
    position: int,
) -> Previous:
    """What the store says stands last in each partition at a position; `known` at the one before."""
    previous = dict(known)
    while after < position:
        events = await application.log(after, min(_SCAN, position - after))
        for recorded in events:
            sequence = recorded.notification_id or 0
            outgoing = mapper.to_record(recorded) if sequence <= position else None
            if outgoing is not None and outgoing.topic is mapper.topic:
                previous[TopicPartition(outgoing.topic.value, outgoing.partition(count))] = sequence
        after = (events[-1].notification_id or position) if events else position
    return previous
