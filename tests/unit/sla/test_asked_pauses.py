"""What stands still of the time for an answer, and when it is due then."""

from datetime import timedelta

import pytest

from services.sla.domain.clock import WithdrawalReason
from services.sla.domain.events import AskedClockContinued
from services.sla.domain.why import explain_asked
from services.sla.errors import CoordinationClockNotFound
from shared.contracts.sla import CoordinationDueSoon, CoordinationOverdue, OverdueWithdrawn
from tests.unit.sla.asking import ASKED, OPENED, due, kinds, stopped
from tests.unit.sla.cases import accepted, answered, requested, resumed, sent_back, suspended
from tests.unit.sla.clocks import told
from tests.unit.working_time.calendars import VIETNAM, hanoi, working_days


def test_the_asking_cases_suspension_stops_it_and_moves_its_due():
    case = told(OPENED, ASKED, suspended(3, "2026-03-02 09:30"))
    assert due(case) == hanoi("2026-03-02 14:30")
    assert case.sweep("2026-03-06 08:00") == []
    case.note(resumed(4, "2026-03-03 09:30"))
    assert due(case) == hanoi("2026-03-03 14:30")
    case.note(answered(5, "2026-03-03 14:30"))
    assert [(one.late, one.used_minutes) for one in stopped(case)] == [(False, 240)]


def test_a_suspension_that_begins_after_its_due_moves_nothing():
    case = told(OPENED, ASKED, suspended(3, "2026-03-02 15:30"), resumed(4, "2026-03-03 09:30"))
    assert due(case) == hanoi("2026-03-02 14:30")
    assert CoordinationOverdue in kinds(case.sweep("2026-03-03 09:31"))


def test_a_suspension_recorded_late_withdraws_what_it_kept_from_falling_due():
    case = told(OPENED, ASKED)
    case.sweep("2026-03-02 15:00")
    case.note(suspended(3, "2026-03-02 14:00"))
    assert [(one.coordination, one.reason) for one in case.all(OverdueWithdrawn)] == [
        (1, WithdrawalReason.SUSPENDED)
    ]
    case.note(resumed(4, "2026-03-03 14:00"))
    assert due(case) == hanoi("2026-03-03 14:30")
    assert CoordinationOverdue in kinds(case.sweep("2026-03-03 14:31"))


def test_what_is_answered_in_a_suspension_is_due_as_when_that_began_and_in_time():
    case = told(OPENED, ASKED, suspended(3, "2026-03-02 09:30"), answered(4, "2026-03-05 10:30"))
    case.note(resumed(5, "2026-03-06 07:30"))
    [answer] = stopped(case)
    assert (answer.due_at, answer.late, answer.used_minutes) == (hanoi("2026-03-02 14:30"), False, 60)
    assert due(case) == hanoi("2026-03-02 14:30")


def test_an_answer_in_a_suspension_recorded_after_its_end_is_due_as_when_that_began():
    case = told(OPENED, ASKED, suspended(3, "2026-03-02 09:30"), resumed(4, "2026-03-06 07:30"))
    assert due(case) == hanoi("2026-03-06 10:30")
    case.note(answered(5, "2026-03-05 10:30"))
    [answer] = stopped(case)
    assert (answer.due_at, answer.late, answer.used_minutes) == (hanoi("2026-03-02 14:30"), False, 60)


def test_it_stands_still_between_an_answer_and_its_return():
    case = told(OPENED, ASKED, answered(3, "2026-03-02 09:30"), sent_back(4, "2026-03-02 13:45"))
    # An hour was used; of the three that are left two hours and a quarter went by before it was sent back.
    assert due(case) == hanoi("2026-03-02 16:45")
    [again] = case.all(AskedClockContinued)
    assert (again.due_soon_at, again.waiting_for) == (hanoi("2026-03-02 15:57"), ("STC",))
    assert kinds(case.sweep("2026-03-02 16:00")) == [CoordinationDueSoon]
    case.note(answered(5, "2026-03-02 16:45"), accepted(6, "2026-03-03 08:00"))
    assert [one.late for one in stopped(case)] == [False, False]
    assert [one.used_minutes for one in stopped(case)] == [60, 240]


def test_a_suspension_between_an_answer_and_its_return_counts_once():
    case = told(OPENED, ASKED, answered(3, "2026-03-02 09:30"), suspended(4, "2026-03-02 10:30"))
    case.note(resumed(5, "2026-03-02 11:30"), sent_back(6, "2026-03-02 14:30"))
    assert due(case) == hanoi("2026-03-02 17:30")


def test_a_suspension_that_an_answer_and_its_return_reach_into_counts_once():
    case = told(OPENED, ASKED, suspended(3, "2026-03-02 09:30"), answered(4, "2026-03-02 10:30"))
    case.note(resumed(5, "2026-03-02 11:30"), sent_back(6, "2026-03-02 14:30"))
    assert due(case) == hanoi("2026-03-02 17:30")


def test_what_was_late_before_it_was_sent_back_stays_so():
    case = told(OPENED, ASKED, answered(3, "2026-03-02 15:30"), sent_back(4, "2026-03-03 07:30"))
    assert due(case) == hanoi("2026-03-02 14:30")
    assert case.sweep("2026-03-03 08:00") == []
    case.note(answered(5, "2026-03-03 09:00"))
    assert [one.late for one in stopped(case)] == [True, True]
    assert len(case.all(CoordinationOverdue)) == 1


def test_a_limit_in_days_leaves_out_the_day_of_the_request_and_loses_days_that_ended_in_a_pause():
    case = told(OPENED, requested(2, "2026-03-02 08:30", working_days(3)), suspended(3, "2026-03-03 10:00"))
    case.note(resumed(4, "2026-03-05 10:00"))
    assert due(case) == hanoi("2026-03-09 17:30")


def test_why_an_answer_is_due_names_suspensions_and_what_lay_between_answers():
    case = told(OPENED, ASKED, suspended(3, "2026-03-02 09:30"), resumed(4, "2026-03-02 10:30"))
    case.note(answered(5, "2026-03-02 11:00"), sent_back(6, "2026-03-02 14:00"))
    intervals = explain_asked(case.clock, VIETNAM, 1, in_full=True)
    skipped = [(one.reason, one.name) for one in intervals if one.reason in ("suspended", "answered")]
    assert skipped == [("suspended", "Chờ kết luận"), ("answered", "Chưa rõ"), ("answered", "Chưa rõ")]
    assert sum((one.end - one.start for one in intervals if one.counted), timedelta(0)) == timedelta(hours=4)
    assert intervals[-1].end == due(case) == hanoi("2026-03-02 16:30")
    hidden = explain_asked(case.clock, VIETNAM, 1, in_full=False)
    assert [one.name for one in hidden if one.reason == "suspended"] == [""]
    with pytest.raises(CoordinationClockNotFound):
        explain_asked(case.clock, VIETNAM, 2, in_full=True)
