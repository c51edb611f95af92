"""Visits that have ended, what was sent back, and what was passed on: what scorecards are counted from."""

from typing import Any

from services.sla.domain import events
from services.sla.domain.clock import StepOutcome
from services.sla.domain.contesting import ReturnClearanceNoted, VisitCauseNoted
from services.sla.domain.measured import CauseState, MeasuredVisit, SentBack, VisitCause
from services.sla.domain.passing import PassingNoted
from services.sla.views.visit_documents import (
    PASSED,
    REDONE,
    SENT_BACK,
    VISITS,
    CauseDocument,
    ClearanceDocument,
    PassedDocument,
    RedoneDocument,
    RedoneWorkDocument,
    SentBackDocument,
    VisitDocument,
)
from shared.documents.projection import Key, ProjectionSession, RecordedEvent, View
from shared.documents.values import instant
from shared.restating import restate


def _visit(event: RecordedEvent) -> list[Key]:
    return [(VISITS.name, f"{event.key}:{event.event.step}:{event.event.visit}")]


def _back(event: RecordedEvent) -> list[Key]:
    """One for all visits that the same event of the case opened."""
    if event.event.sent_back is None:
        return []
    return [(SENT_BACK.name, f"{event.key}@{event.event.source_version}"), _redone_key(event, event.event)]


def _redone_key(event: RecordedEvent, visit: Any) -> Key:
    return REDONE.name, f"{event.key}:{visit.step}:{visit.visit}"


def _cleared_keys(event: RecordedEvent) -> list[Key]:
    redone = (_redone_key(event, one) for one in event.event.visits)
    return [(SENT_BACK.name, f"{event.key}@{event.event.returned}"), *redone]


def _passed(event: RecordedEvent) -> list[Key]:
    noted: PassingNoted = event.event
    source = f"{event.key}@{noted.source_version}"
    return [(PASSED.name, f"{source}:{at}") for at, _ in enumerate(noted.between)]


VISIT_VIEW = View("visits", VISITS, SENT_BACK, REDONE, PASSED, keys=_visit)


@VISIT_VIEW.on(events.StepClockStopped)
def _stopped(event: RecordedEvent, session: ProjectionSession) -> None:
    """What stopped before that was measured is on no scorecard."""
    stopped: events.StepClockStopped = event.event
    measured = stopped.measured
    if measured is None:
        return
    ((collection, key),) = _visit(event)
    document = restate(VisitDocument, measured, stopped, **_times(event.key, stopped, measured))
    session.put(collection, key, document, event.version)


def _times(case_number: str, stopped: events.StepClockStopped, measured: MeasuredVisit) -> dict[str, object]:
    day, received = measured.day.isoformat(), measured.received_at
    return {
        "case_number": case_number,
        "started_at": instant(measured.started_at),
        "received_at": instant(received) if received is not None else None,
        "due_at": instant(measured.due_at),
        "ended_at": instant(stopped.stopped_at),
        "ended_on": day,
        "done_on": day if stopped.outcome == StepOutcome.COMPLETED else None,
        "outcome": str(stopped.outcome),
        "cause": _cause(measured.cause),
        "late_by_objective_cause": stopped.late and _is_confirmed(measured.cause),
        "sources": list(measured.sources),
    }


def _cause(cause: VisitCause | None) -> CauseDocument | None:
    if cause is None:
        return None
    decided = instant(cause.decided_at) if cause.decided_at is not None else None
    return restate(CauseDocument, cause, claimed_at=instant(cause.claimed_at), decided_at=decided)


def _is_confirmed(cause: VisitCause | None) -> bool:
    return cause is not None and cause.state == CauseState.CONFIRMED


@VISIT_VIEW.on(VisitCauseNoted)
def _cause_noted(event: RecordedEvent, session: ProjectionSession) -> None:
    """Of an open visit the clock keeps it until its end."""
    noted: VisitCauseNoted = event.event
    ((_, key),) = _visit(event)
    visit = session.document(VISITS, key)
    if visit is None:
        return
    visit.cause = _cause(noted.cause)
    visit.late_by_objective_cause = visit.late and _is_confirmed(noted.cause)
    visit.sources = sorted({*visit.sources, noted.source_version or 0})
    session.put(VISITS.name, key, visit, event.version)


@VISIT_VIEW.on(ReturnClearanceNoted, keys=_cleared_keys)
def _cleared(event: RecordedEvent, session: ProjectionSession) -> None:
    noted: ReturnClearanceNoted = event.event
    clearance = ClearanceDocument(by=noted.cleared_by, at=instant(noted.cleared_at), reason=noted.reason)
    (_, key), *redone = _cleared_keys(event)
    back = session.document(SENT_BACK, key)
    if back is not None:
        back.cleared = clearance
        session.put(SENT_BACK.name, key, back, event.version)
    for _, name in redone:
        work = session.document(REDONE, name)
        if work is not None:
            work.cleared, work.clearance = True, clearance
            session.put(REDONE.name, name, work, event.version)


@VISIT_VIEW.on(events.StepClockContinued)
def _continued(event: RecordedEvent, session: ProjectionSession) -> None:
    """It hadn't ended."""
    ((_, key),) = _visit(event)
    visit = session.document(VISITS, key)
    if visit is not None:
        visit.ended_on = visit.done_on = None
        session.put(VISITS.name, key, visit, event.version)


@VISIT_VIEW.on(events.StepClockStarted, keys=_back)
def _came_back(event: RecordedEvent, session: ProjectionSession) -> None:
    back: SentBack | None = event.event.sent_back
    if back is None:
        return
    (_, key), (_, redone) = _back(event)
    document = session.document(SENT_BACK, key)
    if document is None:
        document = restate(
            SentBackDocument,
            back,
            case_number=event.key,
            version=event.event.source_version,
            at=instant(back.at),
            day=back.day.isoformat(),
            redone=[],
            redone_by=[],
        )
    if back.redone is not None:
        document.redone.append(restate(RedoneDocument, back.redone))
        document.redone_by = sorted({one.official for one in document.redone if one.official is not None})
        work = restate(RedoneWorkDocument, back.redone, document, sent_back_by=back.official, cleared=False)
        session.put(REDONE.name, redone, work, event.version)
    session.put(SENT_BACK.name, key, document, event.version)


@VISIT_VIEW.on(PassingNoted, keys=_passed)
def _noted(event: RecordedEvent, session: ProjectionSession) -> None:
    noted: PassingNoted = event.event
    for (collection, key), unit in zip(_passed(event), noted.between, strict=True):
        document = restate(
            PassedDocument,
            unit,
            noted,
            case_number=event.key,
            version=noted.source_version,
            at=instant(noted.detected_at),
            day=noted.day.isoformat(),
            evidence=list(noted.evidence),
        )
        session.put(collection, key, document, event.version)
