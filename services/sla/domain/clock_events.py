"""What can happen to a case's clock, in the order of its life.

`source_version` is the version of the case's stream that an event follows from; None where none did: what the
sweeper finds, and a recount. Every fact that is applied leaves at least one event with its version.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from services.sla.domain.facts import HeldFact
from shared.contracts.vocabulary import TimeLimit


class StepOutcome(StrEnum):
    """How a visit's clock came to stop."""

    COMPLETED = "completed"
    HANDED_OFF = "handed_off"  #: still open when the case left its stage forward
    RETURNED = "returned"
    CASE_ENDED = "case_ended"


class CaseOutcome(StrEnum):
    COMPLETED = "completed"
    CANCELLED = "cancelled"


class WithdrawalReason(StrEnum):
    """What showed that an overdue that had been raised is none."""

    COMPLETED_IN_TIME = "completed_in_time"
    SUSPENDED = "suspended"
    EXTENDED = "extended"
    CASE_ENDED = "case_ended"
    RECOUNTED = "recounted"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockEvent:
    source_version: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseConclusion(ClockEvent):
    """What notify and any subscriber need to know of the case."""

    case_number: str
    agency: str
    procedure: str
    edition: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StepConclusion(CaseConclusion):
    """And of the visit, who holds it, and its times."""

    step: str
    visit: int
    division: str
    official: str | None
    started_at: datetime
    time_limit: TimeLimit
    due_at: datetime
    step_name: str | None = None  #: None: not known here


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenVisit:
    """A visit that was open when its case fell overdue."""

    step: str
    visit: int
    division: str
    official: str | None
    step_name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedDue:
    """New due instants of a visit, or, without a step, of the case."""

    step: str | None = None
    visit: int | None = None
    due_at: datetime
    due_soon_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FactHeld:
    """A fact came before one that precedes it; it waits for that one."""

    fact: HeldFact


@dataclass(frozen=True, slots=True, kw_only=True)
class FactPassed(ClockEvent):
    """A fact that no clock follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockStarted(CaseConclusion):
    calendar: str
    imported: bool
    started_at: datetime
    time_limit: TimeLimit
    due_at: datetime
    due_soon_at: datetime
    due_given: bool  #: the due instant was given exactly; the limit didn't make it
    due_soon_percent: int
    step_names: Mapping[str, str] = field(default_factory=dict)  #: of all the case's steps, by code


@dataclass(frozen=True, slots=True, kw_only=True)
class StepClockStarted(ClockEvent):
    step: str
    visit: int
    division: str
    official: str | None
    started_at: datetime
    time_limit: TimeLimit
    due_at: datetime
    due_soon_at: datetime
    due_given: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StepClockAssigned(ClockEvent):
    step: str
    visit: int
    official: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepClockReceived(ClockEvent):
    """Taken up; `waited_minutes` of working time went by since the hand-off."""

    step: str
    visit: int
    official: str
    received_at: datetime
    waited_minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockPaused(ClockEvent):
    paused_at: datetime
    reason: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockResumed(ClockEvent):
    """The clocks run again; what was open and in time is due later."""

    resumed_at: datetime
    moved: tuple[MovedDue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockExtended(ClockEvent):
    """The case is due at another instant, given exactly."""

    extended_at: datetime
    reason: str
    due_at: datetime
    due_soon_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockRecounted(ClockEvent):
    """The calendar changed, and open dues with it."""

    recounted_at: datetime
    reason: str
    moved: tuple[MovedDue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepDueSoon(StepConclusion):
    """An open visit has used so many percent of its time; at most once a visit."""

    used_percent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StepOverdue(StepConclusion):
    """A visit wasn't finished at its due instant; at most once for each due instant of a visit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOverdue(CaseConclusion):
    """The case wasn't finished at its due instant; at most once for each due instant."""

    started_at: datetime
    time_limit: TimeLimit
    due_at: datetime
    open_steps: tuple[OpenVisit, ...]  #: the visits that were open at that instant


@dataclass(frozen=True, slots=True, kw_only=True)
class OverdueWithdrawn(CaseConclusion):
    """A fact showed that a raised overdue is none: of a visit, or, without a step, of the case."""

    step: str | None = None
    visit: int | None = None
    division: str | None = None
    official: str | None = None
    due_at: datetime  #: the due instant that the overdue had named
    reason: WithdrawalReason


@dataclass(frozen=True, slots=True, kw_only=True)
class StepClockStopped(StepConclusion):
    """`used_minutes` of working time, pauses left out; `late`: stopped after its due instant."""

    stopped_at: datetime
    used_minutes: int
    outcome: StepOutcome
    late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockStopped(CaseConclusion):
    started_at: datetime
    time_limit: TimeLimit
    due_at: datetime
    stopped_at: datetime
    used_minutes: int
    outcome: CaseOutcome
    late: bool
