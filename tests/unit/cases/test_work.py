"""Work on a step: who may assign, receive and complete it, and in which order."""

from datetime import timedelta

import pytest

from services.cases.domain.assigning import AssignStep
from services.cases.domain.completing_step import CompleteStep
from services.cases.domain.handing_off import HandOff
from services.cases.domain.receiving import ReceiveStep
from services.cases.domain.reopening import ReopenStep
from services.cases.domain.route import Target
from services.cases.domain.suspending import SuspendCase
from services.cases.errors.course import CaseNotOpened
from services.cases.errors.known import OfficialNotOfDivision, OfficialUnknown
from services.cases.errors.steps import (
    StepAlreadyAssigned,
    StepAlreadyCompleted,
    StepAlreadyReceived,
    StepNotHeld,
    StepNotReceived,
    StepUnknown,
)
from services.cases.errors.who import AssignedToAnother, MayNotAssign, NotOfHoldingDivision
from shared.contracts.cases.steps import StepAssigned, StepCompleted, StepReceived
from shared.errors import EffectiveTooEarly
from shared.kernel import Actor
from tests.unit.cases.builder import (
    BINH,
    CONG,
    HOA,
    HOUR,
    IMPORTER,
    LAN,
    MINH,
    PROVINCE,
    STRANGER,
    THU,
    Story,
    in_appraisal,
    opened,
)

FIRST = {"step": "tiep-nhan", "visit": 1, "division": "VP"}


@pytest.mark.parametrize("by", [HOA, BINH])
def test_a_division_head_or_the_agency_head_assigns_a_step(by: Actor) -> None:
    case = opened()
    assigned = case.fact(
        StepAssigned, **FIRST, official="thu", assigned_by=by.id, assigned_at=case.now, recorded_by=None
    )
    case.when(AssignStep, by, step="tiep-nhan", official="thu").then(assigned)


@pytest.mark.parametrize("by", [LAN, MINH, PROVINCE, STRANGER])
def test_nobody_else_assigns(by: Actor) -> None:
    opened().when(AssignStep, by, step="tiep-nhan", official="thu").refused(MayNotAssign, "tiep-nhan")


def test_a_head_of_another_division_does_not_assign() -> None:
    in_appraisal().when(AssignStep, HOA, step="tham-dinh", official="minh").refused(MayNotAssign)


def test_assigning_to_whom_it_is_assigned_already_is_refused() -> None:
    case = opened().then(AssignStep, HOA, step="tiep-nhan", official="thu")
    case.when(AssignStep, HOA, step="tiep-nhan", official="thu").refused(StepAlreadyAssigned)


def test_a_step_is_assigned_within_its_division_to_somebody_known() -> None:
    opened().when(AssignStep, HOA, step="tiep-nhan", official="minh").refused(OfficialNotOfDivision)
    refusal = opened().when(AssignStep, HOA, step="tiep-nhan", official="Mihn").refused(OfficialUnknown)
    assert (refusal.status, refusal.where) == (422, "official")
    assert str(refusal.values["near"]).startswith("minh, ")


def test_reassigning_lets_the_new_official_receive_again() -> None:
    case = opened().then(ReceiveStep, LAN, step="tiep-nhan")
    case = case.then(AssignStep, HOA, step="tiep-nhan", official="thu")
    case.when(CompleteStep, THU, step="tiep-nhan").refused(StepNotReceived)
    case.when(CompleteStep, LAN, step="tiep-nhan").refused(AssignedToAnother)
    assert case.worked_by(THU, "tiep-nhan").state.visits["tiep-nhan"].completed


def test_nothing_at_a_step_is_earlier_than_its_assignment() -> None:
    case = opened().then(AssignStep, HOA, step="tiep-nhan", official="thu")
    assigned_at = case.now - HOUR
    early = {"step": "tiep-nhan", "at": assigned_at - timedelta(minutes=1)}
    case.when(ReceiveStep, THU, **early).refused(EffectiveTooEarly, "at")
    case.when(AssignStep, HOA, official="lan", **early).refused(EffectiveTooEarly, "at")
    case.when(SuspendCase, BINH, reason="x", at=early["at"]).refused(EffectiveTooEarly, "at")
    assert case.then(ReceiveStep, THU, step="tiep-nhan", at=assigned_at).state.visits["tiep-nhan"].received


def test_an_official_of_the_division_receives_and_then_holds_the_step() -> None:
    case = opened()
    received = case.fact(
        StepReceived, **FIRST, official="lan", received_by="lan", received_at=case.now, recorded_by=None
    )
    case.when(ReceiveStep, LAN, step="tiep-nhan").then(received)


def test_receiving_twice_says_so() -> None:
    case = opened().then(ReceiveStep, LAN, step="tiep-nhan")
    assert "lan" in str(case.when(ReceiveStep, LAN, step="tiep-nhan").refused(StepAlreadyReceived))


@pytest.mark.parametrize("by", [MINH, BINH, PROVINCE, STRANGER])
def test_only_the_holding_division_works_on_a_step(by: Actor) -> None:
    opened().when(ReceiveStep, by, step="tiep-nhan").refused(NotOfHoldingDivision, "tiep-nhan")


def test_what_is_assigned_is_for_that_official_or_the_division_head() -> None:
    case = opened().then(AssignStep, HOA, step="tiep-nhan", official="thu")
    case.when(ReceiveStep, LAN, step="tiep-nhan").refused(AssignedToAnother, "tiep-nhan")
    assert case.then(ReceiveStep, HOA, step="tiep-nhan").state.visits["tiep-nhan"].official == "hoa"


def test_the_other_division_that_takes_a_step_holds_it() -> None:
    to = (Target(step="tham-dinh", division="TTr"), Target(step="phap-che"))
    case = opened().worked("tiep-nhan").then(HandOff, LAN, step="tiep-nhan", to=to)
    case.when(ReceiveStep, MINH, step="tham-dinh").refused(NotOfHoldingDivision)
    assert case.then(ReceiveStep, CONG, step="tham-dinh").state.visits["tham-dinh"].received


def test_the_holder_completes_what_was_received() -> None:
    case = opened().then(ReceiveStep, LAN, step="tiep-nhan")
    completed = case.fact(
        StepCompleted, **FIRST, official="lan", completed_by="lan", completed_at=case.now, recorded_by=None
    )
    case.when(CompleteStep, LAN, step="tiep-nhan").then(completed)


def test_the_division_head_may_complete_and_the_work_stays_the_holders() -> None:
    case = opened().then(ReceiveStep, LAN, step="tiep-nhan").then(CompleteStep, HOA, step="tiep-nhan")
    assert (case.events[-1].official, case.events[-1].completed_by) == ("lan", "hoa")


def test_what_was_not_received_is_not_completed() -> None:
    opened().when(CompleteStep, LAN, step="tiep-nhan").refused(StepNotReceived, "tiep-nhan")
    opened().when(CompleteStep, HOA, step="tiep-nhan").refused(StepNotReceived, "tiep-nhan")


def test_a_log_that_knows_no_receipt_completes_in_the_officials_name() -> None:
    event = opened().then(CompleteStep, IMPORTER, step="tiep-nhan").events[-1]
    assert (event.official, event.completed_by, event.recorded_by) == ("lan", "lan", "nhap")


def test_who_completed_a_step_that_nobody_received_holds_it_and_moves_it_on() -> None:
    case = opened().then(CompleteStep, IMPORTER, step="tiep-nhan")
    case.when(HandOff, THU, step="tiep-nhan").refused(AssignedToAnother, "tiep-nhan")
    case.when(ReopenStep, THU, step="tiep-nhan", reason="x").refused(AssignedToAnother, "tiep-nhan")
    assert case.then(HandOff, LAN, step="tiep-nhan").state.stage == 1


@pytest.mark.parametrize("command", [ReceiveStep, CompleteStep])
def test_a_completed_step_is_not_worked_on_again(command: type) -> None:
    opened().worked("tiep-nhan").when(command, LAN, step="tiep-nhan").refused(StepAlreadyCompleted)


def test_a_step_where_the_case_is_not_or_that_does_not_exist_is_refused() -> None:
    assert "tiep-nhan" in str(opened().when(ReceiveStep, LAN, step="ky").refused(StepNotHeld, "ky"))
    opened().when(ReceiveStep, LAN, step="khong-co").refused(StepUnknown, "khong-co")


def test_nothing_happens_to_a_case_that_was_never_opened() -> None:
    Story().when(ReceiveStep, LAN, step="tiep-nhan").refused(CaseNotOpened)
