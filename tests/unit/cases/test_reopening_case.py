"""A completed case is reopened at a step, within a set time, by the agency's head."""

from datetime import timedelta
from typing import Any

import pytest

from services.cases.domain.cancelling import CancelCase
from services.cases.domain.case import Phase
from services.cases.domain.completing_case import CompleteCase
from services.cases.domain.deadline import deadline_of
from services.cases.domain.deciders import CASE
from services.cases.domain.handing_off import HandOff
from services.cases.domain.opening import OpenCase, open_for
from services.cases.domain.refusing import RefuseStep
from services.cases.domain.reopening import ReopenStep
from services.cases.domain.reopening_case import REOPENED_WITHIN, ReopenCase
from services.cases.errors.course import (
    CaseAlreadyCancelled,
    CaseNotCompleted,
    CaseNotOpened,
    CaseToBeReopened,
    MandatoryStepsRemain,
    ReasonMissing,
    ReopenedByItsAsker,
    ReopeningTooLate,
)
from services.cases.errors.known import DivisionNotResponsible, OfficialNotOfDivision
from services.cases.errors.steps import NobodyHandedOff, StepNeverDone, StepUnknown
from services.cases.errors.who import AgencyHeadOnly
from shared.contracts.cases.course import AnsweredCoordination, CaseReopened
from shared.decider import Act
from shared.errors import EffectiveTooEarly
from shared.kernel import Actor
from tests.unit.cases.builder import (
    AGENCY,
    BINH,
    CODE,
    CONG,
    HOA,
    HOUR,
    IMPORTER,
    KIEN,
    KNOWN,
    LAN,
    MINH,
    MONDAY,
    PROVINCE,
    STRANGER,
    Story,
    at_signing,
    opened,
)
from tests.unit.cases.test_moves import visit

WHY = {"step": "tham-dinh", "reason": "Có khiếu nại"}


def completed() -> Story:
    return at_signing().worked("ky").then(CompleteCase, BINH)


def reopened(**fields: Any) -> Story:
    return completed().then(ReopenCase, BINH, **(WHY | fields))


def test_the_agency_head_reopens_it_at_a_step_for_those_who_did_it() -> None:
    case = completed()
    expected = case.fact(
        CaseReopened,
        to=(visit("tham-dinh", "CCVC", number=2, official="minh"),),
        reason="Có khiếu nại",
        reopened_by="binh",
        reopened_at=case.now,
    )
    after = case.when(ReopenCase, BINH, **WHY).then(expected)
    assert after.state.phase is Phase.RUNNING
    assert after.state.open_steps() == ["tham-dinh"]


def test_others_may_be_named() -> None:
    assert reopened(division="TTr").events[-1].to == (visit("tham-dinh", "TTr", number=2),)
    to_cong = reopened(division="TTr", official="cong")
    assert to_cong.worked_by(CONG, "tham-dinh").state.done_by["tham-dinh"].official == "cong"
    completed().when(ReopenCase, BINH, **WHY, division="PC").refused(DivisionNotResponsible)
    completed().when(ReopenCase, BINH, **WHY, official="lan").refused(OfficialNotOfDivision)


@pytest.mark.parametrize("by", [LAN, HOA, KIEN, PROVINCE, STRANGER])
def test_nobody_else_does(by: Actor) -> None:
    completed().when(ReopenCase, by, **WHY).refused(AgencyHeadOnly)


def test_within_a_set_time_of_which_a_history_is_free() -> None:
    case = completed()
    ended_at = case.now - HOUR
    last, late = ended_at + REOPENED_WITHIN, ended_at + REOPENED_WITHIN + timedelta(seconds=1)
    assert case.then(ReopenCase, BINH, **WHY, at=last).state.phase is Phase.RUNNING
    refusal = case.when(ReopenCase, BINH, **WHY, at=late, recorded_at=late).refused(ReopeningTooLate, "at")
    assert refusal.values == {"days": 30, "ended_at": ended_at}
    assert case.then(ReopenCase, IMPORTER, **WHY, at=late).state.phase is Phase.RUNNING
    taken_in = Act(by=BINH, at=late, recorded_at=late + timedelta(days=90), history=True)
    [event] = CASE.decide(case.state, ReopenCase(**WHY), taken_in, KNOWN)
    assert event.reopened_at == late
    case.when(ReopenCase, BINH, **WHY, at=ended_at - HOUR).refused(EffectiveTooEarly, "at")


def test_only_a_completed_case_is_reopened() -> None:
    Story().when(ReopenCase, BINH, **WHY).refused(CaseNotOpened)
    opened().when(ReopenCase, BINH, **WHY).refused(CaseNotCompleted)
    cancelled = opened().then(CancelCase, BINH, reason="x")
    cancelled.when(ReopenCase, BINH, **WHY).refused(CaseAlreadyCancelled)
    completed().when(ReopenCase, BINH, step="tham-dinh", reason=" ").refused(ReasonMissing, "reason")


def test_at_a_step_that_was_done() -> None:
    completed().when(ReopenCase, BINH, step="khong-co", reason="x").refused(StepUnknown, "step")
    completed().when(ReopenCase, BINH, step="luu", reason="x").refused(StepNeverDone, "step")


def test_to_do_a_step_once_more_the_case_is_what_is_reopened() -> None:
    completed().when(ReopenStep, KIEN, step="ky", reason="x").refused(CaseToBeReopened)


def test_what_comes_behind_the_step_is_done_again() -> None:
    case = reopened().worked("tham-dinh")
    case.when(CompleteCase, BINH).refused(MandatoryStepsRemain, "ky")
    again = case.then(HandOff, MINH, step="tham-dinh").worked("ky").then(CompleteCase, BINH)
    assert again.state.phase is Phase.COMPLETED


def test_nobody_handed_it_off_who_reopened_it() -> None:
    reopened().when(RefuseStep, MINH, step="tham-dinh", reason="x").refused(NobodyHandedOff)


def test_the_time_since_its_end_doesnt_count() -> None:
    case = completed()
    later = case.then(ReopenCase, BINH, **WHY, at=case.now + timedelta(days=7))
    before, after = deadline_of(case.state, KNOWN), deadline_of(later.state, KNOWN)
    assert before is not None
    assert after is not None
    assert after.at > before.at + timedelta(days=6)


def test_a_case_that_answers_another_agency_is_reopened_by_the_return_of_its_answer() -> None:
    act = Act(by=LAN, at=MONDAY, recorded_at=MONDAY)
    asked = AnsweredCoordination(case_number="SCT-261201-0001", coordination=1, agency="SCT")
    opening = OpenCase(agency=AGENCY, procedure=CODE, subject="Góp ý")
    event = open_for(Story().state, opening, act, KNOWN, asked, "SCT-261201-0001")
    case = Story(event, now=MONDAY + HOUR).worked("tiep-nhan").handed_off("tiep-nhan")
    case = case.worked("tham-dinh", "phap-che").handed_off("tham-dinh").worked("ky").then(CompleteCase, BINH)
    assert "SCT" in str(case.when(ReopenCase, BINH, **WHY).refused(ReopenedByItsAsker))
