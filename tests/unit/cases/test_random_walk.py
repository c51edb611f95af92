"""Whatever is asked of whatever procedure, a case keeps its laws; they are judged from the events alone."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import msgspec
from hypothesis import given, note, settings
from hypothesis import strategies as st

from services.cases.domain.assigning import AssignStep
from services.cases.domain.cancelling import CancelCase
from services.cases.domain.case import Case, Phase
from services.cases.domain.completing_case import CompleteCase
from services.cases.domain.completing_step import CompleteStep
from services.cases.domain.deciders import CASE
from services.cases.domain.directory import Directory, OfficialReplicated
from services.cases.domain.extending import ExtendCase
from services.cases.domain.handing_off import HandOff
from services.cases.domain.known import KnownNow
from services.cases.domain.opening import OpenCase
from services.cases.domain.procedure import PROCEDURE, Procedure
from services.cases.domain.receiving import ReceiveStep
from services.cases.domain.reopening import ReopenStep
from services.cases.domain.returning import ReturnStep
from services.cases.domain.route import Target
from services.cases.domain.suspending import ResumeCase, SuspendCase
from shared.contracts.cases import (
    CaseCancelled,
    CaseCompleted,
    CaseOpened,
    CaseResumed,
    CaseSuspended,
    StepCompleted,
    StepHandedOff,
)
from shared.contracts.catalog.procedures import Stage
from shared.decider import Act
from shared.errors import Refusal
from shared.kernel import Actor, Role
from tests.unit.cases.builder import AGENCY, CODE, adopted, stage, step
from tests.unit.working_time.calendars import VIETNAM

#: Instants that an event tells beside the one at which it took effect.
TOLD_BESIDE = {"due_at", "ends_at"}
NOW = datetime(2026, 12, 7, 1, 0, tzinfo=UTC)
DIVISIONS = ("A", "B")
PEOPLE = Directory(
    officials={
        name: OfficialReplicated(
            official=name, name=name, divisions=(division,), roles=(Role.OFFICIAL,), appointed_at=NOW
        )
        for name, division in (("an", "A"), ("bo", "A"), ("chi", "B"))
    }
)
ACTORS = [
    *(
        Actor(id=known.official, agency=AGENCY, division=known.divisions[0], roles=frozenset(known.roles))
        for known in PEOPLE.officials.values()
    ),
    Actor(id="dung", agency=AGENCY, division="B", roles=frozenset({Role.DIVISION_HEAD})),
    Actor(id="giang", agency=AGENCY, roles=frozenset({Role.AGENCY_HEAD})),
    Actor(id="tinh", roles=frozenset({Role.PROVINCE_LEADER})),
]
FREQUENT = [*[CompleteStep] * 4, *[HandOff] * 3, ReceiveStep, AssignStep, ReturnStep, ReopenStep, ResumeCase]
SELDOM = [SuspendCase, SuspendCase, ExtendCase, CompleteCase, CompleteCase, CancelCase]
IMPORTER = Actor(id="nhap", roles=frozenset({Role.IMPORTER}), acting_for="an")


@st.composite
def procedures(draw: st.DrawFn) -> tuple[Stage, ...]:
    def a_step(code: str) -> Any:
        division = draw(st.sampled_from(DIVISIONS))
        return step(code, division, *(set(DIVISIONS) - {division}), optional=draw(st.booleans()))

    sizes = draw(st.lists(st.integers(1, 3), min_size=1, max_size=5))
    return tuple(
        stage(f"g{at}", *(a_step(f"g{at}b{number}") for number in range(size)))
        for at, size in enumerate(sizes)
    )


class Walker:
    """Asks for anything, sensible or not; sensible often enough to get somewhere."""

    def __init__(self, rng: Random, stages: tuple[Stage, ...]) -> None:
        self.rng = rng
        self.stages = stages
        self.codes = [each.code for chosen in stages for each in chosen.steps]

    def opening(self) -> OpenCase:
        return OpenCase(
            agency=AGENCY,
            procedure=CODE,
            subject="x",
            first_steps=self._targets(),
        )

    def command(self, state: Case, now: datetime) -> tuple[Any, Act]:
        rng = self.rng
        code = rng.choice(list(state.visits) or self.codes) if rng.random() < 0.95 else rng.choice(self.codes)
        kind = rng.choice(FREQUENT) if rng.random() < 0.9 else rng.choice(SELDOM)
        fields: dict[type, Callable[[], dict[str, Any]]] = {
            AssignStep: lambda: {"step": code, "official": rng.choice(("an", "bo", "chi", "la"))},
            ReceiveStep: lambda: {"step": code},
            CompleteStep: lambda: {"step": code},
            HandOff: lambda: {"step": code, "to": self._targets()},
            ReturnStep: lambda: {"step": code, "to": self._target(), "reason": "x"},
            ReopenStep: lambda: {"step": code, "reason": "x"},
            SuspendCase: lambda: {"reason": "x"},
            ResumeCase: dict,
            ExtendCase: lambda: {"due_at": NOW + timedelta(days=rng.randint(-1, 9)), "reason": "x"},
            CompleteCase: dict,
            CancelCase: lambda: {"reason": "x"},
        }
        by = IMPORTER if rng.random() < 0.6 else rng.choice(ACTORS)
        at = now - timedelta(minutes=rng.choice((0, 0, 0, 0, 1, 90, 6000)))
        return kind(**fields[kind]()), Act(by=by, at=at, recorded_at=now)

    def _targets(self) -> tuple[Target, ...] | None:
        """The next stage, some steps of one stage, or any steps at all."""
        roll = self.rng.random()
        if roll < 0.5:
            return None
        if roll < 0.9:
            steps = self.rng.choice(self.stages).steps
            return tuple(
                Target(step=each.code) for each in self.rng.sample(steps, self.rng.randint(1, len(steps)))
            )
        return tuple(self._target() for _ in range(self.rng.randint(0, 3)))

    def _target(self) -> Target:
        division = self.rng.choice((None, None, "A", "B", "C"))
        return Target(step=self.rng.choice(self.codes), division=division)


class Ledger:
    """What the laws say, kept from the events and the procedure without the domain's own state."""

    def __init__(self, stages: tuple[Stage, ...]) -> None:
        self.stage_of = {each.code: at for at, chosen in enumerate(stages) for each in chosen.steps}
        self.mandatory = {e.code for chosen in stages for e in chosen.steps if not e.optional}
        self.visits: dict[str, int] = {}
        self.open: dict[str, int] = {}
        self.completed: set[str] = set()
        self.ended = False
        self.suspended = False
        self.running_since = NOW
        self.latest_at: datetime | None = None

    def take(self, happened: Any) -> None:
        assert not self.ended, "nothing happens to a case that has ended"
        self._check_time(happened)
        if isinstance(happened, CaseOpened):
            self._check_forward(-1, {first.step for first in happened.first})
        if isinstance(happened, StepCompleted):
            assert self.open.pop(happened.step) == happened.visit
            self.completed.add(happened.step)
        if isinstance(happened, StepHandedOff):
            self._check_forward(self.stage_of[happened.step], {to.step for to in happened.to})
        for closed in getattr(happened, "closed", ()):
            assert self.open.pop(closed.step) == closed.visit
        for to in (*getattr(happened, "first", ()), *getattr(happened, "to", ())):
            self.visits[to.step] = self.visits.get(to.step, 0) + 1
            assert to.visit == self.visits[to.step], "visits are numbered 1, 2, … in each step"
            assert to.step not in self.open
            self.open[to.step] = to.visit
        assert len({self.stage_of[code] for code in self.open}) <= 1, "open visits belong to one stage"
        if isinstance(happened, CaseCompleted | CaseCancelled):
            self._check_end(happened)

    def _check_time(self, happened: Any) -> None:
        names = {name for name in happened.__dataclass_fields__ if name.endswith("_at")} - TOLD_BESIDE
        (effective,) = (getattr(happened, name) for name in names)
        assert effective >= self.running_since, "nothing happens before the clock's last start"
        self.latest_at = max(effective, self.latest_at or effective)
        if self.suspended:
            assert isinstance(happened, CaseResumed | CaseCancelled), "a suspended case stands still"
        self.suspended = isinstance(happened, CaseSuspended)
        if isinstance(happened, CaseResumed):
            self.running_since = effective

    def _check_forward(self, present: int, to: set[str]) -> None:
        assert not self.open, "a stage is left when nothing of it is open"
        (target,) = {self.stage_of[code] for code in to}
        assert present < target
        needed = {code for code in self.mandatory if present < self.stage_of[code] <= target}
        assert needed <= to, "no mandatory step is skipped"

    def _check_end(self, happened: Any) -> None:
        self.ended = True
        assert not self.open, "an ended case has no open visit"
        if isinstance(happened, CaseCompleted):
            assert self.mandatory <= self.completed, "a completed case did every mandatory step"


def decided(walker: Walker, state: Case, procedure: Procedure, now: datetime) -> list[Any]:
    """What the walker's next command makes; a refusal makes nothing, and neither changes the state."""
    before, refused = msgspec.json.encode(state), None
    try:
        if state.phase is Phase.UNOPENED:
            command, act = walker.opening(), Act(by=IMPORTER, at=NOW, recorded_at=NOW)
        else:
            command, act = walker.command(state, now)
        known = KnownNow(
            number="S-1",
            directories={AGENCY: PEOPLE},
            procedures={(AGENCY, CODE): procedure},
            calendars={"VN": VIETNAM},
        )
        happened = CASE.decide(state, command, act, known)
        assert happened, "no command succeeds and changes nothing"
    except Refusal as refusal:
        happened, refused = [], type(refusal)
    if refused is not None:
        assert refused in CASE.decisions[type(command)].refuses, "a decision names its refusals"
    assert msgspec.json.encode(state) == before, "a decision changes nothing by itself"
    return happened


@settings(max_examples=150, deadline=None)
@given(procedures(), st.integers(0, 2**32), st.integers(1, 80))
def test_a_case_keeps_its_laws(stages: tuple[Stage, ...], seed: int, length: int) -> None:
    procedure = PROCEDURE.fold([adopted(stages=stages, in_force_from=date(2026, 1, 1))])
    walker, ledger = Walker(Random(seed), stages), Ledger(stages)
    history: list[Any] = []
    state = Case()
    for hour in range(length):
        for happened in decided(walker, state, procedure, NOW + timedelta(hours=hour)):
            ledger.take(happened)
            state = CASE.evolve(state, happened)
            history.append(happened)
            note(type(happened).__name__)
        assert set(state.open_steps()) == set(ledger.open)
        assert state.latest_at == ledger.latest_at
    assert CASE.fold(history) == state, "the state follows from the events alone"
    assert (state.phase in (Phase.COMPLETED, Phase.CANCELLED)) == ledger.ended
    for happened in history:
        assert msgspec.json.decode(msgspec.json.encode(happened), type=type(happened)) == happened
    assert msgspec.json.decode(msgspec.json.encode(state), type=Case) == state


def test_the_walk_meets_every_event() -> None:
    stages = (
        stage("g0", step("g0b0", "A", "B"), step("g0b1", "B")),
        stage("g1", step("g1b0", "A", optional=True)),
        stage("g2", step("g2b0", "B", "A")),
    )
    procedure = PROCEDURE.fold([adopted(stages=stages, in_force_from=date(2026, 1, 1))])
    met: set[type] = set()
    for seed in range(60):
        walker, state = Walker(Random(seed), stages), Case()
        for hour in range(60):
            for happened in decided(walker, state, procedure, NOW + timedelta(hours=hour)):
                state = CASE.evolve(state, happened)
                met.add(type(happened))
    assert met == set(CASE.events)
