"""The rules of order: which records of a partition are new, which come again, and where one is missing.

Only a record that names what was taken last as the one before it is taken. One that names an earlier one, and
one that stands where its key doesn't belong, has no effect, whatever it says: nobody but the relay of its
source puts an event in its place.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from shared.contracts.envelope import CloudEvent
from shared.contracts.malformed import MalformedReason, MalformedRecord
from shared.contracts.source import identity
from shared.contracts.topics import SERVICE_TOPICS, Topic
from shared.decider import Decider
from shared.eventstore.records import Position, utc_now
from shared.eventstore.unit_of_work import UnitOfWork
from shared.messaging.chains import MAX_JUMP
from shared.messaging.dead_letters import DeadLetterAdded, dead_letter, drop_copy, letter_key
from shared.messaging.message import Message
from shared.messaging.publication_mapper import PARTITION_COUNT_HEADER, partition_of
from shared.messaging.record import ConsumerRecord

_MAX_PARTITIONS = 10_000
_COUNT = re.compile(rb"[0-9]{1,5}")


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageProcessed:
    """A message that came beside its partition's order was processed, once."""

    event_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageAwaited:
    """A message stands elsewhere before it was taken in its place: it was set aside until then."""

    event_id: str
    dead_letter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageCame:
    """It was taken in its place."""

    event_id: str


@dataclass(slots=True)
class Inbox:
    """What an idempotent receiver remembers of one message, and of all of its group."""

    processed: bool = False  #: beside the order; of a group: whether any was
    awaited: dict[str, str] = field(default_factory=dict)  #: of a group: dead letters by the event's id


#: So many messages are awaited at most; the dead letters of others wait for an operator.
_AWAITED = 1_000

INBOX = Decider[Inbox]("inbox", Inbox)


@INBOX.evolves(MessageProcessed)
def message_processed(inbox: Inbox, _event: MessageProcessed) -> None:
    """It was."""
    inbox.processed = True


@INBOX.evolves(MessageAwaited)
def message_awaited(inbox: Inbox, event: MessageAwaited) -> None:
    """Its place in the order isn't reached yet."""
    inbox.awaited[event.event_id] = event.dead_letter


@INBOX.evolves(MessageCame)
def message_came(inbox: Inbox, event: MessageCame) -> None:
    """It is awaited no longer."""
    inbox.awaited.pop(event.event_id, None)


@dataclass(frozen=True, slots=True)
class SequenceGap:
    """A message is missing: its reader stands at `position`, the next one names a later one before it."""

    reader: str
    position: int


@dataclass(slots=True)
class SequencedBatch:
    """A chunk of a partition's records, held against its order."""

    items: list[Message | DeadLetterAdded] = field(default_factory=list)  #: to be saved, in order
    places: list[int] = field(default_factory=list)  #: each item's place in the chunk
    passed: int = 0  #: records up to the hole, or all
    duplicates: int = 0
    gap: SequenceGap | None = None
    again: list[Message] = field(default_factory=list)  #: those that claim to have been taken before
    elsewhere: list[Message] = field(default_factory=list)  #: those that stand where they don't belong

    def take(self, item: Message | DeadLetterAdded, place: int) -> None:
        """It is to be saved."""
        self.items.append(item)
        self.places.append(place)

    def index(self, item: Message | DeadLetterAdded) -> int:
        """The place of an item in the chunk."""
        return self.places[next(i for i, other in enumerate(self.items) if other is item)]

    def halves(self) -> "tuple[SequencedBatch, SequencedBatch]":
        """The items in two parts, each with its places in the chunk."""
        middle = len(self.items) // 2
        return (
            SequencedBatch(self.items[:middle], self.places[:middle]),
            SequencedBatch(self.items[middle:], self.places[middle:]),
        )


def check_sequence(
    group: str, items: Sequence[Message | DeadLetterAdded], positions: Mapping[str, int]
) -> SequencedBatch:
    """Hold a chunk against the readers' positions."""
    result = SequencedBatch()
    ahead: dict[str, int] = {}
    for place, item in enumerate(items):
        if isinstance(item, DeadLetterAdded):
            result.take(item, place)
        elif out_of_band(item):
            result.elsewhere.append(item)
        else:
            reader = reader_of(group, item)
            position = ahead.get(reader, positions[reader])
            if position < item.cloud.prevsequence <= position + MAX_JUMP:
                result.gap = SequenceGap(reader, position)
                return result
            if item.cloud.sequence <= position:
                result.duplicates += 1
                result.again.append(item)
            elif item.cloud.prevsequence < position or item.cloud.sequence > position + MAX_JUMP:
                result.take(stray(group, item, MalformedReason.FORK, f"{reader}: {position}"), place)
            else:
                ahead[reader] = item.cloud.sequence
                result.take(item, place)
        result.passed += 1
    return result


def stray(
    group: str, message: Message, reason: MalformedReason, beside: str, *, early: bool = False
) -> Message:
    """The message as one that has no effect and moves nothing, with the dead letter that says why."""
    cloud = message.cloud
    detail = f"{cloud.sequence} behind {cloud.prevsequence}, {beside}"
    error = MalformedRecord(reason=reason, where="ce_prevsequence", detail=detail[:300])
    letter = dead_letter(group, message.record, reason.value, error, cloud.id, utc_now())
    return replace(message, effects=(), letter=letter, stray=True, early=early)


def reader_of(group: str, message: Message) -> str:
    """The name of the position that a message moves."""
    source, record = str(message.cloud.source), message.record
    return reader_name(group, source, record.topic, message.partitions, record.partition)


def reader_name(group: str, source: str, topic: str, partitions: int, partition: int) -> str:
    """The name of a group's position in one of a topic's so many partitions, for one source."""
    return f"{group}|{source}|{topic}|{partitions}|{partition}"


def readers(group: str, items: Sequence[Message | DeadLetterAdded]) -> set[str]:
    """The names of all positions that a chunk is held against."""
    return {reader_of(group, item) for item in items if isinstance(item, Message) and not out_of_band(item)}


def position(group: str, message: Message) -> Position | None:
    """The position after a message; None for one that came beside the order."""
    if message.stray or out_of_band(message):
        return None
    told = identity(message.id, message.cloud.recordedtime)
    return Position(
        reader_of(group, message),
        message.cloud.sequence,
        after=message.cloud.prevsequence,
        identity=told,
    )


def positions_after(group: str, items: Sequence[Message | DeadLetterAdded]) -> list[Position]:
    """The positions after a chunk: one for each reader that it moves, from where its first one goes on."""
    last: dict[str, Position] = {}
    for item in items:
        found = position(group, item) if isinstance(item, Message) else None
        if found is not None:
            first = last.get(found.reader, found)
            last[found.reader] = replace(found, after=first.after)
    return list(last.values())


def out_of_band(message: Message) -> bool:
    """Whether a message stands where its key doesn't belong: the relay didn't put it there."""
    return partition_of(message.record.key or b"", message.partitions) != message.record.partition


def is_new(work: UnitOfWork, group: str, message: Message) -> bool:
    """Whether a message that is new by its position is: an operator may have let its copy take effect."""
    return not (work.state(INBOX, group).processed and _was_processed(work, group, message.id))


def await_original(work: UnitOfWork, group: str, message: Message) -> None:
    """Note a message that stands elsewhere before it was taken in its place, with its dead letter."""
    inbox = work.state(INBOX, group)
    if message.letter is not None and message.id not in inbox.awaited and len(inbox.awaited) < _AWAITED:
        awaited = MessageAwaited(event_id=message.id, dead_letter=message.letter.key)
        work.append(INBOX, group, [awaited])


def settle_copy(work: UnitOfWork, group: str, message: Message) -> None:
    """A message is taken in its place: the dead letter of its copy elsewhere has become idle."""
    awaited = work.state(INBOX, group).awaited.get(message.id)
    if awaited is None:
        return
    work.append(INBOX, group, [MessageCame(event_id=message.id)])
    if awaited == letter_key(group, message.record, message.id):
        drop_copy(work, awaited)


def mark_processed(work: UnitOfWork, group: str, event_id: str) -> bool:
    """Note that a message was taken beside the order; False when it was before."""
    if _was_processed(work, group, event_id):
        return False
    if not work.state(INBOX, group).processed:  # tells that there are any, so that few need to look
        work.append(INBOX, group, [MessageProcessed(event_id=event_id)])
    work.append(INBOX, f"{group}.{event_id}", [MessageProcessed(event_id=event_id)])
    return True


def _was_processed(work: UnitOfWork, group: str, event_id: str) -> bool:
    return work.state(INBOX, f"{group}.{event_id}").processed


def has_come(work: UnitOfWork, group: str, message: Message) -> bool:
    """Whether the place of a message that stands elsewhere was reached meanwhile."""
    reader = place_of(group, message)
    pending = [position.sequence for position in work.positions if position.reader == reader]
    return message.cloud.sequence <= max([work.store.position(reader), *pending])


def place_of(group: str, message: Message) -> str:
    """The name of the position that a message would move if it stood where its key belongs."""
    place = partition_of(message.record.key or b"", message.partitions)
    source, topic = str(message.cloud.source), message.record.topic
    return reader_name(group, source, topic, message.partitions, place)


def partition_count(record: ConsumerRecord) -> int:
    """The topic's partition count as the relay noted it, on a record whose headers were read before."""
    for name, value in record.headers:
        counted = _COUNT.fullmatch(value or b"") if name == PARTITION_COUNT_HEADER else None
        if counted and 0 < int(counted[0]) <= _MAX_PARTITIONS:
            return int(counted[0])
    raise MalformedRecord(
        reason=MalformedReason.MISSING_ATTRIBUTE, detail=PARTITION_COUNT_HEADER, where=PARTITION_COUNT_HEADER
    )


def check_topic(cloud: CloudEvent, topic: Topic) -> None:
    """Refuse an event that stands on another service's topic."""
    if SERVICE_TOPICS[cloud.source.service] is not topic:
        raise MalformedRecord(
            reason=MalformedReason.WRONG_SOURCE, detail=f"{cloud.source} on {topic.value}", where="source"
        )
