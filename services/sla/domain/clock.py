"""A case's clock as it stands: the case's own time, and that of each visit of a step."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from services.sla.domain.clock_events import (
    CaseOverdue,
    ClockEvent,
    ClockExtended,
    ClockPaused,
    ClockRecounted,
    ClockResumed,
    ClockStarted,
    ClockStopped,
    FactHeld,
    FactPassed,
    OverdueWithdrawn,
    StepClockAssigned,
    StepClockReceived,
    StepClockStarted,
    StepClockStopped,
    StepDueSoon,
    StepOverdue,
)
from services.sla.domain.facts import HeldFact
from shared.aggregates import Aggregate
from shared.contracts.vocabulary import TimeLimit
from shared.working_time.dues import Pause


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
        return self.timer.started_at <= instant and (self.stopped_at is None or self.stopped_at > instant)


@dataclass(slots=True)
class Clock:
    """Everything that decisions about a case's time need."""

    case_number: str = ""
    agency: str = ""
    procedure: str = ""
    edition: int = 0
    calendar: str = ""
    imported: bool = False
    due_soon_percent: int = 0
    step_names: Mapping[str, str] = field(default_factory=dict)
    applied: int = 0  #: the version of the case's stream up to which facts are applied
    held: dict[int, HeldFact] = field(default_factory=dict)  #: facts that came early, by their version
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

    def visit(self, step: str, number: int) -> Visit | None:
        """A visit, open or finished."""
        key = visit_key(step, number)
        return self.open.get(key) or self.finished.get(key)


def visit_key(step: str, number: int) -> str:
    """The key of a visit in the state."""
    return f"{number} {step}"


def evolve(state: Clock, event: ClockEvent | FactHeld) -> Clock:
    """Apply one event, in place; an event of another aggregate is a KeyError."""
    _CHANGES[type(event)](state, event)
    if isinstance(event, ClockEvent) and event.source_version is not None:
        state.applied = event.source_version
        if state.held:
            state.held.pop(event.source_version, None)
    return state


def _held(state: Clock, event: FactHeld) -> None:
    fact = event.fact.fact
    state.held[fact.source_version] = event.fact


def _passed(_: Clock, __: FactPassed) -> None:
    """Nothing changes but the version."""


def _started(state: Clock, event: ClockStarted) -> None:
    state.case_number = event.case_number
    state.agency = event.agency
    state.procedure = event.procedure
    state.edition = event.edition
    state.calendar = event.calendar
    state.imported = event.imported
    state.due_soon_percent = event.due_soon_percent
    state.step_names = event.step_names
    state.total = _timer(event)


def _timer(event: ClockStarted | StepClockStarted) -> Timer:
    timer = Timer(event.started_at, event.time_limit, event.due_at, event.due_soon_at)
    if event.due_given:
        timer.given_due, timer.given_from = event.due_at, event.started_at
    return timer


def _step_started(state: Clock, event: StepClockStarted) -> None:
    visit = Visit(event.step, event.visit, event.division, event.official, _timer(event))
    state.open[visit_key(event.step, event.visit)] = visit


def _assigned(state: Clock, event: StepClockAssigned) -> None:
    state.open[visit_key(event.step, event.visit)].official = event.official


def _received(state: Clock, event: StepClockReceived) -> None:
    visit = state.open[visit_key(event.step, event.visit)]
    visit.official = event.official
    visit.received_at = event.received_at


def _paused(state: Clock, event: ClockPaused) -> None:
    state.paused_since = event.paused_at
    state.pause_reason, state.pause_source = event.reason, event.source


def _resumed(state: Clock, event: ClockResumed) -> None:
    state.pauses.append(pause_until(state, event.resumed_at))
    state.paused_since = None
    _moved(state, event)


def pause_until(state: Clock, instant: datetime) -> Pause:
    """The pause that runs, as it is if it ends at the instant."""
    start = state.paused_since or instant
    end = max(start, instant)
    return Pause(start=start, end=end, reason=state.pause_reason, source=state.pause_source)


def _moved(state: Clock, event: ClockResumed | ClockRecounted) -> None:
    for moved in event.moved:
        if moved.step is None or moved.visit is None:
            timer = state.total
        else:
            timer = state.open[visit_key(moved.step, moved.visit)].timer
        if timer is not None:
            timer.due_at, timer.due_soon_at = moved.due_at, moved.due_soon_at


def _extended(state: Clock, event: ClockExtended) -> None:
    if state.total is not None:
        state.total.due_at, state.total.due_soon_at = event.due_at, event.due_soon_at
        state.total.given_due, state.total.given_from = event.due_at, event.extended_at


def _due_soon(state: Clock, event: StepDueSoon) -> None:
    state.open[visit_key(event.step, event.visit)].due_soon_raised = True


def _overdue(state: Clock, event: StepOverdue) -> None:
    state.open[visit_key(event.step, event.visit)].timer.overdue_raised = True


def _case_overdue(state: Clock, _: CaseOverdue) -> None:
    if state.total is not None:
        state.total.overdue_raised = True


def _withdrawn(state: Clock, event: OverdueWithdrawn) -> None:
    timer = state.total
    if event.step is not None and event.visit is not None:
        timer = state.open[visit_key(event.step, event.visit)].timer
    if timer is not None:
        timer.overdue_raised = False


def _step_stopped(state: Clock, event: StepClockStopped) -> None:
    key = visit_key(event.step, event.visit)
    visit = state.finished[key] = state.open.pop(key)
    visit.stopped_at, visit.late = event.stopped_at, event.late


def _stopped(state: Clock, event: ClockStopped) -> None:
    state.stopped_at, state.late = event.stopped_at, event.late


_CHANGES: dict[type, Callable[[Clock, Any], None]] = {
    FactHeld: _held,
    FactPassed: _passed,
    ClockStarted: _started,
    StepClockStarted: _step_started,
    StepClockAssigned: _assigned,
    StepClockReceived: _received,
    ClockPaused: _paused,
    ClockResumed: _resumed,
    ClockExtended: _extended,
    ClockRecounted: _moved,
    StepDueSoon: _due_soon,
    StepOverdue: _overdue,
    CaseOverdue: _case_overdue,
    OverdueWithdrawn: _withdrawn,
    StepClockStopped: _step_stopped,
    ClockStopped: _stopped,
}

CLOCK = Aggregate(category="clock", initial=Clock, evolve=evolve, events=tuple(_CHANGES), snapshots=Clock)
