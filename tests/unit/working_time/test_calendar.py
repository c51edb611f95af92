"""Dues counted by hand: Tết 2026, make-up Saturdays, and the days on which Amsterdam's clocks jump."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest

from shared.public_holidays import country_days, further_days
from shared.working_time.calendar import WorkingCalendar
from shared.working_time.days import OFFICE_HOURS, Holiday, Hours, LocalDifference, laid_out
from shared.working_time.errors import CalendarEnds, LimitBeyondCalendar
from tests.unit.working_time.calendars import (
    AMSTERDAM,
    AMSTERDAM_OFFICE,
    VIETNAM,
    amsterdam,
    calendar_days,
    hanoi,
    hours,
    working_days,
)

ONE_HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("start", "limit", "due"),
    [
        ("2026-03-02 07:30", hours(4), "2026-03-02 11:30"),  # ends with the morning, not after lunch
        ("2026-03-02 07:30", hours(5), "2026-03-02 14:30"),
        ("2026-03-02 12:00", hours(1), "2026-03-02 14:30"),  # an event in the pause at noon
        ("2026-03-06 16:30", hours(2), "2026-03-09 08:30"),  # over a weekend
        ("2026-02-13 16:30", hours(2), "2026-02-23 08:30"),  # over Tết: 14 to 22 February are off
        ("2026-08-21 16:30", hours(2), "2026-08-22 08:30"),  # the Saturday is worked for 31 August
        ("2026-08-28 16:30", hours(2), "2026-09-03 08:30"),  # 31 August, 1 and 2 September are off
        ("2026-12-31 16:30", hours(2), "2027-01-04 08:30"),  # over New Year
    ],
)
def test_hours_run_in_working_time_from_the_moment(start, limit, due):
    assert VIETNAM.due(hanoi(start), limit).at == hanoi(due)
    assert VIETNAM.due_at(hanoi(start), limit) == hanoi(due)


@pytest.mark.parametrize(
    ("end", "found"),
    [
        ("2026-03-03 17:30", "2026-03-02 17:30"),
        ("2026-03-09 08:30", "2026-03-06 08:30"),  # over a weekend
        ("2026-02-23 08:30", "2026-02-13 08:30"),  # over Tết
        ("2027-01-04 08:30", "2026-12-31 08:30"),  # into the year before
    ],
)
def test_a_days_work_before_an_instant_is_looked_for_backwards(end, found):
    fresh = replace(VIETNAM)  # no year is laid out yet
    assert fresh.before(hanoi(end), 8 * ONE_HOUR) == hanoi(found)


@pytest.mark.parametrize(
    ("start", "limit", "due"),
    [
        ("2026-03-02 07:31", working_days(1), "2026-03-03 17:30"),
        ("2026-03-06 20:00", working_days(1), "2026-03-09 17:30"),
        ("2026-03-07 09:00", working_days(1), "2026-03-09 17:30"),  # an event on a Saturday
        ("2026-02-12 09:00", working_days(3), "2026-02-24 17:30"),  # 13, then 23 and 24 February
        ("2026-08-21 09:00", working_days(1), "2026-08-22 17:30"),  # the make-up Saturday counts
        ("2026-12-31 09:00", working_days(2), "2027-01-05 17:30"),
    ],
)
def test_working_days_leave_out_the_day_of_the_event_and_end_with_the_last_days_work(start, limit, due):
    assert VIETNAM.due(hanoi(start), limit).at == hanoi(due)


@pytest.mark.parametrize(
    ("start", "limit", "due"),
    [
        ("2026-03-02 07:31", calendar_days(1), "2026-03-04 00:00"),
        ("2026-03-04 10:00", calendar_days(3), "2026-03-10 00:00"),  # 7 March is a Saturday: Monday's 24:00
        ("2026-02-11 10:00", calendar_days(5), "2026-02-24 00:00"),  # 16 February is off until the 23rd
        ("2026-08-19 10:00", calendar_days(3), "2026-08-23 00:00"),  # the make-up Saturday is no day off
    ],
)
def test_calendar_days_end_at_24_00_of_a_working_day(start, limit, due):
    assert VIETNAM.due(hanoi(start), limit).at == hanoi(due)


def test_a_moved_due_says_from_which_day_to_which():
    due = VIETNAM.due(hanoi("2026-03-04 10:00"), calendar_days(3))
    assert (due.last_day, due.moved_to) == (date(2026, 3, 7), date(2026, 3, 9))


def test_tet_2026_takes_five_working_days():
    worked = VIETNAM.working_time(hanoi("2026-02-09 00:00"), hanoi("2026-02-28 00:00"))
    assert worked == timedelta(hours=8 * 10)
    assert VIETNAM.working_minutes(hanoi("2026-02-16 00:00"), hanoi("2026-02-22 00:00")) == 0


def test_work_ends_at_the_closing_time_itself():
    assert VIETNAM.is_working(hanoi("2026-03-02 07:30"))
    assert not VIETNAM.is_working(hanoi("2026-03-02 11:30"))
    assert not VIETNAM.is_working(hanoi("2026-03-01 09:00"))
    assert VIETNAM.is_working(hanoi("2026-01-10 09:00"))


def test_round_the_clock_a_day_has_23_hours_in_march_and_25_in_october():
    spring, autumn = amsterdam("2011-03-27 00:00"), amsterdam("2011-10-30 00:00")
    assert AMSTERDAM.working_time(spring, amsterdam("2011-03-28 00:00")) == timedelta(hours=23)
    assert AMSTERDAM.working_time(autumn, amsterdam("2011-10-31 00:00")) == timedelta(hours=25)
    assert AMSTERDAM.due(spring, hours(23)).at == amsterdam("2011-03-28 00:00")


def test_office_hours_in_amsterdam_keep_to_its_clock():
    friday = amsterdam("2011-03-25 16:30")
    assert AMSTERDAM_OFFICE.due(friday, hours(2)).at == datetime(2011, 3, 28, 6, 30, tzinfo=UTC)
    assert AMSTERDAM_OFFICE.due(friday, calendar_days(3)).at == datetime(2011, 3, 28, 22, 0, tzinfo=UTC)
    assert AMSTERDAM_OFFICE.due(amsterdam("2011-04-21 16:30"), hours(2)).at == amsterdam("2011-04-26 08:30")


def test_hours_in_the_hour_that_the_clocks_skip_are_no_time_at_all():
    night = ((Hours(time(2, 15), time(2, 45)), Hours(time(3), time(4))),) * 7
    calendar = WorkingCalendar(code="N", time_zone="Europe/Amsterdam", weekly=night)
    worked = calendar.working_time(amsterdam("2011-03-27 00:00"), amsterdam("2011-03-27 12:00"))
    assert worked == timedelta(hours=1)


def test_an_agencys_own_hours_hold_for_it_alone_and_on_its_working_days():
    flood = LocalDifference(
        agency="SNV",
        first_day=date(2026, 3, 2),
        last_day=date(2026, 3, 8),
        hours=(Hours(time(8), time(10)),),
        name="Bão lụt",
        source="Công điện 01",
    )
    calendar = WorkingCalendar(code="VN", time_zone="Asia/Ho_Chi_Minh", differences=(flood,))
    week = hanoi("2026-03-02 00:00"), hanoi("2026-03-09 00:00")
    assert calendar.of("SNV").working_time(*week) == timedelta(hours=10)
    assert calendar.of("SCT").working_time(*week) == timedelta(hours=40)
    assert calendar.of("SNV") is calendar.of("SNV")
    assert calendar.of("SCT") is calendar
    assert calendar.of("SNV").of("SCT").working_time(*week) == timedelta(hours=40)


def test_any_aware_instant_will_do_and_a_naive_one_will_not():
    plus_seven = timezone(timedelta(hours=7))
    local = datetime(2026, 3, 2, 7, 30, tzinfo=plus_seven)
    assert VIETNAM.due(local, hours(1)).at == hanoi("2026-03-02 08:30")
    with pytest.raises(ValueError, match="no time zone"):
        VIETNAM.is_working(datetime(2026, 3, 2, 7, 30))  # noqa: DTZ001


@pytest.mark.parametrize("limit", [hours(10**7), working_days(10**6), calendar_days(10**6)])
def test_a_limit_of_centuries_is_refused(limit):
    calendar = WorkingCalendar(code="X", time_zone="UTC", weekly=(OFFICE_HOURS,) + ((),) * 6)
    with pytest.raises(LimitBeyondCalendar):
        calendar.due(datetime(2026, 3, 2, tzinfo=UTC), limit)


def laid_out_for(*years: int, further: bool) -> WorkingCalendar:
    days = country_days("VN", years)
    return WorkingCalendar(
        code="VN",
        time_zone="Asia/Ho_Chi_Minh",
        holidays=days.holidays,
        noted_years=laid_out(days.holidays),
        further=further_days("Asia/Ho_Chi_Minh") if further else None,
    )


@pytest.mark.parametrize(
    ("start", "due"),
    [
        (
            "2029-02-09 08:00",
            "2029-02-19 17:30",
        ),  # Tết is 12 to 16 February
        ("2040-02-10 08:00", "2040-02-17 17:30"),
        ("1990-01-25 08:00", "1990-01-30 17:30"),
    ],
)
def test_tet_is_no_working_day_in_years_that_nobody_has_laid_out(start, due):
    calendar = laid_out_for(2025, 2026, 2027, 2028, further=True)
    assert calendar.due(hanoi(start), working_days(1)).at == hanoi(due)


def test_a_year_of_which_somebody_noted_a_day_is_not_laid_out_by_that():
    storm = Holiday(day=date(2029, 5, 2), name="Bão", source="Công điện")
    assert laid_out([*country_days("VN", [2027, 2028]).holidays, storm]) == range(2027, 2029)
    assert laid_out([storm]) == range(2029, 2030)
    assert laid_out([]) is None


def test_where_nothing_is_known_of_further_years_it_says_up_to_which_day_it_counts():
    calendar = laid_out_for(2025, 2026, further=False)
    calendar.check_known(hanoi("2025-01-01 00:00"), hanoi("2026-12-31 23:59"))
    with pytest.raises(CalendarEnds, match="1 January 2025 to 31 December 2026"):
        calendar.check_known(hanoi("2027-01-01 00:00"))


@pytest.mark.parametrize("end", ["9998-01-01T00:00:00+00:00", "9999-12-31T23:59:59+00:00"])
def test_what_no_calendar_reaches_is_refused_at_once(end):
    with pytest.raises(CalendarEnds):
        VIETNAM.working_time(hanoi("2026-03-02 08:00"), datetime.fromisoformat(end))


def test_exact_to_the_microsecond_over_many_years():
    start = datetime(2024, 1, 2, 1, 0, 0, 123456, tzinfo=UTC)
    due = VIETNAM.after(start, timedelta(days=200, microseconds=7))
    assert VIETNAM.working_time(start, due) == timedelta(days=200, microseconds=7)


def test_west_of_greenwich_the_last_evening_of_a_year_is_still_that_year():
    days = ((Hours(time(0), time(0)),),) * 7
    calendar = WorkingCalendar(code="US", time_zone="America/New_York", weekly=days)
    new_year = datetime(2026, 1, 1, 5, tzinfo=UTC)
    assert calendar.is_working(new_year - timedelta(hours=2))
    assert calendar.working_time(new_year - timedelta(hours=2), new_year + ONE_HOUR) == 3 * ONE_HOUR
    assert calendar.after(new_year - timedelta(hours=2), 3 * ONE_HOUR) == new_year + ONE_HOUR
