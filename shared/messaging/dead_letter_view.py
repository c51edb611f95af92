"""The read model of a service's dead letters, for `tthc dlq list`."""

from shared.documents.port import Collection
from shared.documents.projection import ProjectionSession, RecordedEvent, View
from shared.documents.values import instant
from shared.messaging.dead_letter_status import DeadLetterStatus
from shared.messaging.dead_letters import (
    DeadLetterAdded,
    DeadLetterDropped,
    DeadLetterRetried,
)

DEAD_LETTERS = Collection("dead_letters", indexes=(("status", "added_at"), ("reason",)))
DEAD_LETTER_VIEW = View("dead_letters", DEAD_LETTERS, keys=lambda event: [(DEAD_LETTERS.name, event.key)])


@DEAD_LETTER_VIEW.on(DeadLetterAdded)
def _added(event: RecordedEvent, session: ProjectionSession) -> None:
    letter: DeadLetterAdded = event.event
    body = {
        "key": event.key,
        "consumer": letter.consumer,
        "topic": letter.topic,
        "partition": letter.partition,
        "offset": letter.offset,
        "reason": letter.reason,
        "detail": letter.detail,
        "event_id": letter.event_id,
        "added_at": instant(letter.added_at),
        "status": DeadLetterStatus.WAITING.value,
    }
    session.put(DEAD_LETTERS.name, event.key, body, event.version)


@DEAD_LETTER_VIEW.on(DeadLetterRetried, DeadLetterDropped)
def _settled(event: RecordedEvent, session: ProjectionSession) -> None:
    body = session.get(DEAD_LETTERS.name, event.key) or {}
    retried = isinstance(event.event, DeadLetterRetried)
    status = DeadLetterStatus.RETRIED if retried else DeadLetterStatus.DROPPED
    session.put(DEAD_LETTERS.name, event.key, {**body, "status": status.value}, event.version)
