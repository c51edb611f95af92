"""The state of a case: what decisions about it need to know."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, TypedDict, TypeVar

from services.cases.domain.coordination_state import Coordination
from services.cases.domain.marks import Marks
from services.cases.domain.passes import Passing
from services.cases.domain.route import BEFORE_FIRST, Route, Target
from shared.contracts.cases.course import AnsweredCoordination
from shared.contracts.cases.facts import LateApproval
from shared.contracts.declaring import effective_at
from shared.contracts.vocabulary import OpenedStep, TimeLimit
from shared.decider import Act, Decider
from shared.working_time.days import Stay
from shared.working_time.dues import Pause

F = TypeVar("F", bound=Callable[..., Any])


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


class CoordinationFields(CaseFields):
    """What every event at a coordination says."""

    coordination: int
    step: str
    visit: int
    division: str | None
    official: str | None
    asked_agency: str
    history: bool


class VisitFields(CaseFields):
    """What every event at a step says."""

    step: str
    visit: int
    division: str
    official: str | None
    delegate: str | None


@dataclass(frozen=True, slots=True)
class Given:
    """A receipt or a completion as it was given, so that it can be taken back."""

    by: str
    at: datetime
    version: int  #: of the case's stream, that it is
    held_before: str | None  #: who held the step until then


@dataclass(slots=True)
class Visit:
    """A step that the case is at: open until it is completed, in hand from then until the case moves on."""

    step: str
    number: int
    division: str
    official: str | None  #: who holds it: the one assigned, or who received it
    since: datetime  #: its last event; nothing that builds on it is earlier
    opened_at: datetime
    time_limit: TimeLimit
    version: int  #: of the case's stream, at its last event
    received: bool = False
    completed: bool = False
    reopened: bool = False  #: to be done once more, so it is needed even where the step is optional
    receipt: Given | None = None
    completion: Given | None = None
    expected_at: datetime | None = None  #: when it will be done, as was told of its lateness

    @property
    def target(self) -> Target:
        """The step with who has it: where the case goes that comes back to them."""
        return Target(step=self.step, division=self.division, official=self.official)


@dataclass(slots=True)
class Case:
    """A case in one agency."""

    number: str = ""
    agency: str = ""  #: who has it now
    opened_in: str = ""  #: whose catalogue it was opened under
    stays: list[Stay] = field(default_factory=list)  #: the agencies that had it before, which ended
    procedure: str = ""
    edition: int = 0
    subject: str = ""
    external_reference: str | None = None
    phase: Phase = Phase.UNOPENED
    route: Route = field(default_factory=lambda: Route.of(()))
    stage: int = BEFORE_FIRST  #: position of the present stage
    visits: dict[str, Visit] = field(default_factory=dict)  #: of the present stage, by step
    visits_made: dict[str, int] = field(default_factory=dict)  #: how often each step was opened
    handed_by: dict[str, tuple[Target, ...]] = field(default_factory=dict)  #: who sent it to each step last
    done_by: dict[str, Target] = field(default_factory=dict)  #: who completed each step last
    opened_at: datetime | None = None
    running_since: datetime | None = None  #: the last start of the clock: opened or resumed
    latest_at: datetime | None = None  #: the latest effective time of any event
    working_calendar: str = ""
    time_limit: TimeLimit | None = None
    due_at: datetime | None = None  #: where it was given exactly
    due_from: datetime | None = None  #: since when that stands: earlier pauses don't move it
    limit_counts: bool = True  #: False: an instant was given from the start, and never the limit's end
    extensions: int = 0
    extension_asked_at: datetime | None = None  #: of the request that waits for an answer
    suspensions: int = 0
    suspended_at: datetime | None = None  #: the last time
    suspension_ends_at: datetime | None = None  #: when that one ends by itself; None: it may last
    pauses: list[Pause] = field(
        default_factory=list
    )  #: the suspensions that have ended, and what was reopened
    version: int = 0  #: how many events the stream has
    last_at: datetime | None = None  #: when the last of them took effect
    history: bool = False  #: what happened to it elsewhere is being taken in still
    answers: AnsweredCoordination | None = None  #: what it was opened for; None: nobody asked
    root: str = ""  #: the case that everything began with
    coordinations: dict[int, Coordination] = field(default_factory=dict)  #: what it asked others for
    documents: list[str] = field(default_factory=list)  #: the SHA-256 of what is attached
    links: list[str] = field(default_factory=list)  #: the cases that it is linked to
    passing: Passing = field(default_factory=Passing)  #: how it was passed on without being done
    marks: Marks = field(default_factory=Marks)  #: what may be held against people, and is contested

    def open_steps(self) -> list[str]:
        """The steps that are not completed yet."""
        return [step for step, visit in self.visits.items() if not visit.completed]

    def named(self, act: Act) -> CaseFields:
        """The fields of an event about the case as a whole."""
        return self.named_by(act.recorded_by)

    @property
    def is_alive(self) -> bool:
        """Whether it has been opened and has not ended."""
        return self.phase in (Phase.RUNNING, Phase.SUSPENDED)

    def named_by(self, recorded_by: str | None) -> CaseFields:
        """The same, of what another event led to."""
        return {
            "case_number": self.number,
            "agency": self.agency,
            "procedure": self.procedure,
            "edition": self.edition,
            "recorded_by": recorded_by,
        }

    def named_at(self, visit: Visit, act: Act, official: str | None = None) -> VisitFields:
        """The fields of an event at a visit; `official`: who holds it from now on, if not who does now."""
        return {
            **self.named(act),
            "step": visit.step,
            "visit": visit.number,
            "division": visit.division,
            "official": official or visit.official,
            "delegate": act.delegate,
        }

    def named_asked(self, asked: Coordination, recorded_by: str | None) -> CoordinationFields:
        """The fields of an event at a coordination."""
        return self.named_request(
            asked.number, asked.step, asked.visit, asked.asked_agency, recorded_by=recorded_by
        )

    def named_request(
        self, number: int, step: str, visit: int, asked_agency: str, *, recorded_by: str | None
    ) -> CoordinationFields:
        """The same, of one that isn't there yet."""
        held = self.visits.get(step)
        holds = held if held is not None and held.number == visit else None
        return {
            **self.named_by(recorded_by),
            "coordination": number,
            "step": step,
            "visit": visit,
            "division": holds.division if holds else None,
            "official": holds.official if holds else None,
            "asked_agency": asked_agency,
            "history": self.history,
        }

    def asked_by(self, visit: Visit) -> Iterator[Coordination]:
        """What was asked for in this visit."""
        for asked in self.coordinations.values():
            if (asked.step, asked.visit) == (visit.step, visit.number):
                yield asked

    def note_time(self, at: datetime) -> None:
        """Keep the latest effective time."""
        if self.latest_at is None or at > self.latest_at:
            self.latest_at = at

    def touch(self, step: str, at: datetime, official: str | None) -> Visit:
        """The visit of a step at which something happened, with who holds it from then on."""
        visit = self.visits[step]
        visit.official = official
        visit.since, visit.version = at, self.version
        self.note_time(at)
        return visit

    def touch_asked(self, number: int, at: datetime) -> Coordination:
        """The coordination at which something happened."""
        asked = self.coordinations[number]
        asked.since, asked.version = at, self.version
        self.note_time(at)
        return asked

    def visit(self, opened: tuple[OpenedStep, ...], at: datetime) -> None:
        """Begin these visits."""
        for step in opened:
            self.visits[step.step] = Visit(
                step=step.step,
                number=step.visit,
                division=step.division,
                official=step.official,
                since=at,
                opened_at=at,
                time_limit=step.time_limit,
                version=self.version,
            )
            self.visits_made[step.step] = step.visit
        self.stage = self.route.position[opened[0].step]
        self.note_time(at)


class CaseDecider(Decider[Case]):
    """Counts the events of each stream, so that what builds on one can name it; says who approved."""

    def __init__(self) -> None:
        super().__init__("case", Case)
        self._noted: dict[type, list[Callable[[Case, Any], None]]] = {}

    def notes(self, *events: type) -> Callable[[F], F]:
        """Register what is kept of these events beside what they change, from the state before them."""

        def register(function: F) -> F:
            for event in events:
                self._noted.setdefault(event, []).append(function)
            return function

        return register

    def evolve(self, state: Case, event: Any) -> Case:
        """Apply one event, in place."""
        state.version += 1
        state.last_at = effective_at(event)
        for note in self._noted.get(type(event), ()):
            note(state, event)
        return super().evolve(state, event)

    def decide(self, state: Case, command: Any, act: Act, known: Any = None) -> list[Any]:
        """The events, each with the approval by which it is recorded so late, if it is."""
        events = super().decide(state, command, act, known)
        if act.approval is None:
            return events
        approval = LateApproval(approved_by=act.approval.by.name, reason=act.approval.reason)
        return [replace(event, approval=approval) for event in events]


CASE = CaseDecider()
