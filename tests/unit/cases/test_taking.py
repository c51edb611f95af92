"""A division's queue: an official takes a step out of it, and a leader puts it back or elsewhere."""

import pytest

from services.cases.domain.assigning import AssignStep
from services.cases.domain.handing_off import HandOff
from services.cases.domain.receiving import ReceiveStep
from services.cases.domain.route import Target
from services.cases.domain.suspending import SuspendCase
from services.cases.domain.taking import TakeStep
from services.cases.errors.course import CaseIsSuspended
from services.cases.errors.known import DivisionNotResponsible, OfficialNotOfDivision
from services.cases.errors.steps import StepAlreadyAssigned, StepAlreadyCompleted, StepAlreadyInQueue
from services.cases.errors.who import AgencyHeadOnly, AssignedToAnother, NotOfHoldingDivision
from shared.contracts.cases.steps import StepAssigned, StepTaken
from shared.errors import EffectiveTooEarly
from shared.kernel import Actor, Role
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
    in_appraisal,
    opened,
    person,
)

FIRST = {"step": "tiep-nhan", "visit": 1, "division": "VP"}
HEAD_OF_CCVC = person("dao", "CCVC", Role.DIVISION_HEAD)


@pytest.mark.parametrize("by", [LAN, HOA, IMPORTER])
def test_an_official_of_the_division_takes_what_nobody_has(by: Actor) -> None:
    case = opened()
    taken = case.fact(
        StepTaken,
        **FIRST,
        official=by.name,
        taken_by=by.name,
        taken_at=case.now,
        recorded_by="nhap" if by is IMPORTER else None,
    )
    after = case.when(TakeStep, by, step="tiep-nhan").then(taken)
    assert not after.state.visits["tiep-nhan"].received


@pytest.mark.parametrize("by", [MINH, BINH, PROVINCE, STRANGER])
def test_nobody_else_takes_it(by: Actor) -> None:
    opened().when(TakeStep, by, step="tiep-nhan").refused(NotOfHoldingDivision, "tiep-nhan")


def test_what_was_taken_is_received_by_who_took_it() -> None:
    case = opened().then(TakeStep, LAN, step="tiep-nhan")
    case.when(ReceiveStep, THU, step="tiep-nhan").refused(AssignedToAnother)
    case.when(TakeStep, THU, step="tiep-nhan").refused(AssignedToAnother)
    case.when(TakeStep, LAN, step="tiep-nhan").refused(StepAlreadyAssigned, "tiep-nhan")
    assert case.then(ReceiveStep, LAN, step="tiep-nhan").state.visits["tiep-nhan"].received


def test_what_is_assigned_or_done_isnt_in_the_queue() -> None:
    assigned = opened().then(AssignStep, HOA, step="tiep-nhan", official="thu")
    assigned.when(TakeStep, HOA, step="tiep-nhan").refused(StepAlreadyAssigned)
    opened().worked("tiep-nhan").when(TakeStep, LAN, step="tiep-nhan").refused(StepAlreadyCompleted)
    suspended = opened().then(SuspendCase, BINH, reason="x")
    suspended.when(TakeStep, LAN, step="tiep-nhan").refused(CaseIsSuspended)


def test_nothing_at_a_step_is_earlier_than_its_taking() -> None:
    case = opened().then(TakeStep, LAN, step="tiep-nhan")
    early = case.now - 2 * HOUR
    case.when(ReceiveStep, LAN, step="tiep-nhan", at=early).refused(EffectiveTooEarly, "at")


# ---- a leader puts it back, or elsewhere


def test_a_head_gives_a_step_back_to_the_queue_and_its_receipt_lapses() -> None:
    case = opened().then(ReceiveStep, LAN, step="tiep-nhan")
    queued = case.fact(StepAssigned, **FIRST, assigned_by="hoa", assigned_at=case.now)
    after = case.when(AssignStep, HOA, step="tiep-nhan").then(queued)
    assert not after.state.visits["tiep-nhan"].received
    case = case.then(AssignStep, HOA, step="tiep-nhan")
    case.when(AssignStep, HOA, step="tiep-nhan").refused(StepAlreadyInQueue, "tiep-nhan")
    assert case.then(TakeStep, THU, step="tiep-nhan").state.visits["tiep-nhan"].official == "thu"


def test_the_agency_head_moves_a_step_to_another_division_that_is_responsible() -> None:
    case = in_appraisal().then(ReceiveStep, MINH, step="tham-dinh")
    moved = case.then(AssignStep, BINH, step="tham-dinh", division="TTr")
    visit = moved.state.visits["tham-dinh"]
    assert (visit.division, visit.official, visit.received) == ("TTr", None, False)
    moved.when(ReceiveStep, MINH, step="tham-dinh").refused(NotOfHoldingDivision)
    done = moved.worked_by(CONG, "tham-dinh").worked("phap-che").then(HandOff, CONG, step="tham-dinh")
    assert done.state.handed_by["ky"] == (Target(step="tham-dinh", division="TTr", official="cong"),)


def test_a_division_head_gives_no_step_to_another_division() -> None:
    case = in_appraisal()
    case.when(AssignStep, HEAD_OF_CCVC, step="tham-dinh", division="TTr").refused(AgencyHeadOnly)
    case.when(AssignStep, BINH, step="tham-dinh", division="PC").refused(DivisionNotResponsible)
    case.when(AssignStep, BINH, step="tham-dinh", division="TTr", official="minh").refused(
        OfficialNotOfDivision
    )


def test_what_was_reassigned_after_its_receipt_is_received_again() -> None:
    case = opened().then(ReceiveStep, LAN, step="tiep-nhan")
    case = case.then(AssignStep, BINH, step="tiep-nhan", official="thu")
    assert case.worked_by(THU, "tiep-nhan").state.done_by["tiep-nhan"].official == "thu"
