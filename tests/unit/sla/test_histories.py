"""The clock of a case that is taken over: told of by its facts alone until its history has ended."""

from services.sla.domain.events import HistoryGoesOn, HistoryTaken
from shared.contracts.cases.course import HistoryEnded, HistoryResumed
from shared.contracts.sla import CaseOverdue, OverdueWithdrawn, StepDueSoon, StepOverdue
from tests.unit.sla.cases import OF_CASE, CaseTold, case_completed, case_opened, completed
from tests.unit.sla.clocks import RECORDED_AT, next_alarm, told
from tests.unit.working_time.calendars import hanoi


def ended(version: int, import_began_at: str = "2026-11-30 08:00") -> CaseTold:
    event = HistoryEnded(
        **OF_CASE,
        import_began_at=hanoi(import_began_at),
        open_steps=(),
        ended_by="nhap",
        ended_at=RECORDED_AT,
    )
    return CaseTold(version, event)


def resumed(version: int) -> CaseTold:
    event = HistoryResumed(**OF_CASE, resumed_by="nhap", resumed_at=RECORDED_AT)
    return CaseTold(version, event)


def taken_over(at: str = "2026-03-02 07:30") -> CaseTold:
    return case_opened(at, imported=True, history=True, runs_on=True)


def test_nothing_falls_due_while_it_is_taken_in():
    case = told(taken_over())
    assert case.sweep("2026-03-09 08:00") == []
    assert next_alarm(case) is None


def test_what_is_overdue_by_then_is_told_at_once_with_the_true_instants_as_old_news():
    case = told(taken_over(), ended(2))
    (step,), (whole,) = case.all(StepOverdue), case.all(CaseOverdue)
    assert (step.due_at, whole.due_at) == (hanoi("2026-03-02 17:30"), hanoi("2026-03-04 17:30"))
    assert step.old_news
    assert whole.old_news
    assert case.sweep("2026-12-02 08:00") == []


def test_what_falls_due_after_the_import_began_is_news():
    case = told(taken_over("2026-12-01 07:30"), ended(2))
    assert not case.all(StepOverdue)
    [soon] = case.sweep("2026-12-01 16:00")
    assert isinstance(soon, StepDueSoon)
    assert not soon.old_news
    [late] = case.sweep("2026-12-01 17:31")
    assert not late.old_news


def test_what_its_facts_show_to_be_late_is_old_news_as_well():
    case = told(taken_over(), completed(2, "receive", "2026-03-05 08:00"))
    [late] = case.all(StepOverdue)
    assert late.old_news


def test_an_ended_case_is_one_like_any_other_too():
    case = told(taken_over(), case_completed(2, "2026-03-02 09:00"), ended(3))
    assert [type(one) for one in case.events[-1:]] == [HistoryTaken]
    assert not case.clock.history


def test_more_of_it_disproves_what_was_told_and_nothing_else_is():
    case = told(taken_over(), ended(2), resumed(3))
    assert case.all(HistoryGoesOn)
    assert case.sweep("2026-12-02 08:00") == []
    assert next_alarm(case) is None
    case.note(completed(4, "receive", "2026-03-02 10:00"))
    [withdrawn] = case.all(OverdueWithdrawn)
    assert (withdrawn.step, withdrawn.due_at) == ("receive", hanoi("2026-03-02 17:30"))
