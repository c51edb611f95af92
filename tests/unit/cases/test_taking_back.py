"""What was given by mistake is taken back: within minutes, by whoever gave it, while nothing builds on it."""

from datetime import timedelta

import pytest

from services.cases.domain.announcing_lateness import AnnounceLateness
from services.cases.domain.assigning import AssignStep
from services.cases.domain.completing_step import CompleteStep
from services.cases.domain.handing_off import HandOff
from services.cases.domain.receiving import ReceiveStep
from services.cases.domain.suspending import ResumeCase, SuspendCase
from services.cases.domain.taking import TakeStep
from services.cases.domain.taking_back import TAKEN_BACK_WITHIN, TakeBackCompletion, TakeBackReceipt
from services.cases.errors.course import CaseIsSuspended
from services.cases.errors.steps import BuiltOnAlready, NothingToTakeBack, StepNotHeld, TakenBackTooLate
from services.cases.errors.who import GivenByAnother
from shared.contracts.cases.steps import CompletionTakenBack, ReceiptTakenBack
from shared.errors import EffectiveTooEarly
from tests.unit.cases.builder import BINH, HOA, HOUR, IMPORTER, LAN, MINH, THU, Story, in_appraisal, opened
from tests.unit.cases.test_lateness import LATER

FIRST = {"step": "tiep-nhan", "visit": 1, "division": "VP"}
AT_STEP = {"step": "tiep-nhan"}


def soon(case: Story, after: timedelta = timedelta(minutes=5)) -> Story:
    """The same, so long after its last event."""
    return Story(*case.events, now=case.now - HOUR + after, known=case.known)


def received() -> Story:
    return soon(opened().then(ReceiveStep, LAN, **AT_STEP))


def completed() -> Story:
    return soon(opened().worked("tiep-nhan"))


def test_a_receipt_is_taken_back_and_the_step_waits_again() -> None:
    case = received()
    expected = case.fact(ReceiptTakenBack, **FIRST, taken_back_by="lan", taken_back_at=case.now)
    after = case.when(TakeBackReceipt, LAN, **AT_STEP).then(expected)
    visit = after.state.visits["tiep-nhan"]
    assert (visit.official, visit.received) == (None, False)
    case = case.then(TakeBackReceipt, LAN, **AT_STEP)
    case.when(TakeBackReceipt, LAN, **AT_STEP).refused(NothingToTakeBack, "tiep-nhan")
    assert case.then(ReceiveStep, THU, **AT_STEP).state.visits["tiep-nhan"].official == "thu"


def test_who_had_it_before_the_receipt_has_it_again() -> None:
    case = opened().then(AssignStep, HOA, **AT_STEP, official="thu").then(ReceiveStep, HOA, **AT_STEP)
    assert soon(case).then(TakeBackReceipt, HOA, **AT_STEP).state.visits["tiep-nhan"].official == "thu"
    case = opened().then(TakeStep, LAN, **AT_STEP).then(ReceiveStep, LAN, **AT_STEP)
    assert soon(case).then(TakeBackReceipt, LAN, **AT_STEP).state.visits["tiep-nhan"].official == "lan"


def test_a_completion_is_taken_back_and_the_step_is_as_it_was() -> None:
    case = completed()
    expected = case.fact(
        CompletionTakenBack, **FIRST, official="lan", taken_back_by="lan", taken_back_at=case.now
    )
    after = case.when(TakeBackCompletion, LAN, **AT_STEP).then(expected)
    visit = after.state.visits["tiep-nhan"]
    assert (visit.official, visit.received, visit.completed) == ("lan", True, False)
    again = case.then(TakeBackCompletion, LAN, **AT_STEP).then(CompleteStep, LAN, **AT_STEP)
    assert list(again.handed_off("tiep-nhan").state.visits) == ["tham-dinh", "phap-che"]


def test_only_whoever_gave_it_takes_it_back() -> None:
    for by in (THU, HOA, BINH):
        received().when(TakeBackReceipt, by, **AT_STEP).refused(GivenByAnother, "tiep-nhan")
        completed().when(TakeBackCompletion, by, **AT_STEP).refused(GivenByAnother, "tiep-nhan")
    by_head = soon(opened().then(ReceiveStep, LAN, **AT_STEP).then(CompleteStep, HOA, **AT_STEP))
    by_head.when(TakeBackCompletion, LAN, **AT_STEP).refused(GivenByAnother)
    assert not by_head.then(TakeBackCompletion, HOA, **AT_STEP).state.visits["tiep-nhan"].completed


@pytest.mark.parametrize("command", [TakeBackReceipt, TakeBackCompletion])
def test_what_was_not_given_is_not_taken_back(command: type) -> None:
    opened().when(command, LAN, **AT_STEP).refused(NothingToTakeBack, "tiep-nhan")
    received().when(TakeBackCompletion, LAN, **AT_STEP).refused(NothingToTakeBack)


def test_within_minutes_whenever_it_is_said_to_have_been() -> None:
    case = opened().then(ReceiveStep, LAN, **AT_STEP)
    last = soon(case, TAKEN_BACK_WITHIN)
    assert not last.then(TakeBackReceipt, LAN, **AT_STEP).state.visits["tiep-nhan"].received
    late = soon(case, TAKEN_BACK_WITHIN + timedelta(seconds=1))
    assert "15" in str(late.when(TakeBackReceipt, LAN, **AT_STEP).refused(TakenBackTooLate))
    backdated = {"at": last.now, "recorded_at": last.now + HOUR}
    case.when(TakeBackReceipt, LAN, **AT_STEP, **backdated).refused(TakenBackTooLate)
    early = case.now - HOUR - timedelta(minutes=1)
    last.when(TakeBackReceipt, LAN, **AT_STEP, at=early).refused(EffectiveTooEarly, "at")


def test_a_log_says_itself_when_it_was() -> None:
    case = completed()
    months_later = {"at": case.now, "recorded_at": case.now + timedelta(days=90)}
    done = case.then(TakeBackCompletion, IMPORTER, **AT_STEP, **months_later)
    assert done.events[-1].recorded_by == "nhap"


def test_what_something_builds_on_is_not_taken_back() -> None:
    completed().when(TakeBackReceipt, LAN, **AT_STEP).refused(BuiltOnAlready, "tiep-nhan")
    told = received().then(AnnounceLateness, LAN, **AT_STEP, reason="x", expected_at=LATER)
    soon(told).when(TakeBackReceipt, LAN, **AT_STEP).refused(BuiltOnAlready)
    reassigned = soon(received().then(AssignStep, HOA, **AT_STEP, official="thu"))
    reassigned.when(TakeBackReceipt, LAN, **AT_STEP).refused(BuiltOnAlready)


def test_nor_where_the_case_went_on_or_stood_still() -> None:
    gone = soon(completed().then(HandOff, LAN, **AT_STEP))
    gone.when(TakeBackCompletion, LAN, **AT_STEP).refused(StepNotHeld)
    stands = soon(completed().then(SuspendCase, BINH, reason="x"))
    stands.when(TakeBackCompletion, LAN, **AT_STEP).refused(CaseIsSuspended)
    went_on = soon(stands.then(ResumeCase, BINH), timedelta(0))
    went_on.when(TakeBackCompletion, LAN, **AT_STEP).refused(BuiltOnAlready)


def test_what_happens_beside_it_in_the_stage_builds_on_something_else() -> None:
    case = in_appraisal().worked("phap-che")
    done = soon(case.worked("tham-dinh"))
    assert done.then(TakeBackCompletion, MINH, step="tham-dinh").state.open_steps() == ["tham-dinh"]
