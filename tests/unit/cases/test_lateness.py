"""Who holds a step tells before it is due that it will be late; no limit moves."""

from datetime import timedelta

from services.cases.domain.announcing_lateness import AnnounceLateness
from services.cases.domain.deadline import deadline_of
from services.cases.domain.known import KnownNow
from services.cases.domain.suspending import ResumeCase, SuspendCase
from services.cases.errors.course import CaseIsSuspended, ReasonMissing
from services.cases.errors.known import CalendarNotKnownYet
from services.cases.errors.remarks import LatenessAlreadyAnnounced, LatenessToldTooLate, NotExpectedLate
from services.cases.errors.steps import StepAlreadyCompleted
from services.cases.errors.who import NotOfHoldingDivision
from shared.contracts.cases.remarks import LatenessAnnounced
from tests.unit.cases.builder import BINH, KNOWN, LAN, MINH, Story, opened
from tests.unit.working_time.calendars import hanoi

#: The first step has eight working hours from Monday, 7 December 2026, 08:00.
DUE = hanoi("2026-12-08 08:00")
LATER = hanoi("2026-12-10 10:00")
AT_STEP = {"step": "tiep-nhan", "reason": "Chờ kết quả đo đạc", "expected_at": LATER}


def test_the_holder_says_why_and_until_when() -> None:
    case = opened()
    expected = case.fact(
        LatenessAnnounced,
        step="tiep-nhan",
        visit=1,
        division="VP",
        reason="Chờ kết quả đo đạc",
        expected_at=LATER,
        announced_by="lan",
        announced_at=case.now,
    )
    after = case.when(AnnounceLateness, LAN, **AT_STEP).then(expected)
    assert after.state.visits["tiep-nhan"].expected_at == LATER


def test_no_limit_moves() -> None:
    case = opened()
    told = case.then(AnnounceLateness, LAN, **AT_STEP)
    assert deadline_of(told.state, KNOWN) == deadline_of(case.state, KNOWN)


def test_it_is_told_before_the_step_is_due() -> None:
    case = opened()
    at_due = {"at": DUE, "recorded_at": DUE}
    assert case.when(AnnounceLateness, LAN, **AT_STEP, **at_due).refused(LatenessToldTooLate, "at")
    moment = DUE - timedelta(seconds=1)
    just = Story(*case.events, now=moment, known=case.known)
    assert just.then(AnnounceLateness, LAN, **AT_STEP).events[-1].expected_at == LATER


def test_a_pause_moves_until_when_it_is_told() -> None:
    case = opened().then(SuspendCase, BINH, reason="x", at=hanoi("2026-12-07 09:00"))
    case.when(AnnounceLateness, LAN, **AT_STEP).refused(CaseIsSuspended)
    case = case.then(ResumeCase, BINH, at=hanoi("2026-12-08 09:00"))
    later = Story(*case.events, now=hanoi("2026-12-08 10:00"), known=case.known)
    assert later.then(AnnounceLateness, LAN, **AT_STEP).events[-1].step == "tiep-nhan"


def test_what_is_expected_in_time_isnt_late() -> None:
    in_time = AT_STEP | {"expected_at": DUE}
    refusal = opened().when(AnnounceLateness, LAN, **in_time).refused(NotExpectedLate, "expected_at")
    assert refusal.values["due_at"] == DUE


def test_another_instant_is_told_and_the_same_one_is_not() -> None:
    case = opened().then(AnnounceLateness, LAN, **AT_STEP)
    case.when(AnnounceLateness, LAN, **AT_STEP).refused(LatenessAlreadyAnnounced, "expected_at")
    later = AT_STEP | {"expected_at": LATER + timedelta(days=1)}
    assert case.then(AnnounceLateness, LAN, **later).state.visits["tiep-nhan"].expected_at > LATER


def test_only_who_works_on_an_open_step_tells_it_with_a_reason() -> None:
    opened().when(AnnounceLateness, MINH, **AT_STEP).refused(NotOfHoldingDivision)
    opened().when(AnnounceLateness, LAN, **(AT_STEP | {"reason": " "})).refused(ReasonMissing, "reason")
    opened().worked("tiep-nhan").when(AnnounceLateness, LAN, **AT_STEP).refused(StepAlreadyCompleted)
    unknown = Story(*opened().events, known=KnownNow())
    unknown.when(AnnounceLateness, LAN, **AT_STEP).refused(CalendarNotKnownYet)
