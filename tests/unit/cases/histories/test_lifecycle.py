"""A machine that does anything to cases and coordinations over five agencies: no state breaks a rule.

What is refused changes nothing; no command succeeds and changes nothing.
"""

from contextlib import ExitStack
from datetime import timedelta
from random import Random
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from services.cases.application.cases import carry_out_on
from services.cases.application.histories import acts
from services.cases.application.known_here import DELEGATED, KnownHere
from services.cases.domain.case import Case, Phase
from services.cases.domain.coordination_state import Coordination, CoordinationPhase
from services.cases.domain.deciders import CASE
from services.cases.domain.tree.links import broken_links
from shared.decider import Act
from shared.errors import Refusal
from shared.eventstore.records import new_context
from tests.unit.cases.histories.commands import COMMANDS, any_command, anybody
from tests.unit.cases.histories.five_agencies import calendar_here, header
from tests.unit.cases.histories.random_history import Proposer
from tests.unit.cases.histories.world import World, world

RANDOM = st.randoms(use_true_random=False)
#: Steps and coordinations of a suspended case stand still, but for what the asked agency does.
AT_STEPS = (acts.AtStep, acts.Accept, acts.ReturnAnswer, acts.Withdraw, acts.CompleteCase, acts.Extend)
OVER = (Phase.COMPLETED, Phase.CANCELLED)
ALIVE = (Phase.RUNNING, Phase.SUSPENDED)


class Lifecycle(RuleBasedStateMachine):
    """Proposes acts and commands; checks after each what holds of every state."""

    @initialize(random=RANDOM)
    def begin(self, random: Random) -> None:
        """One root case."""
        self.open = ExitStack()
        patch = self.open.enter_context(pytest.MonkeyPatch.context())
        patch.setattr(KnownHere, "calendar", calendar_here)
        self.world: World = self.open.enter_context(world())
        self.world.begin(header())
        self.proposer = Proposer(random, self.world)
        self.states = self._states()
        self._act(self.proposer.propose())

    @rule(random=RANDOM, times=st.integers(1, 6))
    def work(self, random: Random, times: int) -> None:
        """People do what is sensible, mostly."""
        self.proposer.random = random
        for _ in range(times):
            self._act(self.proposer.propose())
            self.proposer.go_on()

    @rule(random=RANDOM, kind=st.sampled_from(COMMANDS))
    def command(self, random: Random, kind: type) -> None:
        """Anybody gives any command on any case, sometimes of earlier."""
        number = random.choice(self._numbers())
        now = self.proposer.now
        case = self._case(number)
        command = any_command(kind, random, case, self.world.people, now)
        at = now - timedelta(minutes=random.choice((0, 0, 0, 5, 600)))
        act = Act(by=anybody(random, self.world.people, case), at=at, recorded_at=now)
        self._try(lambda: carry_out_on(self.world.work, number, command, act), type(command))

    def teardown(self) -> None:
        if hasattr(self, "open"):
            self.open.close()

    # ---- what is done

    def _act(self, act: acts.AnyAct) -> None:
        known = dict(self.world.cases), dict(self.world.coordinations)
        stood_still = isinstance(act, AT_STEPS) and self._is_suspended(act)
        happened = self._try(lambda: self.world.act(act), None)
        if happened is None:
            self.world.cases, self.world.coordinations = known
        else:
            assert not stood_still, f"{act} was done while the case was suspended"

    def _is_suspended(self, act: Any) -> bool:
        if isinstance(act, acts.OfCoordination):
            number = self.world.coordinations[act.coordination][0]
        else:
            number = self.world.cases[act.case]
        return self._case(number).phase is Phase.SUSPENDED

    def _try(self, do: Any, kind: type | None) -> Any:
        """What happened; None where it was refused, which left everything as it was."""
        work, states = self.world.work, self.states
        before = work.begin(new_context())
        try:
            happened = do()
        except Refusal as refusal:
            work.undo(before)
            self._check_named(kind, refusal)
            assert (len(work.events), self._states()) == (before.events, states)
            return None
        self.states = self._states()
        assert happened, "a command succeeded, and nothing happened"
        assert len(work.events) > before.events
        assert self.states != states, "events happened, and nothing is otherwise"
        return happened

    def _check_named(self, kind: type | None, refusal: Refusal) -> None:
        """A decision names how it may refuse."""
        known = (*CASE.decisions[kind].refuses, *DELEGATED) if kind is not None else (Refusal,)
        assert isinstance(refusal, known), f"{kind} doesn't name {type(refusal).__name__}"

    # ---- what holds

    @invariant()
    def everything_holds(self) -> None:
        """The rules of each case, of each coordination, and of the tree."""
        if not hasattr(self, "world"):
            return
        for number in self._numbers():
            case = self._case(number)
            _check_case(case)
            for asked in case.coordinations.values():
                self._check_coordination(case, asked)

    @invariant()
    def the_tree_hangs_together(self) -> None:
        """Every event has its cause, and all are of one root."""
        if not hasattr(self, "world"):
            return
        assert broken_links(self.world.records()) == []
        roots = {one.correlation_id for one in self.world.work.events if one.stream.startswith("case-")}
        assert roots <= {self._case(number).root for number in self._numbers()}

    def _check_coordination(self, case: Case, asked: Coordination) -> None:
        if asked.child_case is None:
            return
        child = self._case(asked.child_case)
        assert child.answers is not None
        assert (child.answers.case_number, child.answers.coordination) == (case.number, asked.number)
        assert (child.agency, child.root) == (asked.asked_agency, case.root)
        if asked.phase in (CoordinationPhase.DECLINED, CoordinationPhase.WITHDRAWN):
            assert child.phase in OVER, "what nobody wants any more has ended"
        if asked.is_owed:
            gave_up = child.phase is Phase.CANCELLED and asked.times_returned
            assert child.phase in ALIVE or gave_up, "who owes an answer works on it"
        if case.phase in OVER and asked.phase is not CoordinationPhase.ACCEPTED:
            assert child.phase in OVER, "nothing goes on below a case that has ended"

    def _numbers(self) -> list[str]:
        streams = {one.stream: one.key for one in self.world.work.events if one.stream.startswith("case-")}
        return list(streams.values())

    def _case(self, number: str) -> Case:
        return self.world.work.state(CASE, number)

    def _states(self) -> dict[str, bytes]:
        return {number: msgspec.json.encode(self._case(number)) for number in self._numbers()}


def _check_case(case: Case) -> None:
    if case.phase in OVER:
        assert not case.visits, "an ended case is at no step"
        assert not any(one.is_pending for one in case.coordinations.values()), "nothing is owed to it"
        return
    assert case.visits, "a case that runs is somewhere"
    assert len({case.route.position[step] for step in case.visits}) == 1, "at one stage"
    for visit in case.visits.values():
        step = case.route.steps[visit.step]
        assert visit.division in (step.division, *step.other_divisions), "each step has one owner"
        assert visit.official is not None or not visit.received, "who received it holds it"
        if visit.completed:
            pending = [one for one in case.asked_by(visit) if one.is_pending]
            assert not pending, "nothing is completed while an answer is owed"
    asking = {(visit.step, visit.number) for visit in case.visits.values()}
    for one in case.coordinations.values():
        assert not one.is_pending or (one.step, one.visit) in asking, "what is owed is owed to a present step"
    assert (case.phase is Phase.SUSPENDED) == any(
        one.stopped_at is not None for one in case.coordinations.values() if one.is_owed
    ) or not any(one.is_owed for one in case.coordinations.values())


Lifecycle.TestCase.settings = settings(
    max_examples=20, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
)
TestLifecycle = Lifecycle.TestCase


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_a_long_life_breaks_no_rule() -> None:
    longer = settings(Lifecycle.TestCase.settings, max_examples=1_000, stateful_step_count=60)
    run_state_machine_as_test(Lifecycle, settings=longer)


def test_any_command_can_be_given() -> None:
    made = {one.__name__: any_command(one, Random(1), Case(), {"x": {}}, _NOW) for one in COMMANDS}
    unknown = [name for name, command in made.items() if command is None]
    assert not unknown, "say in `commands.py` what stands in their fields"


_NOW = acts.read_act(b'{"act":"resume","case":"A","at":"2026-03-02T01:00:00Z","by":"x"}').at
