"""Where a relay goes on in its store, and whether the topic and the store belong together."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field

from aiokafka import TopicPartition
from aiokafka.errors import UnknownTopicOrPartitionError

from shared.eventstore.application import Application
from shared.messaging.outgoing import Outbox
from shared.messaging.topic_tail import Last, last_events

RUNBOOK = "docs/runbook/topic-ahead-of-store.md"
_SCAN = 5_000

#: What stands last in each partition: its sequence.
Previous = dict[TopicPartition, int]


class TopicAhead(Exception):
    """The topic holds events that the store doesn't have: the store was restored from a backup."""

    def __init__(self, topic: str, in_topic: int, in_store: int) -> None:
        super().__init__(
            f"{topic} holds event {in_topic}, which the store (it ends at {in_store}) doesn't have: "
            f"the store was restored from a backup. Nothing is published. What to do: {RUNBOOK}"
        )


@dataclass(slots=True)
class Place:
    """A relay's place: up to `position` the store is published, `previous` stands last in each partition."""

    position: int = 0
    recorded: int = 0  #: the position that the store has
    noted: Previous = field(default_factory=dict)  #: what stood last in each partition then
    previous: Previous = field(default_factory=dict)
    partitions: dict[str, int] = field(default_factory=dict)  #: count by topic


async def find_place(application: Application, outbox: Outbox, bootstrap_servers: str) -> Place:
    """Behind what is recorded, or what the topic holds beyond that; before what the topic has lost.

    Raises `TopicAhead`, and `UnknownTopicOrPartitionError` where there is no topic.
    """
    topic = outbox.topic.value
    tails = await last_events(bootstrap_servers, topic, str(outbox.source))
    if not tails:
        raise UnknownTopicOrPartitionError(f"{topic} doesn't exist: run tthc topics apply")
    newest = max(tails.values(), key=lambda last: last.sequence)
    await _check(application, outbox, newest)
    recorded, noted = await _recorded(application, outbox.reader(len(tails)), tails)
    held = {p: last.sequence if last.partitions == len(tails) else 0 for p, last in tails.items()}
    position = max(recorded, *held.values())
    previous = await _previous(application, outbox, len(tails), noted, recorded, position)
    lost = [p for p, last in previous.items() if held[p] < last and not _expired(tails[p])]
    if lost:
        position = min(held[p] for p in lost)
        previous = await _previous(application, outbox, len(tails), {}, 0, position)
    return Place(position, recorded, noted, previous, {topic: len(tails)})


def _expired(last: Last) -> bool:
    """Whether a partition once held events, and its retention has emptied it."""
    return last.written and last.sequence == 0


async def _recorded(
    application: Application, reader: str, tails: Mapping[TopicPartition, Last]
) -> tuple[int, Previous]:
    """The recorded position, and what stood last in each partition then."""
    partitions = list(tails)
    names = [reader, *(f"{reader}|{partition.partition}" for partition in partitions)]
    position, *lasts = await asyncio.gather(*(application.position(name) for name in names))
    return position, {p: last for p, last in zip(partitions, lasts, strict=True) if last}


async def _check(application: Application, outbox: Outbox, newest: Last) -> None:
    """The newest event of the topic must be the store's own, recorded at the same moment."""
    if newest.sequence == 0:
        return
    found = await application.log(newest.sequence - 1, 1)
    if (
        not found
        or found[0].notification_id != newest.sequence
        or outbox.event_id(found[0]) != newest.event_id
        or found[0].recorded_at != newest.recorded_at
    ):
        last = await application.read(application.store.last_notification_id)
        raise TopicAhead(outbox.topic.value, newest.sequence, last)


async def _previous(
    application: Application, outbox: Outbox, count: int, known: Previous, after: int, position: int
) -> Previous:
    """What the store says stands last in each partition at a position; `known` at the one before."""
    previous = dict(known)
    while after < position:
        events = await application.log(after, min(_SCAN, position - after))
        for recorded in events:
            sequence = recorded.notification_id or 0
            outgoing = outbox.outgoing(recorded) if sequence <= position else None
            if outgoing is not None and outgoing.topic is outbox.topic:
                previous[TopicPartition(outgoing.topic.value, outgoing.partition(count))] = sequence
        after = (events[-1].notification_id or position) if events else position
    return previous
