"""What else happens to a case, and what that does to the time of what it asked."""

from dataclasses import replace

from services.sla.domain.events import AskedClockStarted
from services.sla.domain.subject_events import ClockSubjectCorrected
from shared.contracts.cases.course import CaseReopened, HistoryEnded, SubjectCorrected
from shared.contracts.sla import CoordinationDueSoon, CoordinationOverdue
from tests.unit.sla.asking import ASKED, OPENED, due, kinds, stopped
from tests.unit.sla.cases import (
    OF_CASE,
    CaseTold,
    accepted,
    answered,
    case_completed,
    case_opened,
    completed,
    opening,
    requested,
    sent_back,
)
from tests.unit.sla.clocks import told
from tests.unit.working_time.calendars import hanoi, hours

TAKEN_OVER = case_opened(
    "2026-03-02 07:30",
    opening("receive", limit=hours(80)),
    time_limit=hours(80),
    imported=True,
    history=True,
    runs_on=True,
)


def history_ended(version: int, began: str, at: str) -> CaseTold:
    event = HistoryEnded(
        **OF_CASE, import_began_at=hanoi(began), open_steps=(), ended_by="nhap", ended_at=hanoi(at)
    )
    return CaseTold(version, event)


def reopened(version: int, at: str) -> CaseTold:
    event = CaseReopened(
        **OF_CASE,
        to=(opening("receive", visit=2, limit=hours(8)),),
        reason="Bổ sung",
        reopened_by="hoa",
        reopened_at=hanoi(at),
    )
    return CaseTold(version, event)


def test_a_history_that_runs_on_is_looked_after_with_the_true_instants_once_it_is_all_in() -> None:
    late = requested(3, "2026-03-03 08:30", number=2, agency="SYT")
    case = told(TAKEN_OVER, ASKED, late)
    assert case.sweep("2026-03-05 08:00") == []
    case.note(history_ended(4, "2026-03-03 10:00", "2026-03-03 10:05"))
    assert [(one.due_at, one.old_news) for one in case.all(CoordinationOverdue)] == [
        (hanoi("2026-03-02 14:30"), True),
        (hanoi("2026-03-03 14:30"), False),
    ]


def test_what_was_due_soon_before_an_import_is_no_news() -> None:
    ended = history_ended(3, "2026-03-02 14:00", "2026-03-02 14:05")
    case = told(TAKEN_OVER, ASKED).note(ended, recorded_at=hanoi("2026-03-02 14:10"))
    assert [one.old_news for one in case.all(CoordinationDueSoon)] == [True]


def test_a_corrected_subject_is_that_of_all_it_asked() -> None:
    case = told(OPENED, ASKED)
    event = SubjectCorrected(
        **OF_CASE,
        old="Bổ nhiệm",
        new="Miễn nhiệm",
        corrected_by="lan",
        corrected_at=hanoi("2026-03-02 09:00"),
    )
    case.note(CaseTold(3, event))
    assert [one.coordinations for one in case.all(ClockSubjectCorrected)] == [(1,)]


def test_a_reopened_case_leaves_what_it_asked_as_it_was_and_may_ask_again() -> None:
    case = told(OPENED, ASKED, answered(3, "2026-03-03 08:00"), accepted(4, "2026-03-03 09:00"))
    case.note(completed(5, "receive", "2026-03-03 10:00"), case_completed(6, "2026-03-03 10:30"))
    case.note(reopened(7, "2026-03-09 07:30"), sent_back(8, "2026-03-09 08:00"))
    assert [one.late for one in stopped(case)] == [True]
    assert due(case) == hanoi("2026-03-02 14:30")
    again = requested(9, "2026-03-09 08:30", number=2)
    case.note(replace(again, event=replace(again.event, visit=2)))
    assert kinds(case.events[-1:]) == [AskedClockStarted]
    assert due(case, 2) == hanoi("2026-03-09 14:30")
