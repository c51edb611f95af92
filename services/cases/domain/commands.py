"""What people and clients ask of a case."""

from dataclasses import dataclass
from datetime import datetime

from shared.kernel import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseCommand:
    """Every command says who gives it, when it takes effect, and when the system got to know of it."""

    by: Actor
    at: datetime
    recorded_at: datetime  #: given by the application


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A step that the case goes to, and who takes it there."""

    step: str
    division: str | None = None  #: None: the responsible one
    official: str | None = None  #: None: the division assigns or takes it


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCase(CaseCommand):
    """Begin a case at `at`, under the edition in force on that day."""

    agency: str
    procedure: str
    subject: str
    first_steps: tuple[Target, ...] | None = None  #: None: the first stage that has a mandatory step
    due_at: datetime | None = None  #: overrides the procedure's limit
    external_reference: str | None = None
    imported: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignStep(CaseCommand):
    """Name the official who is to do an open step."""

    step: str
    official: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveStep(CaseCommand):
    """Take an open step up."""

    step: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CompleteStep(CaseCommand):
    """Say that the step's work is done."""

    step: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOff(CaseCommand):
    """Pass the case on from a completed step."""

    step: str
    to: tuple[Target, ...] | None = None  #: None: the next stage that has a mandatory step


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnStep(CaseCommand):
    """Send the case back from an open or completed step to a step of an earlier stage."""

    step: str
    to: Target
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenStep(CaseCommand):
    """Do a completed step once more; by those who did it, unless others are named."""

    step: str
    reason: str
    division: str | None = None
    official: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SuspendCase(CaseCommand):
    """Stop the case's clocks."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeCase(CaseCommand):
    """Let the case's clocks run again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtendCase(CaseCommand):
    """Grant the case until `due_at`."""

    due_at: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CompleteCase(CaseCommand):
    """End the case with its result."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelCase(CaseCommand):
    """End the case without a result."""

    reason: str
