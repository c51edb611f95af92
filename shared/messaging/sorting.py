"""The rules of order: which records of a partition are new, which come again, and where one is missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from shared.aggregates import Aggregate
from shared.contracts.envelope import CloudEvent
from shared.contracts.malformed import MalformedReason, MalformedRecord
from shared.contracts.topics import SERVICE_TOPICS, Topic
from shared.eventstore.records import Position
from shared.eventstore.work import Work
from shared.messaging.dead_letters import DeadLetterAdded
from shared.messaging.message import Message
from shared.messaging.outgoing import PARTITION_COUNT_HEADER, partition_of
from shared.messaging.record import RawRecord

_MAX_PARTITIONS = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageTaken:
    """A message that came beside its partition's order was taken, once."""

    event_id: str


@dataclass(slots=True)
class Taken:
    """Whether it was."""

    yes: bool = False


def _evolve(state: Taken, _event: MessageTaken) -> Taken:
    state.yes = True
    return state


MESSAGE_TAKEN = Aggregate("taken", Taken, _evolve, (MessageTaken,))


@dataclass(frozen=True, slots=True)
class Hole:
    """A message is missing: its reader stands at `position`, the next one names a later one before it."""

    reader: str
    position: int


@dataclass(slots=True)
class Sorted:
    """A chunk of a partition's records, sorted."""

    items: list[Message | DeadLetterAdded] = field(default_factory=list)  #: to be saved, in order
    places: list[int] = field(default_factory=list)  #: each item's place in the chunk
    passed: int = 0  #: records up to the hole, or all
    duplicates: int = 0
    hole: Hole | None = None

    def index(self, item: Message | DeadLetterAdded) -> int:
        """The place of an item in the chunk."""
        return self.places[next(i for i, other in enumerate(self.items) if other is item)]

    def halves(self) -> "tuple[Sorted, Sorted]":
        """The items in two parts, each with its places in the chunk."""
        middle = len(self.items) // 2
        return (
            Sorted(self.items[:middle], self.places[:middle]),
            Sorted(self.items[middle:], self.places[middle:]),
        )


def sort(group: str, items: Sequence[Message | DeadLetterAdded], positions: Mapping[str, int]) -> Sorted:
    """Sort a chunk by the readers' positions."""
    result = Sorted()
    ahead: dict[str, int] = {}
    for place, item in enumerate(items):
        if isinstance(item, Message) and not out_of_band(item):
            reader = reader_of(group, item)
            position = ahead.get(reader, positions[reader])
            if item.cloud.sequence <= position:
                result.duplicates += 1
                result.passed += 1
                continue
            if item.cloud.prevsequence > position:
                result.hole = Hole(reader, position)
                return result
            ahead[reader] = item.cloud.sequence
        result.items.append(item)
        result.places.append(place)
        result.passed += 1
    return result


def reader_of(group: str, message: Message) -> str:
    """The name of the position that a message moves."""
    source, record = str(message.cloud.source), message.record
    return reader_name(group, source, record.topic, message.partitions, record.partition)


def reader_name(group: str, source: str, topic: str, partitions: int, partition: int) -> str:
    """The name of a group's position in one of a topic's so many partitions, for one source."""
    return f"{group}|{source}|{topic}|{partitions}|{partition}"


def readers(group: str, items: Sequence[Message | DeadLetterAdded]) -> set[str]:
    """The names of all positions that a chunk is sorted by."""
    return {reader_of(group, item) for item in items if isinstance(item, Message) and not out_of_band(item)}


def position(group: str, message: Message) -> Position | None:
    """The position after a message; None for one that came beside the order."""
    if out_of_band(message):
        return None
    return Position(reader_of(group, message), message.cloud.sequence)


def positions_after(group: str, items: Sequence[Message | DeadLetterAdded]) -> list[Position]:
    """The positions after a chunk: one for each reader that it moves."""
    last: dict[str, Position] = {}
    for item in items:
        found = position(group, item) if isinstance(item, Message) else None
        if found is not None:
            last[found.reader] = found
    return list(last.values())


def out_of_band(message: Message) -> bool:
    """Whether a message stands where its key doesn't belong: the relay didn't put it there."""
    return partition_of(message.record.key or b"", message.partitions) != message.record.partition


def is_new(work: Work, group: str, message: Message) -> bool:
    """Whether a message has had no effect yet, wherever it stands; notes one that is beside the order.

    One in its place is new by its position, unless a copy elsewhere came first.
    """
    if not out_of_band(message):
        return not (work.state(MESSAGE_TAKEN, group).yes and _was_taken(work, group, message.id))
    return not _taken_in_place(work, group, message) and first_time(work, group, message.id)


def first_time(work: Work, group: str, event_id: str) -> bool:
    """Note that a message was taken beside the order; False when it was before."""
    if _was_taken(work, group, event_id):
        return False
    if not work.state(MESSAGE_TAKEN, group).yes:  # tells that there are any, so that few need to look
        work.append(MESSAGE_TAKEN, group, [MessageTaken(event_id=event_id)])
    work.append(MESSAGE_TAKEN, f"{group}.{event_id}", [MessageTaken(event_id=event_id)])
    return True


def _was_taken(work: Work, group: str, event_id: str) -> bool:
    return work.state(MESSAGE_TAKEN, f"{group}.{event_id}").yes


def _taken_in_place(work: Work, group: str, message: Message) -> bool:
    """Whether the relay's own record of a copied message was taken before."""
    place = partition_of(message.record.key or b"", message.partitions)
    source, topic = str(message.cloud.source), message.record.topic
    reader = reader_name(group, source, topic, message.partitions, place)
    pending = [position.sequence for position in work.positions if position.reader == reader]
    return message.cloud.sequence <= max([work.store.position(reader), *pending])


def partition_count(record: RawRecord) -> int:
    """The topic's partition count as the relay noted it, on a record whose headers were read before."""
    for name, value in record.headers:
        if name == PARTITION_COUNT_HEADER and value.isdigit() and 0 < int(value) <= _MAX_PARTITIONS:
            return int(value)
    raise MalformedRecord(
        reason=MalformedReason.MISSING_ATTRIBUTE, detail=PARTITION_COUNT_HEADER, where=PARTITION_COUNT_HEADER
    )


def check_topic(cloud: CloudEvent, topic: Topic) -> None:
    """Refuse an event that stands on another service's topic."""
    if SERVICE_TOPICS[cloud.source.service] is not topic:
        raise MalformedRecord(
            reason=MalformedReason.WRONG_SOURCE, detail=f"{cloud.source} on {topic.value}", where="source"
        )
