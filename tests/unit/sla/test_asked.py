"""The time of a coordination: since when, until when, and what is told of it."""

from dataclasses import replace
from datetime import date, time, timedelta

import msgspec
import pytest

from services.sla.domain.clock import AskedOutcome, WithdrawalReason
from services.sla.domain.deciders import CLOCK
from services.sla.domain.events import AskedClockReceived, AskedClockStarted, AskedClockStopped, EventIgnored
from services.sla.domain.informing_events import AgencyInformed
from services.sla.domain.recounting import Recount
from shared.contracts.sla import CoordinationDueSoon, CoordinationOverdue, OverdueWithdrawn, StepDueSoon
from shared.decider import by_itself
from shared.working_time.days import Hours, LocalDifference
from tests.scenario import given
from tests.unit.sla.asking import ASKED, OPENED, kinds, stopped
from tests.unit.sla.cases import (
    OF_CASE,
    accepted,
    answered,
    case_cancelled,
    case_completed,
    declined,
    requested,
    sent_back,
    taken_up,
    withdrawn,
)
from tests.unit.sla.clocks import RECORDED_AT, Known, cause, told
from tests.unit.working_time.calendars import VIETNAM, hanoi, hours

ASKS_BY_HAND = {"division": "VP", "official": None, "step": "receive", "step_name": None, "visit": 1}


def test_the_time_for_an_answer_runs_from_the_request_by_the_asked_agencys_calendar():
    short = LocalDifference(
        agency="STC",
        first_day=date(2026, 3, 2),
        last_day=date(2026, 3, 2),
        hours=(Hours(time(7, 30), time(9, 30)),),
        name="Bão",
        source="Công điện",
    )
    long = replace(short, agency="SNV", hours=(Hours(time(7, 30), time(20)),))
    stormy = Known(calendars={"VN": replace(VIETNAM, differences=(short, long))})
    for agency, at in {"STC": "2026-03-03 10:30", "SYT": "2026-03-02 14:30"}.items():
        fact = requested(2, "2026-03-02 08:30", agency=agency)
        [started] = given(CLOCK, *told(OPENED).events).told(fact.event, cause(fact), stormy)._decide()
        assert started.due_at == hanoi(at)


def test_what_is_told_of_a_request_says_what_the_visit_waits_for_and_when_to_look():
    given(CLOCK, *told(OPENED).events).told(ASKED.event, cause(ASKED), Known()).then(
        AskedClockStarted(
            source_version=2,
            coordination=1,
            step="receive",
            visit=1,
            step_name=None,
            asked_agency="STC",
            silence_is_agreement=False,
            started_at=hanoi("2026-03-02 08:30"),
            time_limit=hours(4),
            due_at=hanoi("2026-03-02 14:30"),
            due_soon_at=hanoi("2026-03-02 13:42"),
            alarm=hanoi("2026-03-02 13:42"),
            waiting_for=("STC",),
        )
    )


def test_how_long_a_request_waited_for_its_receipt_is_told():
    case = told(OPENED, ASKED, taken_up(3, "2026-03-02 14:00", child_case="STC-260302-0001"))
    [received] = case.all(AskedClockReceived)
    assert (received.waited_minutes, received.child_case) == (3 * 60 + 30, "STC-260302-0001")
    assert case.clock.asked[1].child_case == "STC-260302-0001"


def test_who_is_only_informed_has_no_clock():
    case = told(OPENED, requested(2, "2026-03-02 08:30", role="informed"))
    assert kinds(case.events[2:]) == [AgencyInformed]
    assert case.sweep("2026-03-09 08:00") == []
    case.note(
        answered(3, "2026-03-09 09:00"), sent_back(4, "2026-03-09 09:00"), accepted(5, "2026-03-09 10:00")
    )
    assert kinds(case.events[3:]) == [EventIgnored] * 3


def test_due_soon_and_overdue_are_told_once_and_of_the_coordination_alone():
    case = told(OPENED, ASKED, taken_up(3, "2026-03-02 09:00", child_case="STC-260302-0001"))
    assert case.sweep("2026-03-02 13:41") == []
    assert kinds(case.sweep("2026-03-02 13:42")) == [CoordinationDueSoon]
    assert case.sweep("2026-03-02 14:30") == []
    [overdue] = case.sweep("2026-03-02 14:30:00.000001")
    assert overdue == CoordinationOverdue(
        **OF_CASE,
        **ASKS_BY_HAND,
        coordination=1,
        asked_agency="STC",
        child_case="STC-260302-0001",
        started_at=hanoi("2026-03-02 08:30"),
        time_limit=hours(4),
        due_at=hanoi("2026-03-02 14:30"),
        detected_at=RECORDED_AT,
    )
    assert case.sweep("2026-03-03 08:00") == []


@pytest.mark.parametrize(("at", "late"), [("14:30", False), ("14:30:00.000001", True)])
def test_what_is_answered_at_its_due_instant_is_in_time_and_a_moment_later_is_not(at, late):
    case = told(OPENED, ASKED, answered(3, f"2026-03-02 {at}"))
    assert [(one.late, one.used_minutes, one.outcome) for one in stopped(case)] == [
        (late, 240, AskedOutcome.ANSWERED)
    ]
    assert [one.source_version for one in case.all(CoordinationOverdue)] == ([3] if late else [])
    assert case.sweep("2026-03-03 08:00") == []


def test_an_answer_recorded_late_withdraws_the_overdue():
    case = told(OPENED, ASKED)
    case.sweep("2026-03-02 15:00")
    case.note(answered(3, "2026-03-02 14:00"))
    back, stopped = case.of_times()[-2:]
    assert kinds([back, stopped]) == [OverdueWithdrawn, AskedClockStopped]
    assert back == OverdueWithdrawn(
        **OF_CASE,
        source_version=3,
        step="receive",
        visit=1,
        division="VP",
        official=None,
        coordination=1,
        due_at=hanoi("2026-03-02 14:30"),
        reason=WithdrawalReason.ANSWERED_IN_TIME,
        withdrawn_at=RECORDED_AT,
    )


@pytest.mark.parametrize(
    ("end", "reason"),
    [
        (declined, WithdrawalReason.DECLINED),
        (withdrawn, WithdrawalReason.WITHDRAWN),
        (case_cancelled, WithdrawalReason.CASE_ENDED),
    ],
)
def test_what_is_declined_or_not_wanted_any_more_was_never_late(end, reason):
    case = told(OPENED, ASKED)
    case.sweep("2026-03-03 08:00")
    case.note(end(3, "2026-03-04 08:00"))
    assert [(one.coordination, one.reason) for one in case.all(OverdueWithdrawn)] == [(1, reason)]
    assert [one.late for one in stopped(case)] == [False]


@pytest.mark.parametrize("end", [withdrawn, case_cancelled])
def test_a_late_answer_that_nobody_wants_any_more_is_late_no_more(end):
    case = told(OPENED, ASKED, answered(3, "2026-03-03 08:00"), end(4, "2026-03-05 08:00"))
    assert [(one.late, one.stopped_at) for one in stopped(case)] == [
        (True, hanoi("2026-03-03 08:00")),
        (False, hanoi("2026-03-03 08:00")),
    ]
    assert len(case.all(CoordinationOverdue)) == len(case.all(OverdueWithdrawn)) == 1


def test_what_was_accepted_stays_late_however_the_case_ends():
    case = told(OPENED, ASKED, answered(3, "2026-03-03 08:00"), accepted(4, "2026-03-03 09:00"))
    case.note(case_cancelled(5, "2026-03-05 08:00"))
    assert [one.late for one in stopped(case)] == [True]
    assert case.all(OverdueWithdrawn) == []


def test_silence_that_answers_at_the_due_instant_is_late():
    silent = requested(2, "2026-03-02 08:30", silence_is_agreement=True)
    case = told(OPENED, silent, answered(3, "2026-03-02 14:30", by_silence=True))
    [overdue] = case.all(CoordinationOverdue)
    assert (overdue.silence_is_agreement, overdue.due_at) == (True, hanoi("2026-03-02 14:30"))
    assert [one.late for one in stopped(case)] == [True]


def test_a_calendar_change_moves_it_by_the_asked_agencys_days_and_takes_its_overdue_back():
    case = told(OPENED, ASKED)
    case.sweep("2026-03-02 14:00")
    case.sweep("2026-03-02 15:00")
    closed = LocalDifference(
        agency="STC",
        first_day=date(2026, 3, 2),
        last_day=date(2026, 3, 2),
        hours=(),
        name="Bão",
        source="Công điện",
    )
    known = Known(calendars={"VN": replace(VIETNAM, differences=(closed,))})
    act = replace(by_itself(hanoi("2026-03-02 16:00")), recorded_at=RECORDED_AT)
    back, recounted, *_ = CLOCK.decide(case.clock, Recount(reason="Bão"), act, known)
    assert (back.coordination, back.reason) == (1, WithdrawalReason.RECOUNTED)
    [moved] = recounted.moved
    assert (moved.coordination, moved.due_at) == (1, hanoi("2026-03-03 11:30"))
    assert [one.at for one in recounted.alarms if one.coordination == 1] == [
        moved.due_at + timedelta(microseconds=1)
    ]


def test_what_a_clock_told_that_was_ahead_is_taken_back():
    case = told(OPENED, ASKED)
    case.sweep("2026-03-02 15:00")
    back, *_ = case.sweep("2026-03-02 10:00")
    assert (back.coordination, back.reason) == (1, WithdrawalReason.NOT_DUE_YET)
    assert kinds(case.sweep("2026-03-02 14:31")) == [CoordinationOverdue]


def test_two_coordinations_of_a_visit_run_side_by_side():
    case = told(OPENED, ASKED, requested(3, "2026-03-02 09:30", number=2, agency="SYT"))
    assert case.all(AskedClockStarted)[-1].waiting_for == ("STC", "SYT")
    case.note(answered(4, "2026-03-02 10:00"))
    assert stopped(case)[0].waiting_for == ("SYT",)
    [overdue] = [one for one in case.sweep("2026-03-02 15:31") if isinstance(one, CoordinationOverdue)]
    assert (overdue.coordination, overdue.asked_agency) == (2, "SYT")


def test_a_completed_case_stops_what_it_asked():
    case = told(OPENED, ASKED, case_completed(3, "2026-03-02 10:00"))
    assert [(one.outcome, one.waiting_for) for one in stopped(case)] == [(AskedOutcome.CASE_ENDED, ())]
    assert case.sweep("2026-03-09 08:00") == []


def test_an_imported_history_is_judged_by_its_events_alone():
    case = told(replace(OPENED, event=replace(OPENED.event, imported=True)), ASKED)
    assert case.sweep("2026-03-09 08:00") == []
    assert case.alarms() == {}
    case.note(answered(3, "2026-03-02 15:00"))
    assert len(case.all(CoordinationOverdue)) == 1


def test_what_is_no_coordination_of_the_case_changes_nothing():
    case = told(OPENED, answered(2, "2026-03-02 09:00"), requested(3, "2026-03-02 09:00", step="other"))
    assert kinds(case.events[2:]) == [EventIgnored] * 2


def test_every_event_and_the_state_come_back_from_json_as_they_were():
    case = told(OPENED, ASKED, taken_up(3, "2026-03-02 09:00"))
    case.sweep("2026-03-02 14:00")
    case.sweep("2026-03-02 15:00")
    case.note(
        answered(4, "2026-03-02 14:00"), sent_back(5, "2026-03-02 14:10"), answered(6, "2026-03-02 14:20")
    )
    case.note(accepted(7, "2026-03-02 16:00"))
    for event in case.events:
        assert msgspec.json.decode(msgspec.json.encode(event), type=type(event)) == event
    assert msgspec.json.decode(msgspec.json.encode(case.clock), type=type(case.clock)) == case.clock
    assert CLOCK.fold(case.events) == case.clock
    assert StepDueSoon not in kinds(case.events)
