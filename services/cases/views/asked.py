"""What a case asked other agencies for, as the case itself shows it."""

from typing import Any

from services.cases.domain.coordination_state import CoordinationPhase
from services.cases.domain.due import AnswerDueReplicated
from services.cases.views.cases import CASE_VIEW
from services.cases.views.documents import CASES, AskedOf, CaseDocument
from services.cases.views.held_case import case_of
from shared.contracts.cases import coordination as told
from shared.documents.projection import ProjectionSession, RecordedEvent
from shared.documents.values import instant
from shared.restating import restate


@CASE_VIEW.on(told.CoordinationRequested)
def _requested(event: RecordedEvent, session: ProjectionSession) -> None:
    asked: told.CoordinationRequested = event.event
    case = case_of(event, session)
    case.coordinations.append(
        restate(
            AskedOf,
            asked,
            number=asked.coordination,
            agency=asked.asked_agency,
            state=CoordinationPhase.REQUESTED.value,
            requested_at=instant(asked.requested_at),
            due_at=instant(asked.due_at) if asked.due_at else None,
        )
    )
    _count(case)


@CASE_VIEW.on(told.CoordinationReceived)
def _received(event: RecordedEvent, session: ProjectionSession) -> None:
    _becomes(event, session, CoordinationPhase.TAKEN).child_case = event.event.child_case


@CASE_VIEW.on(told.CoordinationMoved)
def _moved(event: RecordedEvent, session: ProjectionSession) -> None:
    case = case_of(event, session)
    (asked,) = _named(case, event.event.coordination)
    asked.agency = event.event.asked_agency
    _count(case)


@CASE_VIEW.on(told.CoordinationAnswered)
def _answered(event: RecordedEvent, session: ProjectionSession) -> None:
    answer: told.CoordinationAnswered = event.event
    asked = _becomes(event, session, CoordinationPhase.ANSWERED)
    asked.answer, asked.by_silence = answer.kind, answer.by_silence
    asked.answered_at = instant(answer.answered_at)
    if answer.by_silence:
        asked.due_at, asked.late = asked.answered_at, True


@CASE_VIEW.on(told.CoordinationDeclined)
def _declined(event: RecordedEvent, session: ProjectionSession) -> None:
    _becomes(event, session, CoordinationPhase.DECLINED)


@CASE_VIEW.on(told.CoordinationWithdrawn)
def _withdrawn(event: RecordedEvent, session: ProjectionSession) -> None:
    _becomes(event, session, CoordinationPhase.WITHDRAWN)


@CASE_VIEW.on(told.AnswerAccepted)
def _accepted(event: RecordedEvent, session: ProjectionSession) -> None:
    _becomes(event, session, CoordinationPhase.ACCEPTED)


@CASE_VIEW.on(told.AnswerReturned)
def _answer_returned(event: RecordedEvent, session: ProjectionSession) -> None:
    _becomes(event, session, CoordinationPhase.RETURNED).by_silence = False


@CASE_VIEW.on(
    told.ClarificationAsked, told.ClarificationGiven, told.DisagreementRaised, told.DisagreementDecided
)
def _talked(event: RecordedEvent, session: ProjectionSession) -> None:
    """Where the coordination stands stays; the case's version moves."""
    case_of(event, session)


@CASE_VIEW.on(AnswerDueReplicated)
def _due_told(event: RecordedEvent, session: ProjectionSession) -> None:
    """As the clock says; a case that this store doesn't have has no document."""
    case = session.document(CASES, event.key)
    if case is None:
        return
    told_due: AnswerDueReplicated = event.event
    for asked in _named(case, told_due.coordination):
        asked.due_at, asked.late = instant(told_due.due_at), told_due.late
    _count(case)
    session.put(CASES.name, event.key, case, session.version)


def _becomes(event: RecordedEvent, session: ProjectionSession, state: CoordinationPhase) -> AskedOf:
    case = case_of(event, session)
    (asked,) = _named(case, event.event.coordination)
    asked.state = state.value
    _count(case)
    return asked


def _named(case: CaseDocument, number: int) -> list[AskedOf]:
    return [one for one in case.coordinations if one.number == number]


def _count(case: CaseDocument) -> None:
    """Whom the case waits for, and when the sweeper is to see what silence brought about."""
    owed = [one for one in case.coordinations if one.is_owed]
    case.waits_for = sorted({one.agency for one in owed})
    silent: list[Any] = [one.due_at for one in owed if one.silence_may_answer]
    case.silence_from = min(silent, default=None)
    case.count_alarm()
