"""A step that is overdue says whose answer it waited for."""

from shared.contracts.sla import CaseOverdue, CoordinationOverdue, StepOverdue
from tests.unit.sla.asking import kinds
from tests.unit.sla.cases import accepted, answered, case_opened, completed, opening, requested
from tests.unit.sla.clocks import told
from tests.unit.working_time.calendars import hours


def test_an_overdue_step_says_which_agencies_owed_it_an_answer_then():
    case = told(
        case_opened("2026-03-02 07:30", opening("receive", limit=hours(6)), time_limit=hours(7)),
        requested(2, "2026-03-02 08:30", hours(20), number=1),
        requested(3, "2026-03-02 08:30", hours(20), number=2, agency="SYT"),
        requested(4, "2026-03-02 08:30", hours(20), number=3, agency="SGD"),
        answered(5, "2026-03-02 09:30", number=2, agency="SYT"),
    )
    case.sweep("2026-03-02 15:31")
    case.note(answered(6, "2026-03-02 16:00", number=1))
    case.sweep("2026-03-02 16:31")
    assert [one.waiting_for for one in case.all(StepOverdue)] == [("SGD", "STC")]
    assert case.all(CaseOverdue)[0].open_steps[0].waiting_for == ("SGD",)


def test_a_step_finished_late_waited_for_nobody_when_it_was_due_if_the_answer_had_come():
    case = told(
        case_opened("2026-03-02 07:30", opening("receive", limit=hours(4))),
        requested(2, "2026-03-02 08:30", hours(20)),
        answered(3, "2026-03-02 11:30"),
        accepted(4, "2026-03-02 13:30"),
        completed(5, "receive", "2026-03-02 14:00"),
    )
    assert [one.waiting_for for one in case.all(StepOverdue)] == [()]


def test_silence_that_answers_when_the_step_is_due_is_nothing_to_wait_for():
    case = told(
        case_opened("2026-03-02 07:30", opening("receive", limit=hours(5))),
        requested(2, "2026-03-02 08:30", hours(4), silence_is_agreement=True),
    )
    told_then = case.sweep("2026-03-02 14:31")
    assert kinds(told_then) == [StepOverdue, CoordinationOverdue]
    assert told_then[0].waiting_for == ()
