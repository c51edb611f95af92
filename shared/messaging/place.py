"""Where a relay goes on in its store, and whether the topic and the store belong together."""

from dataclasses import dataclass, field

from aiokafka import TopicPartition
from aiokafka.errors import UnknownTopicOrPartitionError

from shared.eventstore.application import Application
from shared.messaging.outgoing import Outbox
from shared.messaging.topic_tail import Last, last_events

RUNBOOK = "docs/runbook/topic-ahead-of-store.md"
_SCAN = 5_000


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
    recorded: int = 0
    previous: dict[TopicPartition, int] = field(default_factory=dict)
    partitions: dict[str, int] = field(default_factory=dict)  #: count by topic


async def find_place(application: Application, outbox: Outbox, bootstrap_servers: str) -> Place:
    """Behind what is recorded, or behind what the topic already holds; raises `TopicAhead`."""
    topic = outbox.topic.value
    tails = await last_events(bootstrap_servers, topic, str(outbox.source))
    if not tails:
        raise UnknownTopicOrPartitionError(f"{topic} doesn't exist: run tthc topics apply")
    newest = max(tails.values(), key=lambda last: last.sequence, default=Last())
    await _check(application, outbox, newest)
    recorded = await application.position(outbox.reader(len(tails)))
    place = Place(max(recorded, newest.sequence), recorded, {}, {topic: len(tails)})
    if place.position and not all(last.sequence for last in tails.values()):
        place.previous = await _previous_by_store(application, outbox, place.position, len(tails))
    place.previous |= {partition: last.sequence for partition, last in tails.items() if last.sequence}
    return place


async def _check(application: Application, outbox: Outbox, newest: Last) -> None:
    """The newest event of the topic must be the store's own."""
    if newest.sequence == 0:
        return
    found = await application.log(newest.sequence - 1, 1)
    if (
        not found
        or found[0].notification_id != newest.sequence
        or outbox.event_id(found[0]) != newest.event_id
    ):
        last = await application.read(application.store.last_notification_id)
        raise TopicAhead(outbox.topic.value, newest.sequence, last)


async def _previous_by_store(
    application: Application, outbox: Outbox, position: int, count: int
) -> dict[TopicPartition, int]:
    """What stood last in each partition, worked out from the store: retention may have emptied some."""
    previous: dict[TopicPartition, int] = {}
    at = 0
    while at < position:
        events = await application.log(at, min(_SCAN, position - at))
        for recorded in events:
            outgoing = outbox.outgoing(recorded)
            if outgoing is not None and outgoing.topic is outbox.topic and outgoing.sequence <= position:
                previous[TopicPartition(outgoing.topic.value, outgoing.partition(count))] = outgoing.sequence
        if not events:
            break
        at = events[-1].notification_id or position
    return previous
