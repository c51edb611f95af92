"""The escalations of each case, and when the sweeper looks at what is overdue next."""

from services.sla.domain.clock import TimeName
from services.sla.domain.deadline_policy import DeadlinePolicyAdopted
from services.sla.domain.escalation_events import EscalationAwaited
from services.sla.views.documents import CASES
from services.sla.views.escalation_documents import (
    ESCALATIONS,
    LADDERS,
    POLICIES,
    EscalationDocument,
    EscalationState,
    LadderDocument,
    PolicyDocument,
)
from services.sla.views.informed import CLOCK_VIEW
from shared.contracts.escalations import EscalationAcknowledged, EscalationEnded, EscalationRaised
from shared.documents.projection import Key, ProjectionSession, RecordedEvent, View
from shared.documents.values import instant
from shared.restating import restate

__all__ = ["CLOCK_VIEW", "POLICY_VIEW"]

# ---- which documents an event touches


def _time(event: RecordedEvent) -> str:
    """The case, the visit or the coordination that it is about."""
    told = event.event
    name = TimeName(told.step, told.visit, told.coordination)
    if name.coordination is not None:
        return f"{event.key}/{name.coordination}"
    return event.key if name.step is None else f"{event.key}:{name.step}:{name.visit}"


def _ladder_key(event: RecordedEvent) -> Key:
    return LADDERS.name, _time(event)


def _escalation_key(event: RecordedEvent) -> Key:
    told = event.event
    return ESCALATIONS.name, f"{_time(event)}|{instant(told.due_at)}|{told.level}"


def _ladder(event: RecordedEvent) -> list[Key]:
    return [_ladder_key(event)]


def _escalation(event: RecordedEvent) -> list[Key]:
    return [_escalation_key(event)]


def _all(event: RecordedEvent) -> list[Key]:
    return [(CASES.name, event.key), *_escalation(event), *_ladder(event)]


# ---- and how they are changed


@CLOCK_VIEW.on(EscalationRaised, keys=_all)
def _raised(event: RecordedEvent, session: ProjectionSession) -> None:
    told: EscalationRaised = event.event
    case = session.document(CASES, event.key)  # what a case pins never changes, so it may be read here
    assert case is not None, f"{event.stream} has no first event"
    collection, key = _escalation_key(event)
    document = restate(
        EscalationDocument,
        told,
        subject=case.subject,
        opened_in=case.opened_in,
        agency=told.asked_agency or told.agency,
        case_agency=told.agency,
        state=EscalationState.OPEN.value,
        raised_at=instant(told.raised_at),
        due_at=instant(told.due_at),
        detected_at=instant(told.detected_at),
    )
    session.put(collection, key, document, event.version)
    _look_again(event, session)


@CLOCK_VIEW.on(EscalationAwaited, keys=_ladder)
def _look_again(event: RecordedEvent, session: ProjectionSession) -> None:
    alarm = event.event.alarm
    collection, key = _ladder_key(event)
    document = LadderDocument(case_number=event.key, next_alarm=instant(alarm) if alarm is not None else None)
    session.put(collection, key, document, event.version)


@CLOCK_VIEW.on(EscalationAcknowledged, keys=_escalation)
def _acknowledged(event: RecordedEvent, session: ProjectionSession) -> None:
    told: EscalationAcknowledged = event.event
    escalation = _changed(event, session)
    escalation.acknowledged_at = instant(told.acknowledged_at)
    escalation.acknowledged_by, escalation.note = told.acknowledged_by, told.note


@CLOCK_VIEW.on(EscalationEnded, keys=_escalation)
def _ended(event: RecordedEvent, session: ProjectionSession) -> None:
    """One that never stood counts for nobody."""
    told: EscalationEnded = event.event
    escalation = _changed(event, session)
    escalation.state = (EscalationState.ENDED if told.stood else EscalationState.WITHDRAWN).value
    escalation.ended_at, escalation.reason = instant(told.ended_at), told.reason


def _changed(event: RecordedEvent, session: ProjectionSession) -> EscalationDocument:
    _, key = _escalation_key(event)
    found = session.document(ESCALATIONS, key)
    assert found is not None, f"{event.stream} has no such escalation"
    session.put(ESCALATIONS.name, key, found, event.version)
    return found


POLICY_VIEW = View("deadline_policies", POLICIES, keys=lambda event: [(POLICIES.name, event.key)])


@POLICY_VIEW.on(DeadlinePolicyAdopted)
def _adopted(event: RecordedEvent, session: ProjectionSession) -> None:
    policy = session.document(POLICIES, event.key) or PolicyDocument(key=event.key, version=0)
    policy.version = event.version
    session.put(POLICIES.name, event.key, policy, event.version)
