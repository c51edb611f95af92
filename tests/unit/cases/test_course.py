"""The case as a whole: pauses, extensions, its end; and what time an act may have."""

from datetime import timedelta
from typing import Any

import pytest

from services.cases.domain.cancelling import CancelCase
from services.cases.domain.completing_case import CompleteCase
from services.cases.domain.completing_step import CompleteStep
from services.cases.domain.extending import ExtendCase
from services.cases.domain.receiving import ReceiveStep
from services.cases.domain.returning import ReturnStep
from services.cases.domain.route import Target
from services.cases.domain.suspending import ResumeCase, SuspendCase
from services.cases.errors.course import (
    CaseAlreadyCancelled,
    CaseAlreadyCompleted,
    CaseIsSuspended,
    CaseNotSuspended,
    DueNotLater,
    MandatoryStepsRemain,
    ReasonMissing,
)
from services.cases.errors.steps import StepsStillOpen
from services.cases.errors.who import AgencyHeadOnly, MayNotCompleteCase
from shared.contracts.cases.course import (
    CaseCancelled,
    CaseCompleted,
    CaseResumed,
    CaseSuspended,
    ExtensionGranted,
)
from shared.contracts.cases.facts import ClosedVisit
from shared.errors import EffectiveInFuture, EffectiveTooEarly, RecordedTooLate, Refusal
from shared.kernel import Actor
from tests.unit.cases.builder import (
    BINH,
    HOA,
    HOUR,
    IMPORTER,
    KIEN,
    LAN,
    MINH,
    MONDAY,
    PROVINCE,
    STRANGER,
    at_signing,
    in_appraisal,
    opened,
)

DUE = MONDAY + timedelta(days=10)
LEADING: list[tuple[type, dict[str, Any]]] = [
    (SuspendCase, {"reason": "Chờ kết luận"}),
    (ResumeCase, {}),
    (ExtendCase, {"reason": "Phức tạp", "due_at": DUE}),
    (CancelCase, {"reason": "Rút hồ sơ"}),
]


def suspended() -> Any:
    return opened().then(SuspendCase, BINH, reason="Chờ kết luận")


def test_the_agency_head_suspends_with_a_reason_and_resumes() -> None:
    case = opened()
    pause = case.fact(
        CaseSuspended,
        reason="Chờ",
        conditions="Chờ bổ sung hồ sơ",
        suspended_by="binh",
        suspended_at=case.now,
    )
    case.when(SuspendCase, BINH, reason=" Chờ ").then(pause)
    case = suspended()
    resumed = case.fact(CaseResumed, resumed_by="binh", resumed_at=case.now)
    case.when(ResumeCase, BINH).then(resumed)


@pytest.mark.parametrize("by", [LAN, HOA, PROVINCE, STRANGER])
@pytest.mark.parametrize(("command", "fields"), LEADING)
def test_only_the_agency_head_leads(by: Actor, command: type, fields: dict[str, Any]) -> None:
    opened().when(command, by, **fields).refused(AgencyHeadOnly)


@pytest.mark.parametrize("command", [SuspendCase, CancelCase])
def test_a_leader_says_why(command: type) -> None:
    opened().when(command, BINH, reason="\t").refused(ReasonMissing, where="reason")
    opened().when(ExtendCase, BINH, reason="", due_at=DUE).refused(ReasonMissing, where="reason")


@pytest.mark.parametrize(
    ("command", "by", "fields"),
    [
        (ReceiveStep, LAN, {"step": "tiep-nhan"}),
        (CompleteStep, LAN, {"step": "tiep-nhan"}),
        (ReturnStep, LAN, {"step": "tiep-nhan", "to": Target(step="tiep-nhan"), "reason": "x"}),
        (ExtendCase, BINH, {"reason": "x", "due_at": DUE}),
        (SuspendCase, BINH, {"reason": "x"}),
        (CompleteCase, BINH, {}),
    ],
)
def test_a_suspended_case_stands_still(command: type, by: Actor, fields: dict[str, Any]) -> None:
    suspended().when(command, by, **fields).refused(CaseIsSuspended)


def test_a_running_case_has_nothing_to_resume() -> None:
    opened().when(ResumeCase, BINH).refused(CaseNotSuspended)


def test_nothing_recorded_may_fall_into_the_pause() -> None:
    case = opened().worked("tiep-nhan")
    case.when(SuspendCase, BINH, reason="x", at=case.now - 2 * HOUR).refused(EffectiveTooEarly, "at")
    paused = suspended()
    paused.when(ResumeCase, BINH, at=paused.now - 2 * HOUR).refused(EffectiveTooEarly, "at")
    resumed = paused.then(ResumeCase, BINH)
    early = resumed.now - 2 * HOUR
    resumed.when(ReceiveStep, LAN, step="tiep-nhan", at=early).refused(EffectiveTooEarly, "at")


def test_an_extension_grants_an_exact_due_instant() -> None:
    case = opened()
    granted = case.fact(
        ExtensionGranted,
        due_at=DUE,
        reason="Phức tạp",
        conditions="Cần xác minh thêm",
        granted_by="binh",
        granted_at=case.now,
    )
    case.when(ExtendCase, BINH, due_at=DUE, reason="Phức tạp").then(granted)


def test_an_extension_is_later_than_the_due_instant_that_is_known() -> None:
    case = opened(due_at=DUE)
    case.when(ExtendCase, BINH, due_at=DUE, reason="x").refused(DueNotLater, where="due_at")
    case = case.then(ExtendCase, BINH, due_at=DUE + HOUR, reason="x")
    case.when(ExtendCase, BINH, due_at=DUE + HOUR, reason="x").refused(DueNotLater, where="due_at")
    opened().when(ExtendCase, BINH, due_at=MONDAY, reason="x").refused(DueNotLater, where="due_at")


@pytest.mark.parametrize("by", [KIEN, BINH])
def test_who_holds_the_last_step_or_the_agency_head_completes_the_case(by: Actor) -> None:
    case = at_signing().worked("ky")
    completed = case.fact(CaseCompleted, completed_by=by.id, completed_at=case.now)
    case.when(CompleteCase, by).then(completed)


@pytest.mark.parametrize("by", [LAN, MINH, PROVINCE, STRANGER])
def test_nobody_else_completes_the_case(by: Actor) -> None:
    at_signing().worked("ky").when(CompleteCase, by).refused(MayNotCompleteCase)


def test_a_case_with_open_or_mandatory_steps_is_not_completed() -> None:
    at_signing().when(CompleteCase, BINH).refused(StepsStillOpen, where="ky")
    early = in_appraisal().worked("tham-dinh", "phap-che").when(CompleteCase, BINH)
    early.refused(MandatoryStepsRemain, where="ky")


def test_cancelling_closes_the_open_visits_also_while_suspended() -> None:
    case = in_appraisal().worked("tham-dinh").then(SuspendCase, BINH, reason="x")
    cancelled = case.fact(
        CaseCancelled,
        closed=(ClosedVisit(step="phap-che", visit=1),),
        reason="Rút hồ sơ",
        cancelled_by="binh",
        cancelled_at=case.now,
    )
    case.when(CancelCase, BINH, reason="Rút hồ sơ").then(cancelled)


@pytest.mark.parametrize(("command", "fields"), [*LEADING, (CompleteCase, {})])
def test_an_ended_case_stays_as_it_is(command: type, fields: dict[str, Any]) -> None:
    completed = at_signing().worked("ky").then(CompleteCase, BINH)
    completed.when(command, BINH, **fields).refused(CaseAlreadyCompleted)
    cancelled = opened().then(CancelCase, BINH, reason="x")
    cancelled.when(command, BINH, **fields).refused(CaseAlreadyCancelled)


@pytest.mark.parametrize(
    ("after", "refusal"),
    [
        (timedelta(days=4, seconds=1), RecordedTooLate),
        (-timedelta(minutes=5, seconds=1), EffectiveInFuture),
    ],
)
def test_an_act_is_recorded_within_its_bound(after: timedelta, refusal: type[Refusal]) -> None:
    case = opened()
    case.when(ReceiveStep, LAN, step="tiep-nhan", recorded_at=case.now + after).refused(refusal, "at")


@pytest.mark.parametrize("after", [timedelta(days=4), -timedelta(minutes=5)])
def test_the_bounds_themselves_are_allowed(after: timedelta) -> None:
    case = opened()
    received = case.then(ReceiveStep, LAN, step="tiep-nhan", recorded_at=case.now + after)
    assert received.state.visits["tiep-nhan"].received


def test_an_importer_records_history_of_any_age_but_in_its_order() -> None:
    case = opened()
    late = case.now + timedelta(days=4000)
    completed = case.then(CompleteStep, IMPORTER, step="tiep-nhan", recorded_at=late)
    assert completed.state.visits["tiep-nhan"].completed
    before = MONDAY - HOUR
    case.when(CompleteStep, IMPORTER, step="tiep-nhan", at=before).refused(EffectiveTooEarly, "at")


def test_an_importer_of_another_agency_is_a_stranger() -> None:
    other = Actor(id="nhap", agency="SCT", roles=IMPORTER.roles)
    opened().when(CancelCase, other, reason="x").refused(AgencyHeadOnly)
