"""The state of a case, and how each event changes it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from services.cases.domain.events import (
    CaseCancelled,
    CaseCompleted,
    CaseEvent,
    CaseOpened,
    CaseResumed,
    CaseSuspended,
    ExtensionGranted,
    OpenedStep,
    StepAssigned,
    StepCompleted,
    StepHandedOff,
    StepReceived,
    StepReopened,
    StepReturned,
)
from services.cases.domain.route import BEFORE_FIRST, Route


class Phase(StrEnum):
    """Where a case is in its life."""

    UNOPENED = "unopened"
    RUNNING = "running"
    SUSPENDED = "suspended"
    COMPLETED = "completed"
    CANCELLED = "cancelled"


@dataclass(slots=True)
class Visit:
    """A step that the case is at: open until it is completed, in hand from then until the case moves on."""

    step: str
    number: int
    division: str
    official: str | None  #: who holds it: the one assigned, or who received it
    since: datetime  #: its last event; nothing that builds on it is earlier
    received: bool = False
    completed: bool = False


@dataclass(slots=True)
class Case:
    """What decisions about a case need to know."""

    number: str = ""
    agency: str = ""
    procedure: str = ""
    edition: int = 0
    phase: Phase = Phase.UNOPENED
    route: Route = field(default_factory=lambda: Route.of(()))
    stage: int = BEFORE_FIRST  #: position of the present stage
    visits: dict[str, Visit] = field(default_factory=dict)  #: of the present stage, by step
    visits_made: dict[str, int] = field(default_factory=dict)  #: how often each step was opened
    opened_at: datetime | None = None
    running_since: datetime | None = None  #: the last start of the clock: opened or resumed
    latest_at: datetime | None = None  #: the latest effective time of any event
    due_at: datetime | None = None  #: where it is known exactly

    def open_steps(self) -> list[str]:
        """The steps that are not completed yet."""
        return [step for step, visit in self.visits.items() if not visit.completed]

    def _note(self, at: datetime) -> None:
        if self.latest_at is None or at > self.latest_at:
            self.latest_at = at

    def _visit(self, opened: tuple[OpenedStep, ...], at: datetime) -> None:
        for step in opened:
            self.visits[step.step] = Visit(step.step, step.visit, step.division, step.official, at)
            self.visits_made[step.step] = step.visit
        self.stage = self.route.position[opened[0].step]
        self._note(at)


def evolve(state: Case, event: CaseEvent) -> Case:
    """Apply one event, in place. Never refuses; an event of another aggregate is a KeyError."""
    _CHANGES[type(event)](state, event)
    return state


def _opened(state: Case, event: CaseOpened) -> None:
    state.number = event.case_number
    state.agency = event.agency
    state.procedure = event.procedure
    state.edition = event.edition
    state.phase = Phase.RUNNING
    state.route = Route.of(event.steps)
    state.opened_at = state.running_since = event.opened_at
    state.due_at = event.due_at
    state._visit(event.first, event.opened_at)


def _assigned(state: Case, event: StepAssigned) -> None:
    visit = state.visits[event.step]
    visit.official = event.official
    visit.received = False
    visit.since = event.assigned_at
    state._note(event.assigned_at)


def _received(state: Case, event: StepReceived) -> None:
    visit = state.visits[event.step]
    visit.official = event.official
    visit.received = True
    visit.since = event.received_at
    state._note(event.received_at)


def _completed_step(state: Case, event: StepCompleted) -> None:
    visit = state.visits[event.step]
    visit.official = event.official
    visit.completed = True
    visit.since = event.completed_at
    state._note(event.completed_at)


def _handed_off(state: Case, event: StepHandedOff) -> None:
    state.visits.clear()
    state._visit(event.to, event.handed_off_at)


def _returned(state: Case, event: StepReturned) -> None:
    state.visits.clear()
    state._visit(event.to, event.returned_at)


def _reopened(state: Case, event: StepReopened) -> None:
    state._visit(event.to, event.reopened_at)


def _suspended(state: Case, event: CaseSuspended) -> None:
    state.phase = Phase.SUSPENDED
    state._note(event.suspended_at)


def _resumed(state: Case, event: CaseResumed) -> None:
    state.phase = Phase.RUNNING
    state.running_since = event.resumed_at
    state._note(event.resumed_at)


def _extended(state: Case, event: ExtensionGranted) -> None:
    state.due_at = event.due_at
    state._note(event.granted_at)


def _completed(state: Case, event: CaseCompleted) -> None:
    state.phase = Phase.COMPLETED
    state.visits.clear()
    state._note(event.completed_at)


def _cancelled(state: Case, event: CaseCancelled) -> None:
    state.phase = Phase.CANCELLED
    state.visits.clear()
    state._note(event.cancelled_at)


_CHANGES: dict[type, Callable[[Case, Any], None]] = {
    CaseOpened: _opened,
    StepAssigned: _assigned,
    StepReceived: _received,
    StepCompleted: _completed_step,
    StepHandedOff: _handed_off,
    StepReturned: _returned,
    StepReopened: _reopened,
    CaseSuspended: _suspended,
    CaseResumed: _resumed,
    ExtensionGranted: _extended,
    CaseCompleted: _completed,
    CaseCancelled: _cancelled,
}
CASE_EVENTS = tuple(_CHANGES)
