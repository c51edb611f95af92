"""Where each case is now: the read model."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from shared.contracts import cases as happened
from shared.contracts.vocabulary import OpenedStep
from shared.documents.port import Collection
from shared.documents.projection import ProjectionSession, RecordedEvent, View
from shared.documents.values import instant

CASES = Collection(
    "cases", indexes=(("agency", "status", "opened_at"), ("procedure", "status"), ("opened_at",))
)
CASE_VIEW = View("cases", CASES, keys=lambda event: [(CASES.name, event.key)])


class CaseStatus(StrEnum):
    """How a case stands."""

    OPEN = "open"
    SUSPENDED = "suspended"
    COMPLETED = "completed"
    CANCELLED = "cancelled"


@CASE_VIEW.on(happened.CaseOpened)
def _opened(event: RecordedEvent, session: ProjectionSession) -> None:
    opened: happened.CaseOpened = event.event
    body = {
        "case_number": opened.case_number,
        "agency": opened.agency,
        "procedure": opened.procedure,
        "edition": opened.edition,
        "subject": opened.subject,
        "external_reference": opened.external_reference,
        "status": CaseStatus.OPEN.value,
        "opened_by": opened.opened_by,
        "opened_at": instant(opened.opened_at),
        "due_at": instant(opened.due_at) if opened.due_at else None,
        "ended_at": None,
        "steps": _held(opened.first, instant(opened.opened_at)),
        "steps_completed": 0,
        "hand_offs": 0,
        "returns": 0,
    }
    _put(event, session, body)


@CASE_VIEW.on(happened.StepAssigned, happened.StepReceived)
def _taken(event: RecordedEvent, session: ProjectionSession) -> None:
    body = _body(event, session)
    received = isinstance(event.event, happened.StepReceived)
    for step in body["steps"]:
        if step["step"] == event.event.step:
            step["official"] = event.event.official
            step["received"] = received
    _put(event, session, body)


@CASE_VIEW.on(happened.StepCompleted)
def _completed_step(event: RecordedEvent, session: ProjectionSession) -> None:
    body = _body(event, session)
    body["steps_completed"] += 1
    for step in body["steps"]:
        if step["step"] == event.event.step:
            step["official"] = event.event.official
            step["completed"] = True
    _put(event, session, body)


@CASE_VIEW.on(happened.StepHandedOff)
def _handed_off(event: RecordedEvent, session: ProjectionSession) -> None:
    body = _body(event, session)
    body["hand_offs"] += 1
    body["steps"] = _held(event.event.to, instant(event.event.handed_off_at))
    _put(event, session, body)


@CASE_VIEW.on(happened.StepReturned)
def _returned(event: RecordedEvent, session: ProjectionSession) -> None:
    body = _body(event, session)
    body["returns"] += 1
    body["steps"] = _held(event.event.to, instant(event.event.returned_at))
    _put(event, session, body)


@CASE_VIEW.on(happened.StepReopened)
def _reopened(event: RecordedEvent, session: ProjectionSession) -> None:
    body = _body(event, session)
    again = {visit.step for visit in event.event.to}
    others = [step for step in body["steps"] if step["step"] not in again]
    body["steps"] = others + _held(event.event.to, instant(event.event.reopened_at))
    _put(event, session, body)


@CASE_VIEW.on(happened.CaseSuspended, happened.CaseResumed)
def _paused(event: RecordedEvent, session: ProjectionSession) -> None:
    body = _body(event, session)
    suspended = isinstance(event.event, happened.CaseSuspended)
    body["status"] = (CaseStatus.SUSPENDED if suspended else CaseStatus.OPEN).value
    _put(event, session, body)


@CASE_VIEW.on(happened.ExtensionGranted)
def _extended(event: RecordedEvent, session: ProjectionSession) -> None:
    body = _body(event, session)
    body["due_at"] = instant(event.event.due_at)
    _put(event, session, body)


@CASE_VIEW.on(happened.CaseCompleted, happened.CaseCancelled)
def _ended(event: RecordedEvent, session: ProjectionSession) -> None:
    body = _body(event, session)
    ended: happened.CaseCompleted | happened.CaseCancelled = event.event
    completed = isinstance(ended, happened.CaseCompleted)
    body["status"] = (CaseStatus.COMPLETED if completed else CaseStatus.CANCELLED).value
    body["ended_at"] = instant(
        ended.completed_at if isinstance(ended, happened.CaseCompleted) else ended.cancelled_at
    )
    body["steps"] = []
    _put(event, session, body)


def _body(event: RecordedEvent, session: ProjectionSession) -> dict[str, Any]:
    body = session.get(CASES.name, event.key)
    assert body is not None, f"{event.stream} has no first event"
    return body


def _put(event: RecordedEvent, session: ProjectionSession, body: dict[str, Any]) -> None:
    body["version"] = event.version
    session.put(CASES.name, event.key, body, event.version)


def _held(opened: Sequence[OpenedStep], since: str) -> list[dict[str, Any]]:
    return [
        {
            "step": visit.step,
            "visit": visit.visit,
            "division": visit.division,
            "official": visit.official,
            "since": since,
            "received": False,
            "completed": False,
        }
        for visit in opened
    ]


VIEWS = (CASE_VIEW,)
