"""Where each case is now: the read model."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Annotated, Any

from pydantic import Field

from shared.contracts import cases as happened
from shared.contracts.vocabulary import OpenedStep
from shared.documents.port import Collection
from shared.documents.projection import ProjectionSession, RecordedEvent, View
from shared.documents.values import InstantText, instant
from shared.restating import restate


class CaseStatus(StrEnum):
    """How a case stands."""

    OPEN = "open"
    SUSPENDED = "suspended"
    COMPLETED = "completed"
    CANCELLED = "cancelled"


@dataclass(slots=True, kw_only=True)
class HeldStep:
    """A step that the case is at, and who holds it."""

    step: str
    visit: int
    division: str
    official: str | None
    since: InstantText
    received: bool = False
    completed: bool = False


#: What followed a suspension in a history may be told so long after it, before it ends by itself.
_HISTORY_FOLLOWS_IN = timedelta(seconds=30)


@dataclass(slots=True, kw_only=True)
class Suspension:
    """Why a suspended case stands still: the reason as recorded, beside what the procedure allows."""

    reason: Annotated[str, Field(description="In the words of who suspended it.")]
    conditions: Annotated[str | None, Field(description="Under which the procedure allows it, in its words.")]
    suspended_by: str
    suspended_at: InstantText
    ends_at: Annotated[
        InstantText | None, Field(description="When it ends by itself; null: while the conditions hold.")
    ]


@dataclass(slots=True, kw_only=True)
class Extension:
    """Why a case was given more time the last time: the reason, beside what the procedure allows."""

    reason: Annotated[str, Field(description="In the words of who granted it.")]
    conditions: Annotated[str | None, Field(description="Under which the procedure allows it, in its words.")]
    granted_by: str
    granted_at: InstantText
    due_at: InstantText


@dataclass(slots=True, kw_only=True)
class CaseDocument:
    """A case as it stands."""

    case_number: str
    agency: str
    procedure: str
    edition: int
    subject: str
    external_reference: str | None
    status: str
    opened_by: str
    opened_at: InstantText
    due_at: InstantText | None
    ended_at: InstantText | None = None
    steps: list[HeldStep]
    steps_completed: int = 0
    hand_offs: int = 0
    returns: int = 0
    suspensions: int = 0
    extensions: int = 0
    suspension: Suspension | None = None
    extension: Extension | None = None
    next_alarm: Annotated[
        InstantText | None, Field(description="When the sweeper is to end a suspension; null: never.")
    ] = None
    imported: Annotated[bool, Field(description="A history from a log.")] = False
    version: int


CASES = Collection(
    "cases",
    indexes=(
        ("agency", "status", "opened_at"),
        ("procedure", "status"),
        ("opened_at",),
        ("next_alarm",),
    ),
    document=CaseDocument,
)
CASE_VIEW = View("cases", CASES, keys=lambda event: [(CASES.name, event.key)])
VIEWS = (CASE_VIEW,)


@CASE_VIEW.on(happened.CaseOpened)
def _opened(event: RecordedEvent, session: ProjectionSession) -> None:
    opened: happened.CaseOpened = event.event
    case = restate(
        CaseDocument,
        opened,
        status=CaseStatus.OPEN.value,
        opened_at=instant(opened.opened_at),
        due_at=instant(opened.due_at) if opened.due_at else None,
        steps=_held(opened.first, instant(opened.opened_at)),
        version=event.version,
    )
    session.put(CASES.name, event.key, case, event.version)


@CASE_VIEW.on(happened.StepAssigned, happened.StepReceived)
def _taken(event: RecordedEvent, session: ProjectionSession) -> None:
    case = _case(event, session)
    for step in _at(case, event):
        step.official = event.event.official
        step.received = isinstance(event.event, happened.StepReceived)


@CASE_VIEW.on(happened.StepCompleted)
def _completed_step(event: RecordedEvent, session: ProjectionSession) -> None:
    case = _case(event, session)
    case.steps_completed += 1
    for step in _at(case, event):
        step.official = event.event.official
        step.completed = True


@CASE_VIEW.on(happened.StepHandedOff)
def _handed_off(event: RecordedEvent, session: ProjectionSession) -> None:
    case = _case(event, session)
    case.hand_offs += 1
    case.steps = _held(event.event.to, instant(event.event.handed_off_at))


@CASE_VIEW.on(happened.StepReturned)
def _returned(event: RecordedEvent, session: ProjectionSession) -> None:
    case = _case(event, session)
    case.returns += 1
    case.steps = _held(event.event.to, instant(event.event.returned_at))


@CASE_VIEW.on(happened.StepReopened)
def _reopened(event: RecordedEvent, session: ProjectionSession) -> None:
    case = _case(event, session)
    again = {visit.step for visit in event.event.to}
    others = [step for step in case.steps if step.step not in again]
    case.steps = others + _held(event.event.to, instant(event.event.reopened_at))


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
        wait = event.recorded_at + _HISTORY_FOLLOWS_IN if case.imported else ends_at
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


@CASE_VIEW.on(happened.CaseCompleted)
def _completed(event: RecordedEvent, session: ProjectionSession) -> None:
    _end(_case(event, session), CaseStatus.COMPLETED, event.event.completed_at)


@CASE_VIEW.on(happened.CaseCancelled)
def _cancelled(event: RecordedEvent, session: ProjectionSession) -> None:
    _end(_case(event, session), CaseStatus.CANCELLED, event.event.cancelled_at)


def _end(case: CaseDocument, status: CaseStatus, at: Any) -> None:
    case.status = status.value
    case.ended_at = instant(at)
    case.steps = []
    _goes_on(case)


def _goes_on(case: CaseDocument) -> None:
    """The case stands still no longer."""
    case.suspension = case.next_alarm = None


def _case(event: RecordedEvent, session: ProjectionSession) -> CaseDocument:
    """The case's document, which the event changes; it is put as of the event's version."""
    case = session.document(CASES, event.key)
    assert case is not None, f"{event.stream} has no first event"
    case.version = event.version
    session.put(CASES.name, event.key, case, event.version)
    return case


def _at(case: CaseDocument, event: RecordedEvent) -> list[HeldStep]:
    return [step for step in case.steps if step.step == event.event.step]


def _held(opened: Sequence[OpenedStep], since: str) -> list[HeldStep]:
    return [restate(HeldStep, visit, since=since) for visit in opened]
