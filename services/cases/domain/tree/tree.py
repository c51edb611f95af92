"""A whole tree at an instant: its cases and coordinations, each agency's time, and what doesn't fit."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial

from services.cases.domain.case import Case, Phase
from services.cases.domain.coordination_state import Coordination
from services.cases.domain.known import Known
from services.cases.domain.tree.buck_passing import TreeBuckPassing, buck_passing_in
from services.cases.domain.tree.dues import due_of_case, due_of_coordination
from services.cases.domain.tree.minutes import AgencyTime, note_asked, note_root
from services.cases.domain.tree.recorded import CaseRecord, by_case
from services.cases.domain.tree.timeline import Timeline, timeline
from shared.contracts.cases.coordination import AskedDocument
from shared.contracts.cases.course import AnsweredCoordination
from shared.restating import restate
from shared.working_time.calendar import WorkingCalendar


@dataclass(slots=True, kw_only=True)
class OpenStep:
    """A step that isn't completed, and who holds it."""

    step: str
    visit: int
    division: str
    official: str | None
    since: datetime  #: when the visit was opened


@dataclass(slots=True, kw_only=True)
class TreeCase:
    """A case of the tree; what whoever asks may not see is None."""

    external_reference: str | None
    case_number: str
    agency: str
    opened_in: str | None  #: under whose catalogue it was opened; that agency may have ended since
    procedure: str | None
    subject: str | None
    state: str | None
    opened_at: datetime | None
    ended_at: datetime | None
    due_at: datetime | None
    late: bool | None
    late_minutes: int | None  #: working minutes in which it was open past its due instant
    held_by: list[str] | None  #: the divisions that hold its open steps
    open_steps: list[OpenStep] | None
    answers: AnsweredCoordination | None  #: what it was opened for
    coordinations: "list[TreeCoordination]"


@dataclass(slots=True, kw_only=True)
class TreeCoordination:
    """What a case asked another agency for, with that agency's own case."""

    name: str
    coordination: int
    agency: str
    outside: bool | None  #: the agency isn't in the system: the asker records what it does
    step: str | None
    question: str | None
    documents: tuple[AskedDocument, ...] | None
    state: str | None
    requested_at: datetime | None
    due_at: datetime | None
    answered_at: datetime | None
    answer: str | None
    answer_text: str | None
    by_silence: bool | None
    late: bool | None
    late_minutes: int | None  #: working minutes in which an answer was owed past its due instant
    case: TreeCase | None


@dataclass(slots=True, kw_only=True)
class Tree:
    """The root case with everything below it."""

    as_of: datetime
    case: TreeCase
    time: dict[str, AgencyTime] = field(default_factory=dict)
    buck_passing: list[TreeBuckPassing] = field(default_factory=list)


def tree_of(root: str, records: Iterable[CaseRecord], as_of: datetime, known: Known) -> Tree | None:
    """The tree as it was at an instant, in whatever order its events come; None: it hadn't begun."""
    told = list(records)
    lines = {
        number: line
        for number, happened in by_case(told).items()
        if (line := timeline(happened, as_of, known)) is not None
    }
    if root not in lines:
        return None
    builder = _Builder(lines, known)
    builder.note_root(root)
    case = builder.case(root)
    return Tree(as_of=as_of, case=case, time=builder.time, buck_passing=buck_passing_in(told, as_of))


_STATES = {Phase.RUNNING: "running", Phase.SUSPENDED: "suspended"}


@dataclass(slots=True)
class _Builder:
    lines: Mapping[str, Timeline]
    known: Known
    time: dict[str, AgencyTime] = field(default_factory=dict)

    def note_root(self, root: str) -> None:
        line = self.lines[root]
        self._time(line.state.agency)
        note_root(line, self._time, partial(self._calendar, line.state))

    def case(self, number: str) -> TreeCase:
        line = self.lines[number]
        found = _bare(line.state)
        due = due_of_case(line, self.known)
        found.due_at, found.late, found.late_minutes = due.at, due.late, due.late_minutes
        found.ended_at = line.ended_at
        if found.answers is not None and (asking := self.lines.get(found.answers.case_number)) is not None:
            found.answers = replace(found.answers, agency=asking.state.agency)
        asked = sorted(line.state.coordinations.values(), key=lambda one: (one.requested_at, _name(one)))
        found.coordinations = [self.coordination(line, one) for one in asked]
        return found

    def coordination(self, line: Timeline, asked: Coordination) -> TreeCoordination:
        child = self.lines.get(asked.child_case or "")
        self._time(asked.asked_agency)
        note_asked(line, asked.number, child, self._time, partial(self._calendar, line.state))
        due = due_of_coordination(line, asked, self.known)
        question, answer = line.questions.get(asked.number), line.answers.get(asked.number)
        return restate(
            TreeCoordination,
            asked,
            name=_name(asked),
            coordination=asked.number,
            question=question.question if question is not None else None,
            documents=question.documents if question is not None else None,
            answer_text=answer.text if answer is not None else None,
            agency=asked.asked_agency,
            state=asked.phase.value,
            due_at=due.at,
            late=due.late,
            late_minutes=due.late_minutes,
            case=self.case(child.state.number) if child is not None else None,
        )

    def _time(self, agency: str) -> AgencyTime:
        return self.time.setdefault(agency, AgencyTime())

    def _calendar(self, case: Case, agency: str) -> WorkingCalendar:
        found = self.known.calendar(case.working_calendar)
        assert found is not None, "whoever asks for a tree has the calendar"
        return found.of(agency)


def _name(asked: Coordination) -> str:
    return asked.external_reference or asked.name


def _bare(case: Case) -> TreeCase:
    assert case.opened_at is not None, "it has begun"
    open_steps = _open_steps(case)
    return restate(
        TreeCase,
        case,
        case_number=case.number,
        state=_STATES.get(case.phase, case.phase.value),
        opened_at=case.opened_at,
        ended_at=None,
        due_at=None,
        late=False,
        late_minutes=0,
        held_by=sorted({step.division for step in open_steps}),
        open_steps=open_steps,
        coordinations=[],
    )


def _open_steps(case: Case) -> list[OpenStep]:
    found: Sequence[OpenStep] = [
        restate(OpenStep, visit, visit=visit.number, since=visit.opened_at)
        for visit in case.visits.values()
        if not visit.completed
    ]
    return sorted(found, key=lambda one: one.step)
