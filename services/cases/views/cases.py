"""Where each case is now, who holds it, and when it is due."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from services.cases.domain.due import DueReplicated
from services.cases.views.documents import (
    CASES,
    Answers,
    CaseDocument,
    CaseStatus,
    Extension,
    ExtensionRequest,
    HeldStep,
    Suspension,
)
from services.cases.views.held_case import case_of as _case
from services.cases.views.searching import words_in
from shared.contracts.cases import course, remarks, steps
from shared.contracts.vocabulary import OpenedStep
from shared.documents.projection import ProjectionSession, RecordedEvent, View
from shared.documents.values import instant
from shared.restating import restate

#: What followed a suspension in a history may be told so long after it, before it ends by itself.
_HISTORY_FOLLOWS_IN = timedelta(seconds=30)

#: The case's own stream and that of its due instant make one document.
CASE_VIEW = View("cases", CASES, keys=lambda event: [(CASES.name, event.key)], by_place=True)


@CASE_VIEW.on(course.CaseOpened)
def _opened(event: RecordedEvent, session: ProjectionSession) -> None:
    opened: course.CaseOpened = event.event
    case = restate(
        CaseDocument,
        opened,
        opened_in=opened.agency,
        history=opened.imported if opened.history is None else opened.history,
        status=CaseStatus.OPEN.value,
        opened_at=instant(opened.opened_at),
        due_at=instant(opened.due_at) if opened.due_at else None,
        root_case=opened.root_case or opened.case_number,
        answers=restate(Answers, opened.answers) if opened.answers is not None else None,
        steps=[],
        version=event.version,
    )
    case.words = words_in(case)
    _hold(case, _held(opened.first, instant(opened.opened_at)))
    session.put(CASES.name, event.key, case, session.version)


@CASE_VIEW.on(steps.StepAssigned, steps.StepTaken, steps.StepReceived, steps.ReceiptTakenBack)
def _taken(event: RecordedEvent, session: ProjectionSession) -> None:
    case = _case(event, session)
    for step in _at(case, event):
        step.division, step.official = event.event.division, event.event.official
        step.received = isinstance(event.event, steps.StepReceived)
        step.acted_by = None if isinstance(event.event, steps.StepAssigned) else event.event.recorded_by
    _hold(case, case.steps)


@CASE_VIEW.on(steps.StepReleased)
def _released(event: RecordedEvent, session: ProjectionSession) -> None:
    case = _case(event, session)
    for step in _at(case, event):
        step.official, step.received, step.acted_by = None, False, None
    _hold(case, case.steps)


@CASE_VIEW.on(steps.StepCompleted)
def _completed_step(event: RecordedEvent, session: ProjectionSession) -> None:
    case = _case(event, session)
    case.steps_completed += 1
    for step in _at(case, event):
        step.official, step.acted_by = event.event.official, event.event.recorded_by
        step.completed = True
    _hold(case, case.steps)


@CASE_VIEW.on(steps.CompletionTakenBack)
def _completion_taken_back(event: RecordedEvent, session: ProjectionSession) -> None:
    case = _case(event, session)
    case.steps_completed -= 1
    for step in _at(case, event):
        step.official = event.event.official
        step.completed = False
    _hold(case, case.steps)


@CASE_VIEW.on(steps.StepHandedOff)
def _handed_off(event: RecordedEvent, session: ProjectionSession) -> None:
    case = _case(event, session)
    case.hand_offs += 1
    _hold(case, _held(event.event.to, instant(event.event.handed_off_at)))


@CASE_VIEW.on(steps.StepReturned)
def _returned(event: RecordedEvent, session: ProjectionSession) -> None:
    case = _case(event, session)
    case.returns += 1
    _hold(case, _held(event.event.to, instant(event.event.returned_at)))


@CASE_VIEW.on(steps.StepRefused)
def _refused(event: RecordedEvent, session: ProjectionSession) -> None:
    case = _case(event, session)
    case.refusals += 1
    _hold(case, _held(event.event.to, instant(event.event.refused_at)))


@CASE_VIEW.on(steps.StepReopened)
def _reopened(event: RecordedEvent, session: ProjectionSession) -> None:
    case = _case(event, session)
    again = {visit.step for visit in event.event.to}
    others = [step for step in case.steps if step.step not in again]
    _hold(case, others + _held(event.event.to, instant(event.event.reopened_at)))


@CASE_VIEW.on(course.CaseMoved)
def _moved(event: RecordedEvent, session: ProjectionSession) -> None:
    moved: course.CaseMoved = event.event
    case = _case(event, session)
    case.agency = moved.agency
    taken = {one.step: one for one in moved.visits}
    for step in case.steps:
        by = taken[step.step]
        step.received = step.received and step.official == by.official
        step.division, step.official = by.division, by.official
    _hold(case, case.steps)


@CASE_VIEW.on(course.CaseSuspended)
def _suspended(event: RecordedEvent, session: ProjectionSession) -> None:
    suspended: course.CaseSuspended = event.event
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
        case.suspension_over_at = instant(max(ends_at, wait))
        case.count_alarm()


@CASE_VIEW.on(course.HistoryResumed)
def _history_resumed(event: RecordedEvent, session: ProjectionSession) -> None:
    case = _case(event, session)
    case.history = case.runs_on = True
    case.count_alarm()


@CASE_VIEW.on(course.HistoryEnded)
def _history_ended(event: RecordedEvent, session: ProjectionSession) -> None:
    case = _case(event, session)
    case.history = case.runs_on = False
    if case.suspension is not None:
        case.suspension_over_at = case.suspension.ends_at
    case.count_alarm()


@CASE_VIEW.on(course.CaseResumed)
def _resumed(event: RecordedEvent, session: ProjectionSession) -> None:
    case = _case(event, session)
    case.status = CaseStatus.OPEN.value
    _goes_on(case)


@CASE_VIEW.on(course.ExtensionRequested)
def _extension_requested(event: RecordedEvent, session: ProjectionSession) -> None:
    requested: course.ExtensionRequested = event.event
    _case(event, session).extension_request = restate(
        ExtensionRequest,
        requested,
        requested_at=instant(requested.requested_at),
        due_at=instant(requested.due_at),
    )


@CASE_VIEW.on(course.ExtensionDenied)
def _extension_denied(event: RecordedEvent, session: ProjectionSession) -> None:
    _case(event, session).extension_request = None


@CASE_VIEW.on(course.ExtensionGranted)
def _extended(event: RecordedEvent, session: ProjectionSession) -> None:
    extended: course.ExtensionGranted = event.event
    case, due_at = _case(event, session), instant(extended.due_at)
    case.due_at = due_at
    case.extensions += 1
    case.extension_request = None
    case.extension = restate(Extension, extended, granted_at=instant(extended.granted_at), due_at=due_at)


@CASE_VIEW.on(DueReplicated)
def _due_told(event: RecordedEvent, session: ProjectionSession) -> None:
    """As the clock says; a case that this store doesn't have has no document."""
    case = session.document(CASES, event.key)
    if case is not None:
        case.due_at, case.late = instant(event.event.due_at), event.event.late
        case.overdue = case.late and case.ended_at is None
        session.put(CASES.name, event.key, case, session.version)


@CASE_VIEW.on(remarks.LatenessAnnounced)
def _lateness_announced(event: RecordedEvent, session: ProjectionSession) -> None:
    for step in _at(_case(event, session), event):
        step.expected_at = instant(event.event.expected_at)


@CASE_VIEW.on(remarks.CommentAdded)
def _commented(event: RecordedEvent, session: ProjectionSession) -> None:
    _case(event, session).comments += 1


@CASE_VIEW.on(remarks.DocumentAttached)
def _attached(event: RecordedEvent, session: ProjectionSession) -> None:
    _case(event, session).documents += 1


@CASE_VIEW.on(remarks.CaseLinked)
def _linked(event: RecordedEvent, session: ProjectionSession) -> None:
    _case(event, session).links.append(event.event.other_case)


@CASE_VIEW.on(course.SubjectCorrected)
def _subject_corrected(event: RecordedEvent, session: ProjectionSession) -> None:
    case = _case(event, session)
    case.subject = event.event.new
    case.words = words_in(case)


@CASE_VIEW.on(course.CaseReopened)
def _case_reopened(event: RecordedEvent, session: ProjectionSession) -> None:
    """What was late when it ended is overdue again."""
    case = _case(event, session)
    case.status, case.ended_at, case.overdue = CaseStatus.OPEN.value, None, case.late
    case.reopenings += 1
    _hold(case, _held(event.event.to, instant(event.event.reopened_at)))


@CASE_VIEW.on(course.CaseCompleted)
def _completed(event: RecordedEvent, session: ProjectionSession) -> None:
    _end(_case(event, session), CaseStatus.COMPLETED, event.event.completed_at)


@CASE_VIEW.on(course.CaseCancelled)
def _cancelled(event: RecordedEvent, session: ProjectionSession) -> None:
    _end(_case(event, session), CaseStatus.CANCELLED, event.event.cancelled_at)


def _end(case: CaseDocument, status: CaseStatus, at: Any) -> None:
    case.status = status.value
    case.ended_at = instant(at)
    case.overdue = False
    case.extension_request = None
    _hold(case, [])
    _goes_on(case)


def _goes_on(case: CaseDocument) -> None:
    """The case stands still no longer."""
    case.suspension = case.suspension_over_at = None
    case.count_alarm()


def _hold(case: CaseDocument, steps: list[HeldStep]) -> None:
    """The case is at these steps; who holds them is asked by."""
    case.steps = steps
    case.divisions = sorted({step.division for step in steps})
    case.officials = sorted({step.official for step in steps if step.official is not None})


def _at(case: CaseDocument, event: RecordedEvent) -> list[HeldStep]:
    return [step for step in case.steps if step.step == event.event.step]


def _held(opened: Sequence[OpenedStep], since: str) -> list[HeldStep]:
    return [restate(HeldStep, visit, since=since) for visit in opened]
