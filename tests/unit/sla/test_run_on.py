"""Times that had ended run on: what was taken back had never ended, and a reopened case goes on."""

from dataclasses import replace

import pytest

from services.sla.domain.clock import CaseOutcome, StepOutcome
from services.sla.domain.deciders import CLOCK
from services.sla.domain.events import (
    ClockReopened,
    EventBuffered,
    EventIgnored,
    StepClockAssigned,
    StepClockContinued,
    StepClockReceived,
    StepClockStopped,
)
from services.sla.published import TRANSLATIONS
from shared.contracts.sla import CaseDueMoved, CaseOverdue, ClockStopped, OverdueWithdrawn, StepOverdue
from tests.unit.sla.cases import (
    CaseTold,
    assigned,
    case_cancelled,
    case_completed,
    case_opened,
    case_reopened,
    completed,
    completion_taken_back,
    handed_off,
    opening,
    queued,
    receipt_taken_back,
    received,
    refused,
    resumed,
    subject_corrected,
    suspended,
    taken,
)
from tests.unit.sla.clocks import Told, next_alarm, told
from tests.unit.working_time.calendars import hanoi, hours

# ---- who holds it


def test_who_takes_a_step_holds_it_and_the_queue_nobody():
    case = told(case_opened(), taken(2, "receive", "2026-03-02 08:00", "lan"))
    [visit] = case.clock.open.values()
    assert visit.official == "lan"
    case.note(queued(3, "receive", "2026-03-02 09:00"))
    assert (visit.official, visit.division) == (None, "VP")
    assert case.all(StepClockAssigned)[-1].division is None


def test_a_step_that_moves_to_another_division_is_overdue_there():
    case = told(case_opened(), queued(2, "receive", "2026-03-02 09:00", division="TTr"))
    assert case.all(StepClockAssigned)[0].division == "TTr"
    case.sweep("2026-03-03 08:00")
    [overdue] = case.all(StepOverdue)
    assert (overdue.division, overdue.official) == ("TTr", None)


def test_a_refusal_stops_every_clock_of_the_stage_and_starts_those_that_have_it_back():
    case = told(
        case_opened(),
        completed(2, "receive", "2026-03-02 09:30"),
        handed_off(3, "receive", "2026-03-02 09:30", opening("legal"), opening("finance")),
        refused(4, "legal", "2026-03-02 10:30", opening("receive", visit=2)),
    )
    stopped = [(one.step, one.outcome, one.used_minutes) for one in case.all(StepClockStopped)[1:]]
    assert stopped == [("legal", StepOutcome.REFUSED, 60), ("finance", StepOutcome.REFUSED, 60)]
    [again] = case.clock.open.values()
    assert (again.step, again.number, again.timer.started_at) == ("receive", 2, hanoi("2026-03-02 10:30"))


# ---- what was taken back


def test_a_receipt_that_was_taken_back_is_none_and_the_wait_goes_on():
    case = told(
        case_opened(),
        assigned(2, "receive", "2026-03-02 08:00", "thu"),
        received(3, "receive", "2026-03-02 08:30", "hoa"),
        receipt_taken_back(4, "receive", "2026-03-02 08:40", "thu"),
    )
    [visit] = case.clock.open.values()
    assert (visit.official, visit.received_at) == ("thu", None)
    case.note(received(5, "receive", "2026-03-02 09:30", "thu"))
    assert [one.waited_minutes for one in case.all(StepClockReceived)] == [60, 120]


def test_a_visit_whose_completion_was_taken_back_runs_as_if_it_had_never_stopped():
    life = (case_opened(), received(2, "receive", "2026-03-02 08:00", "lan"))
    plain = told(*life, completed(3, "receive", "2026-03-02 14:30"))
    back = told(
        *life,
        completed(3, "receive", "2026-03-02 10:30"),
        completion_taken_back(4, "receive", "2026-03-02 10:40"),
    )
    [visit] = back.clock.open.values()
    assert (visit.official, visit.stopped_at, visit.late) == ("lan", None, False)
    assert visit.received_at == hanoi("2026-03-02 08:00")
    back.note(completed(5, "receive", "2026-03-02 14:30"))
    assert [one.used_minutes for one in back.all(StepClockStopped)] == [180, 300]
    [visit], [plainly] = back.clock.finished.values(), plain.clock.finished.values()
    assert (visit.sources, plainly.sources) == ([1, 2, 3, 4, 5], [1, 2, 3])
    assert replace(visit, sources=plainly.sources) == plainly


def test_it_is_due_soon_and_overdue_when_it_would_have_been():
    case = told(
        case_opened(),
        completed(2, "receive", "2026-03-02 10:30"),
        completion_taken_back(3, "receive", "2026-03-02 10:40"),
    )
    assert next_alarm(case) == hanoi("2026-03-02 15:54")
    case.sweep("2026-03-02 16:00")
    case.sweep("2026-03-03 08:00")
    [overdue] = case.all(StepOverdue)
    assert overdue.due_at == hanoi("2026-03-02 17:30")


def test_what_was_told_to_be_due_soon_isnt_told_again():
    case = told(case_opened())
    case.sweep("2026-03-02 16:00")
    case.note(
        completed(2, "receive", "2026-03-02 16:10"), completion_taken_back(3, "receive", "2026-03-02 16:15")
    )
    assert next_alarm(case) == hanoi("2026-03-02 17:30:00.000001")
    assert case.sweep("2026-03-02 16:30") == []


def test_what_was_overdue_before_stays_so_and_is_told_once():
    case = told(case_opened())
    case.sweep("2026-03-03 08:00")
    case.note(completed(2, "receive", "2026-03-03 08:30"))
    case.note(completion_taken_back(3, "receive", "2026-03-03 08:40"))
    [visit] = case.clock.open.values()
    assert visit.timer.overdue_raised
    assert case.all(StepClockContinued)[0].overdue
    case.sweep("2026-03-03 09:00")
    case.note(completed(4, "receive", "2026-03-03 09:30"))
    assert len(case.all(StepOverdue)) == 1
    assert case.all(StepClockStopped)[-1].late


def test_what_a_completion_that_was_none_had_withdrawn_is_overdue_again():
    case = told(case_opened())
    case.sweep("2026-03-03 08:00")
    case.note(completed(2, "receive", "2026-03-02 17:00"))
    assert len(case.all(OverdueWithdrawn)) == 1
    case.note(completion_taken_back(3, "receive", "2026-03-02 17:10"))
    case.sweep("2026-03-03 08:10")
    assert len(case.all(StepOverdue)) == 2


def test_pauses_move_it_afterwards():
    case = told(
        case_opened(),
        completed(2, "receive", "2026-03-02 10:30"),
        completion_taken_back(3, "receive", "2026-03-02 10:40"),
        suspended(4, "2026-03-02 11:30"),
        resumed(5, "2026-03-03 11:30"),
    )
    [visit] = case.clock.open.values()
    assert visit.timer.due_at == hanoi("2026-03-03 17:30")


# ---- a completed case is reopened


def ended(at: str = "2026-03-02 11:30") -> tuple[CaseTold, ...]:
    return (case_opened(), completed(2, "receive", "2026-03-02 09:30"), case_completed(3, at))


def test_the_time_between_its_end_and_its_reopening_doesnt_count():
    case = told(*ended(), case_reopened(4, "2026-03-09 07:30", opening("receive", visit=2)))
    assert case.clock.is_running
    assert case.clock.case_timer.due_at == hanoi("2026-03-11 11:30")  # 4 of 24 hours were used
    case.note(completed(5, "receive", "2026-03-09 09:30", visit=2), case_completed(6, "2026-03-09 10:30"))
    stopped = case.all(ClockStopped)[-1]
    assert (stopped.used_minutes, stopped.late, stopped.outcome) == (420, False, CaseOutcome.COMPLETED)
    [pause] = case.clock.pauses
    assert (pause.start, pause.end) == (hanoi("2026-03-02 11:30"), hanoi("2026-03-09 07:30"))
    assert pause.reason == "Có khiếu nại"


def test_the_visit_that_it_is_reopened_at_runs_from_then_on():
    case = told(*ended(), case_reopened(4, "2026-03-09 07:30", opening("receive", visit=2, limit=hours(4))))
    [visit] = case.clock.open.values()
    assert (visit.number, visit.timer.due_at) == (2, hanoi("2026-03-09 11:30"))
    assert set(case.alarms().values()) == {hanoi("2026-03-09 10:42"), hanoi("2026-03-11 11:30:00.000001")}


def test_a_reopened_case_is_overdue_when_its_time_is_over():
    case = told(*ended(), case_reopened(4, "2026-03-09 07:30", opening("receive", visit=2)))
    case.sweep("2026-03-11 11:30:00.000001")
    assert [one.due_at for one in case.all(CaseOverdue)] == [hanoi("2026-03-11 11:30")]


def test_one_that_ended_late_stays_late_and_that_is_told_once():
    case = told(*ended("2026-03-05 09:30"), case_reopened(4, "2026-03-09 07:30", opening("receive", visit=2)))
    [reopened] = case.all(ClockReopened)
    assert (reopened.overdue, reopened.due_at, reopened.alarm) == (True, hanoi("2026-03-04 17:30"), None)
    assert not case.clock.late, "that is said at its end"
    case.note(case_completed(5, "2026-03-09 10:30"))
    assert len(case.all(CaseOverdue)) == 1
    assert case.clock.late


def test_a_due_instant_that_was_given_moves_by_that_time_too():
    given = case_opened(due_at=hanoi("2026-03-03 09:30"))
    case = told(given, case_completed(2, "2026-03-02 17:30"))
    case.note(case_reopened(3, "2026-03-05 07:30", opening("receive", visit=2)))
    assert case.clock.case_timer.due_at == hanoi("2026-03-05 09:30")


def test_it_is_told_until_when_the_case_is_due_now():
    case = told(*ended(), case_reopened(4, "2026-03-09 07:30", opening("receive", visit=2)))
    [reopened] = case.all(ClockReopened)
    told_so = TRANSLATIONS[ClockReopened](reopened, Origin)
    assert told_so.event == CaseDueMoved(
        case_number="SNV-260302-0001",
        due_at=hanoi("2026-03-11 11:30"),
        reason="reopened",
        moved_at=hanoi("2026-03-09 07:30"),
    )


class Origin:
    key = "SNV-260302-0001"


def test_what_else_comes_after_an_end_is_ignored_and_a_running_clock_isnt_reopened():
    case = told(*ended(), completed(4, "receive", "2026-03-02 12:00"))
    assert case.all(EventIgnored)[-1].source_version == 4
    odd = told(case_opened(), case_reopened(2, "2026-03-03 07:30", opening("receive", visit=2)))
    assert odd.all(ClockReopened) == []


def test_a_case_that_is_reopened_again_and_then_cancelled():
    case = told(
        *ended(),
        case_reopened(4, "2026-03-03 07:30", opening("receive", visit=2)),
        case_completed(5, "2026-03-03 11:30"),
        case_reopened(6, "2026-03-05 07:30", opening("receive", visit=3)),
        case_cancelled(7, "2026-03-05 09:30"),
    )
    assert [one.used_minutes for one in case.all(ClockStopped)] == [240, 480, 600]
    assert case.clock.open == {}


LIFE = (
    *ended(),
    case_reopened(4, "2026-03-09 07:30", opening("receive", visit=2)),
    taken(5, "receive", "2026-03-09 07:40", "lan"),
    subject_corrected(6, "2026-03-09 08:00", "Bổ nhiệm lại"),
)


@pytest.mark.parametrize(
    "order", [(0, 4, 3, 2, 1, 5), (5, 4, 3, 2, 1, 0), (3, 0, 1, 5, 2, 4), (1, 3, 5, 0, 2, 4)]
)
def test_whatever_order_they_come_in_the_clock_is_one(order: tuple[int, ...]):
    in_order, case = told(*LIFE), Told()
    for at in order:
        case.note(LIFE[at])
    assert case.clock == in_order.clock
    assert [one for one in case.events if not isinstance(one, EventBuffered)] == in_order.events
    assert CLOCK.fold(case.events) == case.clock


def test_no_minute_is_counted_twice_or_lost():
    """What was used before the end and after the reopening, and nothing in between."""
    case = told(*ended(), case_reopened(4, "2026-03-09 07:30", opening("receive", visit=2)))
    case.note(case_completed(5, "2026-03-11 11:30"))
    last = case.all(ClockStopped)[-1]
    assert (last.stopped_at, last.used_minutes, last.late) == (last.due_at, 24 * 60, False)
