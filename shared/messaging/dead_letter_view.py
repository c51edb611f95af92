"""The read model of a service's dead letters, for `tthc dlq list`."""

from dataclasses import dataclass

from shared.documents.port import Collection
from shared.documents.projection import ProjectionSession, RecordedEvent, View
from shared.documents.values import InstantText, instant
from shared.messaging.dead_letter_status import DeadLetterStatus
from shared.messaging.dead_letters import DeadLetterAdded, DeadLetterDropped, DeadLetterRetried, settlement_of
from shared.restating import restate


@dataclass(slots=True, kw_only=True)
class DeadLetterDocument:
    """A dead letter as a list shows it."""

    key: str
    consumer: str
    topic: str
    partition: int
    offset: int
    reason: str
    detail: str
    event_id: str | None
    added_at: InstantText
    status: str
    settled_by: str | None = None
    settled_at: InstantText | None = None
    because: str | None = None


DEAD_LETTERS = Collection(
    "dead_letters", indexes=(("status", "added_at"), ("reason",)), document=DeadLetterDocument
)
DEAD_LETTER_VIEW = View("dead_letters", DEAD_LETTERS, keys=lambda event: [(DEAD_LETTERS.name, event.key)])


@DEAD_LETTER_VIEW.on(DeadLetterAdded)
def _added(event: RecordedEvent, session: ProjectionSession) -> None:
    letter: DeadLetterAdded = event.event
    document = restate(
        DeadLetterDocument,
        letter,
        key=event.key,
        added_at=instant(letter.added_at),
        status=DeadLetterStatus.WAITING.value,
    )
    session.put(DEAD_LETTERS.name, event.key, document, event.version)


@DEAD_LETTER_VIEW.on(DeadLetterRetried)
def _retried(event: RecordedEvent, session: ProjectionSession) -> None:
    _settle(event, session, DeadLetterStatus.RETRIED)


@DEAD_LETTER_VIEW.on(DeadLetterDropped)
def _dropped(event: RecordedEvent, session: ProjectionSession) -> None:
    _settle(event, session, DeadLetterStatus.DROPPED)


def _settle(event: RecordedEvent, session: ProjectionSession, status: DeadLetterStatus) -> None:
    document = session.document(DEAD_LETTERS, event.key)
    assert document is not None, f"{event.stream} has no first event"
    document.status = status.value
    settlement = settlement_of(event.event)
    document.settled_by, document.because = settlement.settled_by, settlement.because
    document.settled_at = instant(settlement.settled_at)
    session.put(DEAD_LETTERS.name, event.key, document, event.version)
