"""What the cases service tells of a case: the facts that clocks are made of, one for each of its events.

`source_version` is the version of the case's stream, 1, 2, 3, … without gaps.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from shared.contracts.vocabulary import TimeLimit


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedStep:
    """A visit of a step that an event opens; `due_at`, where it is given, is its due instant exactly."""

    step: str
    visit: int
    division: str
    official: str | None
    time_limit: TimeLimit
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFact:
    source_version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOpened(CaseFact):
    """The case's clock starts, and those of its first steps; `due_at` overrides the total limit."""

    case_number: str
    agency: str
    procedure: str
    edition: int
    opened_at: datetime
    working_calendar: str
    time_limit: TimeLimit
    due_at: datetime | None = None
    imported: bool = False
    first: tuple[OpenedStep, ...] = ()
    step_names: Mapping[str, str] = field(default_factory=dict)  #: of all the case's steps, by code


@dataclass(frozen=True, slots=True, kw_only=True)
class StepAssigned(CaseFact):
    step: str
    visit: int
    official: str
    assigned_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StepReceived(CaseFact):
    step: str
    visit: int
    received_by: str
    received_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StepCompleted(CaseFact):
    """The step's work is done: its clock stops, though the case may wait to be handed off."""

    step: str
    visit: int
    completed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StepHandedOff(CaseFact):
    """The case leaves its stage for a later one: receivers' clocks start; what still runs, stops."""

    step: str
    visit: int
    handed_off_at: datetime
    to: tuple[OpenedStep, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepReturned(CaseFact):
    """The case leaves its stage for an earlier one: open clocks stop; those that it goes back to start."""

    step: str
    visit: int
    returned_at: datetime
    to: tuple[OpenedStep, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepReopened(CaseFact):
    """A finished step is done once more, as a new visit."""

    reopened_at: datetime
    to: tuple[OpenedStep, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSuspended(CaseFact):
    """`source` is the legal source that allows it, if one was named."""

    suspended_at: datetime
    reason: str
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseResumed(CaseFact):
    resumed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionGranted(CaseFact):
    """The case is due at `due_at` exactly."""

    granted_at: datetime
    due_at: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseCompleted(CaseFact):
    completed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseCancelled(CaseFact):
    cancelled_at: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherCaseFact(CaseFact):
    """An event of the case that no clock follows; it only keeps the versions without gaps."""


AnyCaseFact = (
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
    | OtherCaseFact
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldFact:
    """A fact in the form that is stored: one field for each kind, and just one of them filled."""

    opened: CaseOpened | None = None
    assigned: StepAssigned | None = None
    received: StepReceived | None = None
    completed: StepCompleted | None = None
    handed_off: StepHandedOff | None = None
    returned: StepReturned | None = None
    reopened: StepReopened | None = None
    suspended: CaseSuspended | None = None
    resumed: CaseResumed | None = None
    extended: ExtensionGranted | None = None
    case_completed: CaseCompleted | None = None
    case_cancelled: CaseCancelled | None = None
    other: OtherCaseFact | None = None

    @property
    def fact(self) -> AnyCaseFact:
        """The one that is filled."""
        filled = (getattr(self, name) for name in _FIELDS.values())
        fact: AnyCaseFact = next(one for one in filled if one is not None)
        return fact


_FIELDS: dict[type[CaseFact], str] = {
    CaseOpened: "opened",
    StepAssigned: "assigned",
    StepReceived: "received",
    StepCompleted: "completed",
    StepHandedOff: "handed_off",
    StepReturned: "returned",
    StepReopened: "reopened",
    CaseSuspended: "suspended",
    CaseResumed: "resumed",
    ExtensionGranted: "extended",
    CaseCompleted: "case_completed",
    CaseCancelled: "case_cancelled",
    OtherCaseFact: "other",
}


def held(fact: CaseFact) -> HeldFact:
    """The fact as it is stored while it waits."""
    values: dict[str, CaseFact] = {_FIELDS[type(fact)]: fact}
    return HeldFact(**values)  # type: ignore[arg-type]
