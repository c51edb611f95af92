"""The asked agency ended, and its successor is asked: the time goes on, by its hours from that day on."""

from dataclasses import replace
from datetime import date, time

from services.sla.domain.clock import Clock, WithdrawalReason
from services.sla.domain.deciders import CLOCK
from services.sla.domain.events import AskedClockMoved
from shared.contracts.sla import CoordinationOverdue, OverdueWithdrawn
from shared.working_time.days import Hours, LocalDifference
from tests.scenario import given
from tests.unit.sla.asking import ASKED, OPENED, due, stopped
from tests.unit.sla.cases import CaseTold, answered, requested, sent_back, successor_asked
from tests.unit.sla.clocks import Known, Told, cause, told
from tests.unit.working_time.calendars import VIETNAM, hanoi, hours

MORNINGS = LocalDifference(
    agency="SYT",
    first_day=date(2026, 3, 1),
    last_day=date(2026, 3, 31),
    hours=(Hours(time(7, 30), time(11, 30)),),
    name="Bão",
    source="Công điện",
)
SHORT = Known(calendars={"VN": replace(VIETNAM, differences=(MORNINGS,))})
LONG = requested(2, "2026-03-02 08:30", hours(12))


def moved_by(case: Told, fact: CaseTold) -> list[object]:
    return given(CLOCK, *case.events).told(fact.event, cause(fact), SHORT)._decide()


def test_the_successors_hours_count_from_its_first_day() -> None:
    case = told(OPENED, LONG)
    assert due(case) == hanoi("2026-03-03 14:30")
    [moved] = moved_by(case, successor_asked(3, "2026-03-03 00:00"))
    assert isinstance(moved, AskedClockMoved)
    # Seven hours of Monday are STC's; of the five that are left SYT works four on Tuesday.
    assert (moved.asked_agency, moved.due_at) == ("SYT", hanoi("2026-03-04 08:30"))
    assert moved.waiting_for == ("SYT",)


def test_who_is_asked_now_is_named_in_what_is_told() -> None:
    case = told(OPENED, ASKED, successor_asked(3, "2026-03-02 09:30"))
    case.sweep("2026-03-02 14:31")
    assert [one.asked_agency for one in case.all(CoordinationOverdue)] == ["SYT"]


def test_what_the_successors_hours_make_later_was_not_overdue() -> None:
    case = told(OPENED, LONG)
    case.sweep("2026-03-03 17:31")
    back, moved, *_ = moved_by(case, successor_asked(3, "2026-03-03 00:00"))
    assert isinstance(back, OverdueWithdrawn)
    assert (back.coordination, back.reason) == (1, WithdrawalReason.RECOUNTED)
    assert isinstance(moved, AskedClockMoved)
    assert moved.alarm is not None


def test_what_was_answered_before_stays_as_it_was_and_goes_on_by_the_successors_hours() -> None:
    case = told(OPENED, LONG, answered(3, "2026-03-02 17:00"))
    clock: Clock = case.clock
    for event in moved_by(case, successor_asked(4, "2026-03-03 00:00")):
        CLOCK.evolve(clock, event)
        case.events.append(event)
    assert [(one.due_at, one.late) for one in stopped(case)] == [(hanoi("2026-03-03 14:30"), False)] * 2
    [again] = moved_by(case, sent_back(5, "2026-03-03 07:30"))
    # Half an hour of Monday stood still: of 12 hours five and a half are left for mornings.
    assert getattr(again, "due_at", None) == hanoi("2026-03-04 09:00")


def test_nothing_is_asked_of_a_successor_after_the_end() -> None:
    case = told(OPENED, successor_asked(2, "2026-03-02 09:30"))
    assert case.clock.asked == {}
