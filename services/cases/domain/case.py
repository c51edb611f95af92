"""The state of a case: what decisions about it need to know."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TypedDict

from services.cases.domain.route import BEFORE_FIRST, Route
from shared.contracts.vocabulary import OpenedStep, TimeLimit
from shared.decider import Act, Decider
from shared.working_time.dues import Pause


class Phase(StrEnum):
    """Where a case is in its life."""

    UNOPENED = "unopened"
    RUNNING = "running"
    SUSPENDED = "suspended"
    COMPLETED = "completed"
    CANCELLED = "cancelled"


class CaseFields(TypedDict):
    """What every event of a case says."""

    case_number: str
    agency: str
    procedure: str
    edition: int
    recorded_by: str | None


class VisitFields(CaseFields):
    """What every event at a step says."""

    step: str
    visit: int
    division: str
    official: str | None


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
    """A case in one agency."""

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
    working_calendar: str = ""
    time_limit: TimeLimit | None = None
    due_at: datetime | None = None  #: where it was given exactly
    due_from: datetime | None = None  #: since when that stands: earlier pauses don't move it
    limit_counts: bool = True  #: False: an instant was given from the start, and never the limit's end
    extensions: int = 0
    suspensions: int = 0
    suspended_at: datetime | None = None  #: the last time
    suspension_ends_at: datetime | None = None  #: when that one ends by itself; None: it may last
    pauses: list[Pause] = field(default_factory=list)  #: the suspensions that have ended

    def open_steps(self) -> list[str]:
        """The steps that are not completed yet."""
        return [step for step, visit in self.visits.items() if not visit.completed]

    def named(self, act: Act) -> CaseFields:
        """The fields of an event about the case as a whole."""
        return {
            "case_number": self.number,
            "agency": self.agency,
            "procedure": self.procedure,
            "edition": self.edition,
            "recorded_by": act.recorded_by,
        }

    def named_at(self, visit: Visit, act: Act, official: str | None = None) -> VisitFields:
        """The fields of an event at a visit; `official`: who holds it from now on, if not who does now."""
        return {
            **self.named(act),
            "step": visit.step,
            "visit": visit.number,
            "division": visit.division,
            "official": official or visit.official,
        }

    def note_time(self, at: datetime) -> None:
        """Keep the latest effective time."""
        if self.latest_at is None or at > self.latest_at:
            self.latest_at = at

    def touch(self, step: str, at: datetime, official: str | None) -> Visit:
        """The visit of a step at which something happened, with who holds it from then on."""
        visit = self.visits[step]
        visit.official = official
        visit.since = at
        self.note_time(at)
        return visit

    def visit(self, opened: tuple[OpenedStep, ...], at: datetime) -> None:
        """Begin these visits."""
        for step in opened:
            self.visits[step.step] = Visit(step.step, step.visit, step.division, step.official, at)
            self.visits_made[step.step] = step.visit
        self.stage = self.route.position[opened[0].step]
        self.note_time(at)


CASE = Decider[Case]("case", Case)
