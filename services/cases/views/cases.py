"""Where each case is now, who holds it, and when it is due."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from services.cases.domain.due import DueReplicated
from services.cases.views.documents import CASES, CaseDocument, CaseStatus, Extension, HeldStep, Suspension
from shared.contracts import cases as happened
from shared.contracts.vocabulary import OpenedStep
from shared.documents.projection import ProjectionSession, RecordedEvent, View
from shared.documents.values import instant
from shared.restating import restate

#: What followed a suspension in a history may be told so long after it, before it ends by itself.
_HISTORY_FOLLOWS_IN = timedelta(seconds=30)

#: The case's own stream and that of its due instant make one document.
CASE_VIEW = View("cases", CASES, keys=lambda event: [(CASES.name, event.key)], by_place=True)


@CASE_VIEW.on(happened.CaseOpened)
def _opened(event: RecordedEvent, session: ProjectionSession) -> None:
    opened: happened.CaseOpened = event.event
    case = restate(
        CaseDocument,
        opened,
        history=opened.imported if opened.history is None else opened.history,
        status=CaseStatus.OPEN.value,
        opened_at=instant(opened.opened_at),
        due_at=instant(opened.due_at) if opened.due_at else None,
        steps=[],
        version=event.version,
    )
    _hold(case, _held(opened.first, instant(opened.opened_at)))
    session.put(CASES.name, event.key, case, session.version)


@CASE_VIEW.on(happened.StepAssigned, happened.StepReceived)
def _taken(event: RecordedEvent, session: ProjectionSession) -> None:
    case = _case(event, session)
    for step in _at(case, event):
        step.official = event.event.official
        step.received = isinstance(event.event, happened.StepReceived)
    _hold(case, case.steps)


@CASE_VIEW.on(happened.StepCompleted)
def _completed_step(event: RecordedEvent, session: ProjectionSession) -> None:
    case = _case(event, session)
    case.steps_completed += 1
    for step in _at(case, event):
        step.official = event.event.official
        step.completed = True
    _hold(case, case.steps)


@CASE_VIEW.on(happened.StepHandedOff)
def _handed_off(event: RecordedEvent, session: ProjectionSession) -> None:
    case = _case(event, session)
    case.hand_offs += 1
    _hold(case, _held(event.event.to, instant(event.event.handed_off_at)))


@CASE_VIEW.on(happened.StepReturned)
def _returned(event: RecordedEvent, session: ProjectionSession) -> None:
    case = _case(event, session)
    case.returns += 1
    _hold(case, _held(event.event.to, instant(event.event.returned_at)))


@CASE_VIEW.on(happened.StepReopened)
def _reopened(event: RecordedEvent, session: ProjectionSession) -> None:
    case = _case(event, session)
    again = {visit.step for visit in event.event.to}
    others = [step for step in case.steps if step.step not in again]
    _hold(case, others + _held(event.event.to, instant(event.event.reopened_at)))


@CASE_VIEW.on(happened.CaseSuspended)
def _suspended(event: RecordedEvent, session: ProjectionSession) -> None:
    suspended: happened.CaseSuspended = event.event
    case, ends_at = _case(event, session), suspended.ends_at
    case.status = CaseStatus.SUSPENDED.value
    case.suspensions += 1
    case.suspension = restate(
        Suspension,
        suspended,
        suspended_at=instant(suspended.suspended_at),
        ends_at=instant(ends_at) if ends_at else None,
    )
    if ends_at is not None:
        wait = event.recorded_at + _HISTORY_FOLLOWS_IN if case.history else ends_at
        case.next_alarm = instant(max(ends_at, wait))


@CASE_VIEW.on(happened.CaseResumed)
def _resumed(event: RecordedEvent, session: ProjectionSession) -> None:
    case = _case(event, session)
    case.status = CaseStatus.OPEN.value
    _goes_on(case)


@CASE_VIEW.on(happened.ExtensionGranted)
def _extended(event: RecordedEvent, session: ProjectionSession) -> None:
    extended: happened.ExtensionGranted = event.event
    case, due_at = _case(event, session), instant(extended.due_at)
    case.due_at = due_at
    case.extensions += 1
    case.extension = restate(Extension, extended, granted_at=instant(extended.granted_at), due_at=due_at)


@CASE_VIEW.on(DueReplicated)
def _due_told(event: RecordedEvent, session: ProjectionSession) -> None:
    """As the clock says; a case that this store doesn't have has no document."""
    case = session.document(CASES, event.key)
    if case is not None:
        case.due_at, case.late = instant(event.event.due_at), event.event.late
        case.overdue = case.late and case.ended_at is None
        session.put(CASES.name, event.key, case, session.version)


@CASE_VIEW.on(happened.CaseCompleted)
def _completed(event: RecordedEvent, session: ProjectionSession) -> None:
    _end(_case(event, session), CaseStatus.COMPLETED, event.event.completed_at)


@CASE_VIEW.on(happened.CaseCancelled)
def _cancelled(event: RecordedEvent, session: ProjectionSession) -> None:
    _end(_case(event, session), CaseStatus.CANCELLED, event.event.cancelled_at)


def _end(case: CaseDocument, status: CaseStatus, at: Any) -> None:
    case.status = status.value
    case.ended_at = instant(at)
    case.overdue = False
    _hold(case, [])
    _goes_on(case)


def _goes_on(case: CaseDocument) -> None:
    """The case stands still no longer."""
    case.suspension = case.next_alarm = None


def _case(event: RecordedEvent, session: ProjectionSession) -> CaseDocument:
    """The case's document, which the event changes; it is put as of the event's version."""
    case = session.document(CASES, event.key)
    assert case is not None, f"{event.stream} has no first event"
    case.version = event.version
    session.put(CASES.name, event.key, case, session.version)
    return case


def _hold(case: CaseDocument, steps: list[HeldStep]) -> None:
    """The case is at these steps; who holds them is asked by."""
    case.steps = steps
    case.divisions = sorted({step.division for step in steps})
    case.officials = sorted({step.official for step in steps if step.official is not None})


def _at(case: CaseDocument, event: RecordedEvent) -> list[HeldStep]:
    return [step for step in case.steps if step.step == event.event.step]


def _held(opened: Sequence[OpenedStep], since: str) -> list[HeldStep]:
    return [restate(HeldStep, visit, since=since) for visit in opened]
