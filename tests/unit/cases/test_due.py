"""What the cases service keeps of when a case is due: the newest that its clock told, each change once."""

from datetime import timedelta
from typing import Any

from services.cases.domain.due import DUE, AnswerDueReplicated, DueReplicated, answer_overdue_withdrawn
from shared.contracts import sla
from shared.contracts.vocabulary import TimeLimit
from shared.kernel import Counting
from tests.scenario import Told, given
from tests.unit.cases.builder import MONDAY

CASE: dict[str, Any] = {"case_number": "SNV-1", "agency": "SNV", "procedure": "SNV-07", "edition": 1}
TIMES: dict[str, Any] = {"started_at": MONDAY, "time_limit": TimeLimit.of(60, Counting.WORKING_HOURS)}
DAY = timedelta(days=1)


def copied(days: int, version: int, *, late: bool = False) -> DueReplicated:
    return DueReplicated(due_at=MONDAY + days * DAY, late=late, clock_version=version)


def at(version: int) -> Told:
    return Told(MONDAY, version=version)


def test_the_newest_that_the_clock_told_holds_and_what_changes_nothing_is_no_event() -> None:
    first = sla.ClockStarted(**CASE, **TIMES, due_at=MONDAY + DAY, working_calendar="VN")
    moved = sla.CaseDueMoved(case_number="SNV-1", due_at=MONDAY + 2 * DAY, reason="resumed", moved_at=MONDAY)
    case = given(DUE).told(first, at(1)).then(copied(1, 1))
    case.told(first, at(1)).then()
    case.told(moved, at(4)).then(copied(2, 4))
    case.told(first, at(1)).then()


def test_late_is_what_was_not_finished_when_due_until_that_is_withdrawn() -> None:
    overdue = sla.CaseOverdue(**CASE, **TIMES, due_at=MONDAY + DAY, detected_at=MONDAY)
    withdrawn = sla.OverdueWithdrawn(**CASE, due_at=MONDAY + DAY, reason="extended", withdrawn_at=MONDAY)
    of_step = sla.OverdueWithdrawn(
        **CASE, step="a", visit=1, due_at=MONDAY, reason="extended", withdrawn_at=MONDAY
    )
    case = given(DUE, copied(1, 1)).told(overdue, at(2)).then(copied(1, 2, late=True))
    case.told(of_step, at(3)).then()
    case.told(withdrawn, at(4)).then(copied(1, 4))


def test_what_the_clock_says_at_its_end_holds() -> None:
    end: dict[str, Any] = {"outcome": "completed", "stopped_at": MONDAY, "used_minutes": 1}
    in_time = sla.ClockStopped(**CASE, **TIMES, **end, due_at=MONDAY + DAY, late=False)
    late = sla.ClockStopped(**CASE, **TIMES, **end, due_at=MONDAY + DAY, late=True)
    given(DUE, copied(1, 1)).told(in_time, at(5)).then()
    given(DUE, copied(1, 1)).told(late, at(5)).then(copied(1, 5, late=True))


def answer_due(version: int, *, late: bool) -> AnswerDueReplicated:
    return AnswerDueReplicated(coordination=2, due_at=MONDAY + DAY, late=late, clock_version=version)


def test_that_an_answer_was_still_owed_when_due_is_noted_once_and_taken_back() -> None:
    step: dict[str, Any] = {"step": "a", "visit": 1}
    overdue = sla.CoordinationOverdue(
        **CASE,
        **TIMES,
        **step,
        division="VP",
        coordination=2,
        asked_agency="STC",
        due_at=MONDAY + DAY,
        detected_at=MONDAY,
    )
    withdrawn = sla.OverdueWithdrawn(
        **CASE, **step, coordination=2, due_at=MONDAY + DAY, reason="answered_in_time", withdrawn_at=MONDAY
    )
    case = given(DUE).told(overdue, at(3)).then(answer_due(3, late=True))
    case.told(overdue, at(3)).then()
    case.told(withdrawn, at(4)).then()  # of the case it says nothing
    taken_back = answer_overdue_withdrawn(case.state, withdrawn, at(4))
    assert taken_back == answer_due(4, late=False)
    assert answer_overdue_withdrawn(case.state, withdrawn, at(3)) is None
