"""The sweeper makes timely what the facts make true, and takes back what they disprove."""

from datetime import timedelta

from services.sla.domain.clock import WithdrawalReason
from services.sla.domain.events import ClockRecounted, StepClockStopped
from shared.contracts.sla import CaseOverdue, OverdueWithdrawn, StepDueSoon, StepOverdue
from tests.unit.sla.cases import case_completed, case_opened, completed, extended, resumed, suspended
from tests.unit.sla.clocks import next_alarm, told
from tests.unit.working_time.calendars import hanoi


def kinds(events):
    return [type(event) for event in events]


def test_due_soon_is_told_once_when_80_percent_are_used():
    case = told(case_opened())
    assert case.sweep("2026-03-02 15:53") == []
    [soon] = case.sweep("2026-03-02 15:54")
    assert isinstance(soon, StepDueSoon)
    assert (soon.used_percent, soon.due_at) == (80, hanoi("2026-03-02 17:30"))
    assert case.sweep("2026-03-02 16:00") == []


def test_overdue_is_told_once_when_the_due_instant_is_past():
    case = told(case_opened())
    assert kinds(case.sweep("2026-03-02 17:30")) == [StepDueSoon]
    assert kinds(case.sweep("2026-03-02 17:31")) == [StepOverdue]
    assert case.sweep("2026-03-02 17:32") == []
    assert kinds(case.sweep("2026-03-04 17:31")) == [CaseOverdue]
    case.note(completed(2, "receive", "2026-03-05 08:00"), case_completed(3, "2026-03-05 09:00"))
    assert len(case.all(StepOverdue)) == len(case.all(CaseOverdue)) == 1


def test_what_is_told_of_a_step_names_it():
    case = told(case_opened(step_names={"receive": "Tiếp nhận hồ sơ"}))
    [soon] = case.sweep("2026-03-02 15:54")
    [overdue] = case.sweep("2026-03-02 17:31")
    [case_overdue] = case.sweep("2026-03-04 17:31")
    names = [soon.step_name, overdue.step_name, case_overdue.open_steps[0].step_name]
    assert names == ["Tiếp nhận hồ sơ"] * 3


def test_a_step_whose_name_was_never_told_is_told_without():
    [soon] = told(case_opened()).sweep("2026-03-02 15:54")
    assert soon.step_name is None


def test_imported_histories_are_left_alone():
    case = told(case_opened(imported=True))
    assert case.sweep("2030-01-01 08:00") == []
    assert next_alarm(case) is None


def test_a_completion_recorded_late_withdraws_the_overdue():
    case = told(case_opened())
    case.sweep("2026-03-03 08:00")
    case.note(completed(2, "receive", "2026-03-02 17:00"))
    [withdrawn] = case.all(OverdueWithdrawn)
    assert (withdrawn.step, withdrawn.visit, withdrawn.source_version) == ("receive", 1, 2)
    assert withdrawn.reason is WithdrawalReason.COMPLETED_IN_TIME
    assert not case.all(StepClockStopped)[0].late


def test_a_case_completed_in_time_but_recorded_late_withdraws_its_overdue():
    case = told(case_opened())
    case.sweep("2026-03-05 08:00")
    case.note(case_completed(2, "2026-03-02 17:00"))
    assert [(one.step, one.reason) for one in case.all(OverdueWithdrawn)] == [
        ("receive", WithdrawalReason.CASE_ENDED),
        (None, WithdrawalReason.COMPLETED_IN_TIME),
    ]
    assert not case.clock.late


def test_a_suspension_recorded_late_withdraws_what_it_kept_from_falling_due():
    case = told(case_opened())
    case.sweep("2026-03-03 08:00")
    case.note(suspended(2, "2026-03-02 16:30"))
    assert [one.reason for one in case.all(OverdueWithdrawn)] == [WithdrawalReason.SUSPENDED]
    assert case.sweep("2026-03-04 08:00") == []
    case.note(resumed(3, "2026-03-09 07:30"))
    assert case.clock.open["1 receive"].timer.due_at == hanoi("2026-03-09 08:30")
    assert kinds(case.sweep("2026-03-09 08:31")) == [StepOverdue]


def test_an_extension_after_the_due_withdraws_the_cases_overdue_until_the_new_due_is_past():
    case = told(case_opened())
    case.sweep("2026-03-05 08:00")
    case.note(extended(2, "2026-03-05 09:00", "2026-03-10 17:30"))
    assert [(one.step, one.reason) for one in case.all(OverdueWithdrawn)] == [(None, "extended")]
    assert case.sweep("2026-03-10 17:30") == []
    assert kinds(case.sweep("2026-03-11 07:30")) == [CaseOverdue]


def test_what_was_overdue_before_a_pause_is_told_during_it():
    case = told(case_opened(), suspended(2, "2026-03-03 07:30"))
    assert kinds(case.sweep("2026-03-20 07:30")) == [StepOverdue]


def test_the_next_alarm_is_the_next_thing_to_tell():
    case = told(case_opened())
    assert next_alarm(case) == hanoi("2026-03-02 15:54")
    case.sweep("2026-03-02 15:54")
    assert next_alarm(case) == hanoi("2026-03-02 17:30") + timedelta(microseconds=1)
    case.sweep("2026-03-02 17:31")
    assert next_alarm(case) == hanoi("2026-03-04 17:30") + timedelta(microseconds=1)
    case.sweep("2026-03-04 17:31")
    assert next_alarm(case) is None


def test_a_paused_clock_has_no_alarm_until_it_runs_again():
    case = told(case_opened(), suspended(2, "2026-03-02 09:00"))
    assert next_alarm(case) is None
    case.note(resumed(3, "2026-03-02 10:00"))
    assert next_alarm(case) == hanoi("2026-03-02 16:54")


def test_what_was_told_by_a_clock_that_was_ahead_is_taken_back_and_told_again_when_it_is_true():
    case = told(case_opened())
    assert kinds(case.sweep("2026-03-06 08:00")) == [StepOverdue, CaseOverdue]
    taken_back = case.sweep("2026-03-02 08:00")
    assert kinds(taken_back) == [OverdueWithdrawn, OverdueWithdrawn, ClockRecounted]
    assert [one.step for one in taken_back[:2]] == ["receive", None]
    assert {one.reason for one in taken_back[:2]} == {WithdrawalReason.NOT_DUE_YET}
    assert next_alarm(case) is not None
    assert case.sweep("2026-03-02 08:01") == []
    assert kinds(case.sweep("2026-03-04 17:31")) == [StepOverdue, CaseOverdue]
    assert case.sweep("2026-03-04 17:32") == []


def test_two_sweepers_whose_clocks_are_minutes_apart_take_nothing_back():
    case = told(case_opened())
    assert StepOverdue in kinds(case.sweep("2026-03-02 17:31"))
    assert case.sweep("2026-03-02 17:27") == []
