"""Dead letters: messages that could not be processed, kept with error and origin until an operator decides.

A dead letter is an aggregate of the consumer's own store, saved together with the consumer's position,
so that nothing is lost and nobody waits.
"""

import base64
import hashlib
import traceback
from dataclasses import dataclass, field
from datetime import datetime

from shared.contracts.dead_letters import DeadLetterAdded as PublishedDeadLetter
from shared.contracts.publication import Origin, Publication
from shared.contracts.topics import Topic
from shared.decider import Decider
from shared.errors import Refusal
from shared.eventstore.unit_of_work import UnitOfWork
from shared.messaging.dead_letter_status import STATUS_IN_WORDS, DeadLetterStatus
from shared.messaging.record import ConsumerRecord
from shared.restating import restate

#: As much of a message's value as one event of a dead letter keeps.
KEPT_BYTES = 24 * 1024
#: As much as all of them keep of a message that may be tried again: more than an event of ours can have.
KEPT_WHOLE_BYTES = 72 * 1024
_KEPT_KEY_BYTES = 1024
_KEPT_HEADER_BYTES = 1024
_KEPT_HEADERS_BYTES = 10 * 1024  #: names and values of all headers together
_DETAIL_BYTES = 500
_STACK_BYTES = 4000


class DeadLetterSettled(Refusal):
    code = "dead-letter-settled"
    vi = "Thông điệp {key} đã được xử lý ({status})."
    en = "Dead letter {key} was dealt with already ({status})."


class DeadLetterUnreadable(Refusal):
    code = "dead-letter-unreadable"
    vi = "Thông điệp {key} không đọc được nên không thể thử lại: {why}; hãy sửa ở nơi gửi rồi loại bỏ nó."
    en = "Dead letter {key} can't be read, so it can't be tried again: {why}; mend its sender and drop it."


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadLetterAdded:
    """A message was set aside: malformed, or its processing failed for good."""

    key: str
    consumer: str
    topic: str
    partition: int
    offset: int
    timestamp: int  #: the record's own, in milliseconds
    reason: str
    detail: str
    stack: str
    event_id: str | None
    event_key: str | None  #: base64
    headers: tuple[tuple[str, str | None], ...]  #: values in base64
    value: str | None  #: base64, at most `KEPT_BYTES` of it
    value_bytes: int
    added_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadLetterContinued:
    """More of the message's value than one event can hold."""

    value: str  #: base64


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadLetterRetried:
    """The message was processed after all, by an operator's order."""

    retried_by: str
    retried_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadLetterDropped:
    """An operator decided that the message is not wanted."""

    dropped_by: str
    dropped_at: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """Who decided on a dead letter, when, and why."""

    settled_by: str
    settled_at: datetime
    because: str | None = None  #: of one that was dropped


@dataclass(slots=True)
class DeadLetter:
    """A dead letter as it stands."""

    added: DeadLetterAdded | None = None
    rest: bytes = b""  #: of the value, beyond what `added` holds
    status: DeadLetterStatus = field(default=DeadLetterStatus.WAITING)
    settlement: Settlement | None = None


DEAD_LETTER = Decider[DeadLetter]("deadletter", DeadLetter)


@DEAD_LETTER.evolves(DeadLetterAdded)
def dead_letter_added(state: DeadLetter, event: DeadLetterAdded) -> None:
    """It waits for an operator's decision."""
    state.added = event


@DEAD_LETTER.evolves(DeadLetterContinued)
def dead_letter_continued(state: DeadLetter, event: DeadLetterContinued) -> None:
    """More of its value is kept."""
    state.rest += base64.b64decode(event.value)


@DEAD_LETTER.evolves(DeadLetterRetried)
def dead_letter_retried(state: DeadLetter, event: DeadLetterRetried) -> None:
    """It was processed after all."""
    state.status = DeadLetterStatus.RETRIED
    state.settlement = settlement_of(event)


@DEAD_LETTER.evolves(DeadLetterDropped)
def dead_letter_dropped(state: DeadLetter, event: DeadLetterDropped) -> None:
    """It is not wanted."""
    state.status = DeadLetterStatus.DROPPED
    state.settlement = settlement_of(event)


def settlement_of(event: DeadLetterRetried | DeadLetterDropped) -> Settlement:
    """What the decision says of itself."""
    if isinstance(event, DeadLetterRetried):
        return Settlement(settled_by=event.retried_by, settled_at=event.retried_at)
    return Settlement(settled_by=event.dropped_by, settled_at=event.dropped_at, because=event.reason)


@dataclass(frozen=True, slots=True)
class KeptRecord:
    """A record rebuilt from its dead letter."""

    topic: str
    partition: int
    offset: int
    timestamp: int
    key: bytes | None
    value: bytes | None
    headers: tuple[tuple[str, bytes | None], ...]


def dead_letter(
    consumer: str, record: ConsumerRecord, reason: str, error: Exception, event_id: str | None, at: datetime
) -> DeadLetterAdded:
    """The dead letter for a record: an event has one, however often and wherever it is delivered.

    What can't be read as an event is told apart by its place in the topic.
    """
    value = record.value
    return restate(
        DeadLetterAdded,
        record,
        key=letter_key(consumer, record, event_id),
        consumer=consumer,
        reason=reason,
        detail=_printable(str(error), _DETAIL_BYTES),
        stack=_stack(error),
        event_id=event_id,
        event_key=_encoded(record.key[:_KEPT_KEY_BYTES] if record.key is not None else None),
        headers=_headers(record),
        value=_encoded(value[:KEPT_BYTES] if value is not None else None),
        value_bytes=len(value or b""),
        added_at=at,
    )


def letter_key(consumer: str, record: ConsumerRecord, event_id: str | None) -> str:
    """The key of a record's dead letter."""
    return f"{consumer}.{record.topic}.{_identity(record, event_id)}"


def service_of_consumer(group: str) -> str:
    """The service that a group belongs to: `catalog` of `catalog-current`."""
    return group.partition("-")[0]


def drop_copy(work: UnitOfWork, key: str) -> None:
    """The dead letter of a copy isn't wanted any more: its original was taken in its place."""
    letter = work.state(DEAD_LETTER, key)
    if letter.added is not None and letter.status is DeadLetterStatus.WAITING:
        why = {"dropped_by": letter.added.consumer, "reason": "duplicate: taken in its own place"}
        work.append(DEAD_LETTER, key, [DeadLetterDropped(**why, dropped_at=work.context.recorded_at)])


def add(work: UnitOfWork, letter: DeadLetterAdded, value: bytes | None = None) -> None:
    """Save a dead letter, once: the same message delivered again adds nothing.

    `value`: the whole of it, where the message may be tried again.
    """
    if work.state(DEAD_LETTER, letter.key).added is not None:
        return
    rest = value[KEPT_BYTES:] if value is not None and len(value) <= KEPT_WHOLE_BYTES else b""
    parts = [rest[start : start + KEPT_BYTES] for start in range(0, len(rest), KEPT_BYTES)]
    continued = [DeadLetterContinued(value=base64.b64encode(part).decode()) for part in parts]
    work.append(DEAD_LETTER, letter.key, [letter, *continued])


def waiting(work: UnitOfWork, key: str) -> KeptRecord:
    """The record of a dead letter that still waits for a decision; refuses any other."""
    letter = work.fresh(DEAD_LETTER, key)
    if letter.added is None or letter.status is not DeadLetterStatus.WAITING:
        raise DeadLetterSettled(key=key, status=STATUS_IN_WORDS[letter.status], where=key)
    return _record_of(letter.added, letter.rest)


def _record_of(letter: DeadLetterAdded, rest: bytes) -> KeptRecord:
    return restate(
        KeptRecord,
        letter,
        key=base64.b64decode(letter.event_key) if letter.event_key is not None else None,
        value=base64.b64decode(letter.value) + rest if letter.value is not None else None,
        headers=tuple((n, base64.b64decode(v) if v is not None else None) for n, v in letter.headers),
    )


def published(letter: DeadLetterAdded, origin: Origin) -> Publication:
    """What `<topic>.dlq` tells of it."""
    event = restate(
        PublishedDeadLetter,
        letter,
        dead_letter=origin.key,
        origin_topic=letter.topic,
        origin_partition=letter.partition,
        origin_offset=letter.offset,
    )
    event_type = f"tthc.{service_of_consumer(letter.consumer)}.DeadLetterAdded.v1"
    return Publication(event, letter.added_at, topic=Topic(letter.topic).dead_letters, event_type=event_type)


def _encoded(value: bytes | None) -> str | None:
    return base64.b64encode(value).decode() if value is not None else None


def _headers(record: ConsumerRecord) -> tuple[tuple[str, str | None], ...]:
    """The headers, as far as they fit: an event's all do."""
    kept: list[tuple[str, str | None]] = []
    size = 0
    for name, value in record.headers:
        shown, cut = _printable(str(name), 200), value[:_KEPT_HEADER_BYTES] if value else value
        size += len(shown.encode()) + len(cut or b"")
        if size > _KEPT_HEADERS_BYTES:
            break
        kept.append((shown, _encoded(cut)))
    return tuple(kept)


def _stack(error: Exception) -> str:
    """Where it failed; a refusal says that itself."""
    lines = traceback.format_exception(error)
    return _printable("".join(lines[-1:] if isinstance(error, Refusal) else lines[-12:]), _STACK_BYTES)


def _identity(record: ConsumerRecord, event_id: str | None) -> str:
    if event_id is not None:
        return f"{event_id}.{value_digest(record.value)}"
    return f"{record.partition}.{record.offset}.{_digest(b'%d|' % record.timestamp + (record.value or b''))}"


def value_digest(value: bytes | None) -> str:
    """What tells two contents of one event's record apart in the keys of their dead letters."""
    return _digest(value or b"")


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:8]


def _printable(text: str, maximum: int) -> str:
    """The text without what JSON would blow up, in at most so many bytes."""
    shown = "".join(sign if sign.isprintable() or sign == "\n" else "?" for sign in text)
    return shown.encode("utf-8", "replace")[:maximum].decode("utf-8", "ignore")
