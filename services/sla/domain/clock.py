"""A case's clock as it stands: the case's own time, and that of each visit of a step."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

from services.sla.domain.events import EventBuffered
from shared.contracts.vocabulary import TimeLimit
from shared.working_time.dues import Pause


class StepOutcome(StrEnum):
    """How a visit's clock came to stop."""

    COMPLETED = "completed"
    HANDED_OFF = "handed_off"  #: still open when the case left its stage forward
    RETURNED = "returned"
    CASE_ENDED = "case_ended"


class CaseOutcome(StrEnum):
    """How a case ended."""

    COMPLETED = "completed"
    CANCELLED = "cancelled"


class WithdrawalReason(StrEnum):
    """What showed that an overdue that had been raised is none."""

    COMPLETED_IN_TIME = "completed_in_time"
    SUSPENDED = "suspended"
    EXTENDED = "extended"
    CASE_ENDED = "case_ended"
    RECOUNTED = "recounted"
    NOT_DUE_YET = "not_due_yet"  #: the wall clock had been ahead


@dataclass(slots=True)
class Timer:
    """One running time: since when, how long, until when."""

    started_at: datetime
    time_limit: TimeLimit
    due_at: datetime
    due_soon_at: datetime
    given_due: datetime | None = None  #: the due instant as it was given exactly, if it was
    given_from: datetime | None = None  #: since when it stands: earlier pauses don't move it
    overdue_raised: bool = False
    limit_counts: bool = True  #: False: an instant was given from the start, and never the limit's end

    def is_late(self, at: datetime, paused_since: datetime | None) -> bool:
        """Whether the time had run out before `at`, or before it was stopped by a pause."""
        return (at if paused_since is None else min(at, paused_since)) > self.due_at


@dataclass(slots=True)
class Visit:
    """One visit of a step: who holds it, and its time."""

    step: str
    number: int
    division: str
    official: str | None
    timer: Timer
    due_soon_raised: bool = False
    received_at: datetime | None = None
    stopped_at: datetime | None = None
    late: bool = False

    def was_open_at(self, instant: datetime) -> bool:
        """Whether it had begun by then, and not ended."""
        return self.timer.started_at <= instant and (self.stopped_at is None or self.stopped_at > instant)


@dataclass(slots=True)
class Clock:
    """Everything that decisions about a case's time need."""

    case_number: str = ""
    agency: str = ""
    procedure: str = ""
    edition: int = 0
    working_calendar: str = ""
    history: bool = False  #: judged by its events alone
    due_soon_percent: int = 0
    step_names: Mapping[str, str] = field(default_factory=dict)
    applied: int = 0  #: the version of the case's stream up to which its events are applied
    buffered: dict[int, EventBuffered] = field(default_factory=dict)  #: what came early, by its version
    total: Timer | None = None  #: the case's own time; None: it hasn't started
    open: dict[str, Visit] = field(default_factory=dict)
    finished: dict[str, Visit] = field(default_factory=dict)
    pauses: list[Pause] = field(default_factory=list)
    paused_since: datetime | None = None
    pause_reason: str = ""
    pause_source: str = ""
    stopped_at: datetime | None = None
    late: bool = False

    @property
    def is_running(self) -> bool:
        """Started and not ended; a paused clock is running too."""
        return self.total is not None and self.stopped_at is None

    @property
    def case_timer(self) -> Timer:
        """The case's own time, of a clock that has started."""
        assert self.total is not None, "the clock hasn't started"
        return self.total

    def visit(self, step: str, number: int) -> Visit | None:
        """A visit, open or finished."""
        key = visit_key(step, number)
        return self.open.get(key) or self.finished.get(key)

    def timer(self, step: str | None, number: int | None) -> Timer:
        """The time of an open visit, or, without a step, of the case."""
        if step is None or number is None:
            return self.case_timer
        return self.open[visit_key(step, number)].timer

    def running(self) -> Iterator[tuple[Visit | None, Timer]]:
        """The open visits' times, and the case's own."""
        for visit in self.open.values():
            yield visit, visit.timer
        if self.total is not None:
            yield None, self.total

    def pause_until(self, instant: datetime) -> Pause:
        """The pause that runs, as it is if it ends at the instant."""
        start = self.paused_since or instant
        return Pause(start=start, end=max(start, instant), reason=self.pause_reason, source=self.pause_source)


#: A visit's step and number; None and None: the case.
VisitName: TypeAlias = tuple[str | None, int | None]


def name_of(visit: Visit | None) -> VisitName:
    """What tells the time of a visit, or without one of the case, from others of the clock."""
    return (visit.step, visit.number) if visit is not None else (None, None)


def visit_key(step: str, number: int) -> str:
    """The key of a visit in the state."""
    return f"{number} {step}"
