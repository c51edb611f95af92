"""Asks anything of a case of any procedure, sensible or not; sensible often enough to get somewhere."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from hypothesis import strategies as st

from services.cases.domain.announcing_lateness import AnnounceLateness
from services.cases.domain.asking_extension import DenyExtension, RequestExtension
from services.cases.domain.assigning import AssignStep
from services.cases.domain.attaching import AttachDocument
from services.cases.domain.cancelling import CancelCase
from services.cases.domain.case import Case, Phase
from services.cases.domain.commenting import AddComment
from services.cases.domain.completing_case import CompleteCase
from services.cases.domain.completing_step import CompleteStep
from services.cases.domain.correcting_subject import CorrectSubject
from services.cases.domain.directory import Directory, OfficialReplicated
from services.cases.domain.extending import ExtendCase
from services.cases.domain.handing_off import HandOff
from services.cases.domain.linking import LinkCase
from services.cases.domain.opening import OpenCase
from services.cases.domain.receiving import ReceiveStep
from services.cases.domain.refusing import RefuseStep
from services.cases.domain.reopening import ReopenStep
from services.cases.domain.reopening_case import ReopenCase
from services.cases.domain.returning import ReturnStep
from services.cases.domain.route import Target
from services.cases.domain.suspending import ResumeCase, SuspendCase
from services.cases.domain.taking import TakeStep
from services.cases.domain.taking_back import TakeBackCompletion, TakeBackReceipt
from shared.contracts.catalog.procedures import Stage
from shared.decider import Act
from shared.kernel import Actor, Role
from tests.unit.cases.builder import AGENCY, CODE, stage, step

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
FREQUENT = [
    *[CompleteStep] * 4,
    *[HandOff] * 3,
    *[ReceiveStep] * 2,
    AssignStep,
    TakeStep,
    ReturnStep,
    RefuseStep,
    ReopenStep,
    ResumeCase,
]
#: Beside the course of the case, or seldom allowed.
SELDOM = [
    *[SuspendCase] * 2,
    *[CompleteCase] * 2,
    CancelCase,
    ExtendCase,
    RequestExtension,
    DenyExtension,
    AnnounceLateness,
    AddComment,
    AttachDocument,
    LinkCase,
    CorrectSubject,
]
BACK = [TakeBackReceipt, TakeBackCompletion]
#: Cases that one may link to, and one of another agency.
OTHER_CASES = {"S-2": AGENCY, "S-3": "SCT"}
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
    """Goes on from whatever state."""

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
        kind = self._kind(state)
        by = IMPORTER if rng.random() < 0.6 else rng.choice(ACTORS)
        at = now - timedelta(minutes=rng.choice((0, 0, 0, 0, 1, 90, 6000)))
        if kind in BACK and code in state.visits:
            at = state.visits[code].since + timedelta(minutes=rng.choice((0, 5, 15, 16)))
        return kind(**self._fields(code)[kind]()), Act(by=by, at=at, recorded_at=max(now, at))

    def _kind(self, state: Case) -> type:
        roll = self.rng.random()
        if state.phase is Phase.COMPLETED and roll < 0.3:
            return ReopenCase
        if state.extension_asked_at is not None and roll < 0.1:
            return DenyExtension
        if roll < 0.8:
            return self.rng.choice(FREQUENT)
        return self.rng.choice(BACK if roll < 0.88 else SELDOM)

    def _fields(self, code: str) -> Mapping[type, Callable[[], dict[str, Any]]]:
        rng = self.rng
        days = timedelta(days=rng.choice((-1, 1, 3, 8, 9)))
        at_step, why = {"step": code}, {"reason": "x"}
        official = rng.choice(("an", "bo", "chi", "la", None))
        return {
            AssignStep: lambda: at_step | {"official": official, "division": rng.choice((None, "A", "C"))},
            TakeStep: lambda: at_step,
            ReceiveStep: lambda: at_step,
            CompleteStep: lambda: at_step,
            TakeBackReceipt: lambda: at_step,
            TakeBackCompletion: lambda: at_step,
            HandOff: lambda: at_step | {"to": self._targets()},
            ReturnStep: lambda: at_step | why | {"to": self._target()},
            RefuseStep: lambda: at_step | why,
            ReopenStep: lambda: at_step | why,
            ReopenCase: lambda: at_step | why,
            AnnounceLateness: lambda: at_step | why | {"expected_at": NOW + days},
            SuspendCase: lambda: why,
            ResumeCase: dict,
            RequestExtension: lambda: why | {"due_at": NOW + days},
            DenyExtension: lambda: why,
            ExtendCase: lambda: why | {"due_at": NOW + days},
            AddComment: lambda: {"text": rng.choice(("x", " "))},
            AttachDocument: lambda: {
                "name": "a",
                "size": 1,
                "sha256": f"{rng.randint(1, 9):064x}",
                "address": "a",
            },
            LinkCase: lambda: {"other_case": rng.choice(("S-1", "S-2", "S-3"))},
            CorrectSubject: lambda: {"subject": rng.choice(("x", "y", "Mật"))},
            CompleteCase: dict,
            CancelCase: lambda: why,
        }

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
