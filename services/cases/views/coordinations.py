"""What agencies ask each other, a document each: what the asked one has to answer, and what it answered."""

from collections.abc import Sequence
from typing import Any

from services.cases.domain.coordination_state import CoordinationPhase
from services.cases.domain.due import AnswerDueReplicated
from services.cases.views.coordination_documents import (
    COORDINATIONS,
    AnswerOf,
    Clarification,
    CoordinationDocument,
    Disagreement,
    DocumentOf,
    Ended,
    coordination_key,
)
from shared.contracts.cases import coordination as told
from shared.contracts.cases.coordination import AskedDocument
from shared.contracts.cases.course import CaseMoved
from shared.contracts.cases.remarks import CommentAdded
from shared.documents.projection import Key, ProjectionSession, RecordedEvent, View
from shared.documents.values import instant
from shared.restating import restate


def _keys(event: RecordedEvent) -> list[Key]:
    number: int | None = event.event.coordination
    return [(COORDINATIONS.name, coordination_key(event.key, number))] if number is not None else []


#: The asking case's own stream and that of its due instants make one document.
COORDINATION_VIEW = View("coordinations", COORDINATIONS, keys=_keys, by_place=True)


@COORDINATION_VIEW.on(told.CoordinationRequested)
def _requested(event: RecordedEvent, session: ProjectionSession) -> None:
    asked: told.CoordinationRequested = event.event
    document = restate(
        CoordinationDocument,
        asked,
        number=asked.coordination,
        agency=asked.asked_agency,
        asking_agency=asked.agency,
        documents=_documents(asked.documents),
        state=CoordinationPhase.REQUESTED.value,
        requested_at=instant(asked.requested_at),
        due_at=instant(asked.due_at) if asked.due_at else None,
    )
    document.owed = document.is_owed
    session.put(*_keys(event)[0], document, session.version)


@COORDINATION_VIEW.on(told.CoordinationReceived)
def _received(event: RecordedEvent, session: ProjectionSession) -> None:
    received: told.CoordinationReceived = event.event
    asked = _becomes(event, session, CoordinationPhase.TAKEN)
    asked.child_case = received.child_case
    asked.received_by, asked.received_at = received.received_by, instant(received.received_at)


@COORDINATION_VIEW.on(told.CoordinationMoved)
def _asked_of_successor(event: RecordedEvent, session: ProjectionSession) -> None:
    _asked(event, session).agency = event.event.asked_agency


def _all_of_case(event: RecordedEvent) -> list[Key]:
    return [(COORDINATIONS.name, coordination_key(event.key, one)) for one in event.event.coordinations]


@COORDINATION_VIEW.on(CaseMoved, keys=_all_of_case)
def _asker_succeeded(event: RecordedEvent, session: ProjectionSession) -> None:
    for collection, key in _all_of_case(event):
        asked = session.document(COORDINATIONS, key)
        assert asked is not None, f"{key} has no first event"
        asked.asking_agency = event.event.agency
        session.put(collection, key, asked, session.version)


@COORDINATION_VIEW.on(told.CoordinationAnswered)
def _answered(event: RecordedEvent, session: ProjectionSession) -> None:
    said: told.CoordinationAnswered = event.event
    asked = _becomes(event, session, CoordinationPhase.ANSWERED)
    asked.answer, asked.by_silence, asked.answered_at = said.kind, said.by_silence, instant(said.answered_at)
    asked.clarification_open, asked.superior = False, None
    if said.by_silence:
        asked.due_at, asked.late = asked.answered_at, True
    documents = _documents(said.documents)
    asked.given_answers.append(restate(AnswerOf, said, documents=documents, answered_at=asked.answered_at))


@COORDINATION_VIEW.on(CommentAdded)
def _answered_too_late(event: RecordedEvent, session: ProjectionSession) -> None:
    """What an agency says after its silence was taken as agreement; other comments stand elsewhere."""
    said: CommentAdded = event.event
    if said.coordination is None or said.answer is None:
        return
    late = AnswerOf(
        kind=said.answer,
        text=said.text or None,
        documents=_documents(said.documents),
        by_silence=False,
        too_late=True,
        answered_by=said.commented_by,
        answered_at=instant(said.commented_at),
    )
    _asked(event, session).given_answers.append(late)


@COORDINATION_VIEW.on(told.CoordinationDeclined)
def _declined(event: RecordedEvent, session: ProjectionSession) -> None:
    declined: told.CoordinationDeclined = event.event
    asked = _becomes(event, session, CoordinationPhase.DECLINED)
    at = instant(declined.declined_at)
    asked.ended = restate(Ended, declined, ended_by=declined.declined_by, ended_at=at)


@COORDINATION_VIEW.on(told.CoordinationWithdrawn)
def _withdrawn(event: RecordedEvent, session: ProjectionSession) -> None:
    withdrawn: told.CoordinationWithdrawn = event.event
    asked = _becomes(event, session, CoordinationPhase.WITHDRAWN)
    at = instant(withdrawn.withdrawn_at)
    asked.ended = restate(Ended, withdrawn, belongs_to=None, ended_by=withdrawn.withdrawn_by, ended_at=at)


@COORDINATION_VIEW.on(told.AnswerAccepted)
def _accepted(event: RecordedEvent, session: ProjectionSession) -> None:
    asked = _becomes(event, session, CoordinationPhase.ACCEPTED)
    asked.accepted_by, asked.accepted_at = event.event.accepted_by, instant(event.event.accepted_at)


@COORDINATION_VIEW.on(told.AnswerReturned)
def _answer_returned(event: RecordedEvent, session: ProjectionSession) -> None:
    returned: told.AnswerReturned = event.event
    asked = _becomes(event, session, CoordinationPhase.RETURNED)
    asked.by_silence = False
    asked.times_returned += 1
    standing = [one for one in asked.given_answers if not one.too_late][-1]
    standing.returned_by, standing.returned_at = returned.returned_by, instant(returned.returned_at)
    standing.return_reason = returned.reason


@COORDINATION_VIEW.on(told.ClarificationAsked)
def _clarification_asked(event: RecordedEvent, session: ProjectionSession) -> None:
    said: told.ClarificationAsked = event.event
    asked = _asked(event, session)
    asked.clarification_open = True
    at = instant(said.asked_at)
    asked.clarifications.append(
        restate(Clarification, said, by_asker=False, said_by=said.asked_by, said_at=at)
    )


@COORDINATION_VIEW.on(told.ClarificationGiven)
def _clarification_given(event: RecordedEvent, session: ProjectionSession) -> None:
    said: told.ClarificationGiven = event.event
    asked = _asked(event, session)
    asked.clarification_open = False
    told_it: dict[str, Any] = {"said_by": said.given_by, "said_at": instant(said.given_at)}
    documents = _documents(said.documents)
    asked.clarifications.append(restate(Clarification, said, by_asker=True, documents=documents, **told_it))


@COORDINATION_VIEW.on(told.DisagreementRaised)
def _raised(event: RecordedEvent, session: ProjectionSession) -> None:
    raised: told.DisagreementRaised = event.event
    asked = _asked(event, session)
    asked.superior = raised.superior
    meets_at = instant(raised.meets_at) if raised.meets_at else None
    at = instant(raised.raised_at)
    asked.disagreements.append(restate(Disagreement, raised, meets_at=meets_at, raised_at=at))


@COORDINATION_VIEW.on(told.DisagreementDecided)
def _decided(event: RecordedEvent, session: ProjectionSession) -> None:
    decided: told.DisagreementDecided = event.event
    last = _asked(event, session).disagreements[-1]
    last.decision = decided.decision
    last.decided_by, last.decided_at = decided.decided_by, instant(decided.decided_at)


@COORDINATION_VIEW.on(AnswerDueReplicated)
def _due_told(event: RecordedEvent, session: ProjectionSession) -> None:
    """As the clock says; a coordination that this store doesn't have has no document."""
    ((collection, key),) = _keys(event)
    asked = session.document(COORDINATIONS, key)
    if asked is not None:
        asked.due_at, asked.late = instant(event.event.due_at), event.event.late
        session.put(collection, key, asked, session.version)


def _becomes(
    event: RecordedEvent, session: ProjectionSession, state: CoordinationPhase
) -> CoordinationDocument:
    asked = _asked(event, session)
    asked.state = state.value
    asked.owed = asked.is_owed
    return asked


def _asked(event: RecordedEvent, session: ProjectionSession) -> CoordinationDocument:
    """The coordination's document, which the event changes; it is put as of the event's place."""
    ((collection, key),) = _keys(event)
    asked = session.document(COORDINATIONS, key)
    assert asked is not None, f"{key} has no first event"
    session.put(collection, key, asked, session.version)
    return asked


def _documents(said: Sequence[AskedDocument]) -> list[DocumentOf]:
    return [restate(DocumentOf, one) for one in said]
