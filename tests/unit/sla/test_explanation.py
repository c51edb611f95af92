"""Why this deadline: each interval with its reason and its source."""

from datetime import date

import pytest

from services.sla.domain.explanation import Reason, explain
from services.sla.domain.why import explain_case, explain_visit
from services.sla.errors import ClockNotFound, VisitNotFound
from shared.errors import Language
from shared.kernel import Counting
from tests.unit.sla.cases import case_opened, completed, resumed, suspended
from tests.unit.sla.clocks import Told, told
from tests.unit.working_time.calendars import VIETNAM, calendar_days, hanoi, hours, working_days


def reasons(intervals):
    return [one.reason for one in intervals]


def test_two_hours_before_tet_are_explained_to_the_morning_after():
    intervals = explain(VIETNAM, hanoi("2026-02-13 16:30"), hours(2))
    assert reasons(intervals) == [
        Reason.WORKING_HOURS,
        Reason.OUTSIDE_HOURS,
        Reason.WEEKLY_REST,
        *[Reason.HOLIDAY] * 5,
        Reason.WEEKLY_REST,
        Reason.OUTSIDE_HOURS,
        Reason.WORKING_HOURS,
    ]
    eve = intervals[3]
    assert (eve.start, eve.end) == (hanoi("2026-02-16 00:00"), hanoi("2026-02-17 00:00"))
    source = "Bộ luật Lao động 2019, Điều 112 khoản 1 điểm b và khoản 3"
    assert (eve.name, eve.source) == ("Giao thừa Tết Nguyên Đán", source)


def test_a_make_up_saturday_says_which_day_it_makes_up_for():
    [morning, *_] = explain(VIETNAM, hanoi("2026-08-22 08:00"), hours(1))
    assert (morning.reason, morning.name) == (Reason.MAKE_UP_DAY, "Làm bù cho ngày 31/08/2026")


def test_the_day_of_the_event_and_a_moved_last_day_name_their_articles():
    intervals = explain(VIETNAM, hanoi("2026-03-06 10:00"), calendar_days(1))
    assert reasons(intervals) == [Reason.DAY_OF_EVENT, Reason.CALENDAR_DAY, Reason.MOVED_OVER_DAY_OFF]
    assert [one.source for one in intervals] == [
        "Bộ luật Dân sự 2015, Điều 147 khoản 2 và 3",
        "Bộ luật Dân sự 2015, Điều 148 khoản 1 và 6",
        "Bộ luật Dân sự 2015, Điều 148 khoản 5",
    ]
    assert intervals[-1].end == hanoi("2026-03-10 00:00")


@pytest.mark.parametrize(
    ("start", "limit", "rests_on"),
    [
        ("2026-11-23 16:30", hours(1), []),  # used up at its closing time
        ("2026-11-23 16:30", hours(2), [date(2026, 11, 24)]),
        ("2026-11-23 10:00", working_days(1), [date(2026, 11, 24)]),
        ("2026-11-24 10:00", working_days(1), []),  # the day of the event is left out anyway
        ("2026-11-20 10:00", calendar_days(4), [date(2026, 11, 24)]),  # moved from it to the 25th
        ("2026-11-20 10:00", calendar_days(5), [date(2026, 11, 24)]),  # it may be that nothing was moved
        ("2026-11-20 10:00", calendar_days(6), []),  # a day off before the last day changes nothing
        ("2026-01-09 16:30", hours(2), [date(2026, 1, 10)]),  # a Saturday that is worked, probably
        ("2026-08-21 16:30", hours(2), []),
    ],
)
def test_it_says_on_which_days_it_rests_that_are_not_certain(start, limit, rests_on):
    start, counting = hanoi(start), Counting(limit.counting)
    found = VIETNAM.rests_on(start, VIETNAM.due_at(start, limit), counting)
    said = [VIETNAM.local_day(one.start) for one in explain(VIETNAM, start, limit) if one.provisional]
    assert set(said) <= set(found)
    assert list(found) == rests_on


def test_nothing_rests_on_a_provisional_holiday_that_is_a_day_of_rest_anyway():
    assert VIETNAM.provisional_days(date(2027, 4, 29), date(2027, 5, 5)) == (
        date(2027, 4, 30),
        date(2027, 5, 3),  # made up for Saturday 1 May
    )


def test_working_days_count_each_days_hours():
    intervals = explain(VIETNAM, hanoi("2026-03-06 10:00"), working_days(1))
    assert [one.reason for one in intervals if one.counted] == [Reason.WORKING_HOURS] * 2
    assert intervals[-1].end == hanoi("2026-03-09 17:30")


def test_a_visits_suspension_stands_in_its_explanation():
    case = told(case_opened(), suspended(2, "2026-03-02 08:30"), resumed(3, "2026-03-02 10:30"))
    case.note(completed(4, "receive", "2026-03-02 11:00"))
    intervals = explain_visit(case.clock, VIETNAM, "receive", 1)
    [pause] = [one for one in intervals if one.reason is Reason.SUSPENDED]
    assert (pause.start, pause.end, pause.name) == (
        hanoi("2026-03-02 08:30"),
        hanoi("2026-03-02 10:30"),
        "Chờ kết luận",
    )
    assert intervals[-1].end == hanoi("2026-03-03 09:30")


def test_a_case_due_at_a_given_instant_is_explained_up_to_it():
    case = told(case_opened(due_at=hanoi("2026-03-03 09:00")))
    intervals = explain_case(case.clock, VIETNAM)
    assert (intervals[0].start, intervals[-1].end) == (hanoi("2026-03-02 07:30"), hanoi("2026-03-03 09:00"))


def test_what_has_no_clock_has_no_explanation():
    with pytest.raises(ClockNotFound):
        explain_case(Told().clock, VIETNAM)
    with pytest.raises(VisitNotFound):
        explain_visit(told(case_opened()).clock, VIETNAM, "receive", 2)


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_can_be_said_in_both_languages(reason):
    assert reason.label(Language.VI) != reason.label(Language.EN)
