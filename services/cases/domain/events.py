"""What can happen to a case, in the order of a case's life.

Every event says when it took effect and who it counts for. `recorded_by` is who acted, where that is
somebody else (a delegate, an importer); None where it is the same person.
"""

from dataclasses import dataclass
from datetime import datetime

from shared.kernel import TimeLimit


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseStep:
    """A step of the pinned edition, copied into the case so that it never waits for another service."""

    step: str
    name: str
    stage: str  #: the stage's code; steps of one stage stand together, stages in their order
    division: str  #: the responsible division
    other_divisions: tuple[str, ...] = ()  #: others that may hold the step
    time_limit: TimeLimit
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedStep:
    """A visit of a step that begins; its division's time runs from this event."""

    step: str
    visit: int  #: the n-th time that this step is opened in this case, from 1
    division: str
    official: str | None = None
    time_limit: TimeLimit


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedVisit:
    """A visit that ends without its step being completed."""

    step: str
    visit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFact:
    """What every event says: whose case it is, under which edition, and who acted."""

    agency: str
    procedure: str
    edition: int
    recorded_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StepFact(CaseFact):
    """What every event at a step says: the visit that it concerns or starts from, and who holds it."""

    step: str
    visit: int
    division: str
    official: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOpened(CaseFact):
    """A case begins under the edition that is in force, and stays under it."""

    case_number: str
    subject: str
    opened_by: str
    opened_at: datetime
    working_calendar: str  #: the code of the calendar that its limits are counted by
    time_limit: TimeLimit  #: of the whole
    due_at: datetime | None = None  #: an exact instant that overrides the limit
    external_reference: str | None = None
    imported: bool = False  #: a history from a log: judged by event time only
    steps: tuple[CaseStep, ...]
    first: tuple[OpenedStep, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepAssigned(StepFact):
    """A leader names the official who is to do the step, `official`; a receipt by another lapses."""

    assigned_by: str
    assigned_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StepReceived(StepFact):
    """`official` takes the step up and holds it from now on. The division's time runs already."""

    received_by: str
    received_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StepCompleted(StepFact):
    """The step's work is done; it is in hand until it is handed off, returned or the case completed."""

    completed_by: str
    completed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StepHandedOff(StepFact):
    """The case goes on to a later stage; every visit of the stage that it leaves was completed."""

    to: tuple[OpenedStep, ...]
    handed_off_by: str
    handed_off_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StepReturned(StepFact):
    """The case goes back to a step of an earlier stage."""

    to: tuple[OpenedStep, ...]
    closed: tuple[ClosedVisit, ...]  #: the visits that were still open, the one returned from among them
    reason: str
    returned_by: str
    returned_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StepReopened(StepFact):
    """A completed step is done once more, in the same place."""

    to: tuple[OpenedStep, ...]
    reason: str
    reopened_by: str
    reopened_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSuspended(CaseFact):
    """Every clock of the case stands still, for a recorded, lawful reason."""

    reason: str
    suspended_by: str
    suspended_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseResumed(CaseFact):
    """The clocks run again."""

    resumed_by: str
    resumed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionGranted(CaseFact):
    """A leader grants the whole case more time."""

    due_at: datetime
    reason: str
    granted_by: str
    granted_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseCompleted(CaseFact):
    """The case has its result; nothing mandatory was left."""

    completed_by: str
    completed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseCancelled(CaseFact):
    """The case ends without a result."""

    closed: tuple[ClosedVisit, ...]  #: the visits that were still open
    reason: str
    cancelled_by: str
    cancelled_at: datetime


CaseEvent = (
    CaseOpened
    | StepAssigned
    | StepReceived
    | StepCompleted
    | StepHandedOff
    | StepReturned
    | StepReopened
    | CaseSuspended
    | CaseResumed
    | ExtensionGranted
    | CaseCompleted
    | CaseCancelled
)
