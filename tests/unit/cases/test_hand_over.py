"""Who may propose what of a desk to whom, and what of an agreed list still goes over."""

from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from services.cases.domain.assigning import AssignStep
from services.cases.domain.case import Case
from services.cases.domain.directory import Directory
from services.cases.domain.hand_over.confirming import ConfirmHandOver
from services.cases.domain.hand_over.proposing import ListedStep, ProposeHandOver
from services.cases.domain.hand_over.reassigning import reassigned
from services.cases.domain.hand_over.state import HAND_OVER, HandOver, HandOverConfirmed
from services.cases.domain.hand_over.withdrawing import WithdrawHandOver
from services.cases.domain.receiving import ReceiveStep
from services.cases.domain.returning import ReturnStep
from services.cases.domain.route import Target
from services.cases.domain.suspending import SuspendCase
from services.cases.errors.course import CaseIsSuspended
from services.cases.errors.hand_over import (
    HandOverAlreadyConfirmed,
    MayNotHandOver,
    NoSideOfHandOver,
    NotHeldByGiver,
)
from services.cases.errors.known import OfficialNotOfDivision
from shared.contracts.cases.steps import StepAssigned
from shared.contracts.hand_overs import HandedStep, HandOverProposed
from shared.decider import Act
from shared.kernel import Actor, Role
from tests.scenario import Scenario, given
from tests.unit.cases.builder import (
    AGENCY,
    BINH,
    HOA,
    LAN,
    MINH,
    MONDAY,
    NUMBER,
    PEOPLE,
    STRANGER,
    THU,
    Story,
    opened,
    person,
)

STEP = ListedStep(case_number=NUMBER, step="tiep-nhan")
PROPOSAL = ProposeHandOver(agency=AGENCY, giver="lan", receiver="thu", reason="Nghỉ hưu", steps=(STEP,))
HANDED = HandedStep(case_number=NUMBER, step="tiep-nhan", visit=1, division="VP")
PROPOSED = HandOverProposed(
    hand_over="SNV-lan-1",
    agency=AGENCY,
    giver="lan",
    receiver="thu",
    reason="Nghỉ hưu",
    steps=(HANDED,),
    proposed_by="binh",
    proposed_at=MONDAY,
)
DELEGATE = Actor("minh", agency=AGENCY, division="VP", roles=frozenset({Role.OFFICIAL}), acting_for="thu")


@dataclass
class Desk:
    """What a decision on a hand-over asks."""

    cases: dict[str, Case] = field(default_factory=dict)
    hand_over: str = "SNV-lan-1"

    def directory(self, agency: str) -> Directory:
        return PEOPLE if agency == AGENCY else Directory()

    def case(self, number: str) -> Case:
        return self.cases.get(number) or Case()


def held() -> Story:
    return opened().then(ReceiveStep, LAN, step="tiep-nhan")


def act(by: Actor) -> Act:
    return Act(by=by, at=MONDAY, recorded_at=MONDAY)


def proposing(by: Actor, story: Story | None = None, **changes: Any) -> Scenario:
    known = Desk(cases={NUMBER: (story or held()).state})
    return given(HAND_OVER).when(replace(PROPOSAL, **changes), act(by), known)


def confirmed(side: str, by: str, recorded_by: str | None = None) -> HandOverConfirmed:
    return HandOverConfirmed(side=side, confirmed_by=by, confirmed_at=MONDAY, recorded_by=recorded_by)


@pytest.mark.parametrize("by", [BINH, HOA])
def test_who_leads_proposes_and_both_sides_are_asked(by: Actor) -> None:
    proposing(by).then(replace(PROPOSED, proposed_by=by.id))


def test_the_giver_who_proposes_has_confirmed() -> None:
    proposing(LAN).then(replace(PROPOSED, proposed_by="lan"), confirmed("giver", "lan"))


@pytest.mark.parametrize(
    "by",
    [THU, MINH, person("truong", "CCVC", Role.DIVISION_HEAD), STRANGER, person("lan", "VP")],
    ids=["the receiver", "another", "another division's head", "a stranger", "who has no role"],
)
def test_nobody_else_proposes(by: Actor) -> None:
    proposing(by).refused(MayNotHandOver)


def test_only_what_the_giver_holds_open_is_listed_and_only_for_the_division_s_own() -> None:
    proposing(LAN, held().then(AssignStep, HOA, step="tiep-nhan", official="thu")).refused(NotHeldByGiver)
    proposing(LAN, opened().worked("tiep-nhan")).refused(NotHeldByGiver)
    proposing(LAN, receiver="minh").refused(OfficialNotOfDivision)


def test_each_side_confirms_once_also_by_a_delegate() -> None:
    one = given(HAND_OVER, PROPOSED).when(ConfirmHandOver(), act(DELEGATE))
    after = one.then(confirmed("receiver", "thu", recorded_by="minh"))
    after.when(ConfirmHandOver(), act(THU)).refused(HandOverAlreadyConfirmed)
    assert not after.state.is_agreed
    assert after.when(ConfirmHandOver(), act(LAN)).then(confirmed("giver", "lan")).state.is_agreed


@pytest.mark.parametrize("by", [MINH, HOA, person("thu", "VP")])
def test_who_is_no_side_neither_confirms_nor_withdraws(by: Actor) -> None:
    asked = given(HAND_OVER, PROPOSED)
    asked.when(ConfirmHandOver(), act(by)).refused(NoSideOfHandOver)
    asked.when(WithdrawHandOver(reason="Không"), act(by)).refused(NoSideOfHandOver)


# ---- what goes over


def agreed() -> HandOver:
    return given(HAND_OVER, PROPOSED, confirmed("giver", "lan"), confirmed("receiver", "thu")).state


def over(story: Story) -> StepAssigned:
    by = Act(by=THU, at=story.now, recorded_at=story.now)
    return reassigned(story.state, HANDED, agreed(), by, PEOPLE)


def test_the_receiver_holds_it_by_the_giver_s_act_whoever_confirmed_last() -> None:
    story = held()
    event = over(story)
    assert (event.official, event.assigned_by, event.recorded_by) == ("thu", "lan", "thu")
    assert event.assigned_at == story.now
    visit = Story(*story.events, event).state.visits["tiep-nhan"]
    assert (visit.official, visit.received) == ("thu", False)


def test_a_later_visit_of_the_step_is_not_what_was_agreed_on() -> None:
    again = opened().worked("tiep-nhan").handed_off("tiep-nhan")
    target = Target(step="tiep-nhan", official="lan")
    back = again.then(ReturnStep, MINH, step="tham-dinh", to=target, reason="Thiếu")
    assert back.state.visits["tiep-nhan"].number == 2
    with pytest.raises(NotHeldByGiver):
        over(back)


def test_what_stands_still_stays() -> None:
    with pytest.raises(CaseIsSuspended):
        over(held().then(SuspendCase, BINH, reason="Chờ"))
