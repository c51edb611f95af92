"""Laws that counting keeps for every start, limit and calendar."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from shared.contracts.vocabulary import TimeLimit
from shared.kernel import Counting
from shared.working_time.dues import Pause, due_after, worked_between
from tests.unit.working_time.calendars import AMSTERDAM, AMSTERDAM_OFFICE, VIETNAM

CALENDARS = st.sampled_from([VIETNAM, AMSTERDAM, AMSTERDAM_OFFICE])
INSTANTS = st.datetimes(datetime(2024, 6, 1), datetime(2027, 6, 1), timezones=st.just(UTC))  # noqa: DTZ001
MINUTES = st.integers(1, 60 * 8 * 30)
AMOUNTS = st.integers(1, 40)


def hours_limit(minutes: int) -> TimeLimit:
    return TimeLimit.of(minutes, Counting.WORKING_HOURS)


@given(CALENDARS, INSTANTS, MINUTES)
def test_the_working_time_to_a_due_is_the_limit(calendar, start, minutes):
    due = calendar.due_at(start, hours_limit(minutes))
    assert calendar.working_time(start, due) == timedelta(minutes=minutes)


@given(CALENDARS, INSTANTS, MINUTES)
def test_no_due_lies_in_a_pause(calendar, start, minutes):
    due = calendar.due_at(start, hours_limit(minutes))
    assert calendar.is_working(due - timedelta(microseconds=1))


@given(CALENDARS, INSTANTS, INSTANTS, INSTANTS)
def test_working_time_adds_up(calendar, one, two, three):
    first, second, third = sorted((one, two, three))
    parts = calendar.working_time(first, second) + calendar.working_time(second, third)
    assert parts == calendar.working_time(first, third)


@given(CALENDARS, INSTANTS, INSTANTS, AMOUNTS, st.sampled_from(Counting))
def test_who_starts_later_is_never_due_earlier(calendar, one, two, amount, counting):
    limit = TimeLimit.of(amount, counting)
    earlier, later = sorted((one, two))
    assert calendar.due_at(earlier, limit) <= calendar.due_at(later, limit)


@given(CALENDARS, INSTANTS, AMOUNTS, st.sampled_from(Counting))
def test_a_longer_limit_is_never_due_earlier(calendar, start, amount, counting):
    shorter, longer = TimeLimit.of(amount, counting), TimeLimit.of(amount + 1, counting)
    assert start < calendar.due_at(start, shorter) <= calendar.due_at(start, longer)


def pauses_from(lengths: list[tuple[int, int]], start: datetime) -> list[Pause]:
    pauses, at = [], start
    for gap, length in lengths:
        begins = at + timedelta(minutes=gap)
        at = begins + timedelta(minutes=length)
        pauses.append(Pause(start=begins, end=at, reason=""))
    return pauses


PAUSES = st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 9000)), max_size=4)


@given(CALENDARS, INSTANTS, MINUTES, PAUSES)
def test_pauses_leave_the_limit_as_it_is(calendar, start, minutes, lengths):
    pauses = pauses_from(lengths, start)
    due, _ = due_after(calendar, start, hours_limit(minutes), pauses)
    assert worked_between(calendar, start, due, pauses) == timedelta(minutes=minutes)


@given(CALENDARS, INSTANTS, AMOUNTS, PAUSES, st.sampled_from([Counting.WORKING_DAYS, Counting.CALENDAR_DAYS]))
def test_the_days_left_at_a_suspension_are_left_at_the_resumption(calendar, start, amount, lengths, counting):
    pauses = pauses_from(lengths, start)[:1]
    limit = TimeLimit.of(amount, counting)
    before = calendar.due_at(start, limit)
    after, lost = due_after(calendar, start, limit, pauses)
    next_day = calendar.begins(calendar.local_day(start) + timedelta(days=1))
    if pauses and pauses[0].start < before:
        assert lost == calendar.days_ended(max(pauses[0].start, next_day), pauses[0].end, counting)
    assert after == calendar.due_at(start, TimeLimit.of(amount + lost, counting))


@given(CALENDARS, INSTANTS, AMOUNTS)
def test_as_many_working_days_lie_between_as_were_added(calendar, start, amount):
    due = calendar.due_at(start, TimeLimit.of(amount, Counting.WORKING_DAYS))
    assert calendar.days_between(start, due, Counting.WORKING_DAYS) == amount
    assert calendar.days_between(start, due - timedelta(microseconds=1), Counting.WORKING_DAYS) == amount - 1


@given(CALENDARS, INSTANTS, AMOUNTS)
def test_the_calendar_days_between_lead_to_the_same_due(calendar, start, amount):
    due = calendar.due(start, TimeLimit.of(amount, Counting.CALENDAR_DAYS))
    between = calendar.days_between(start, due.at, Counting.CALENDAR_DAYS)
    assert calendar.due_at(start, TimeLimit.of(between, Counting.CALENDAR_DAYS)) == due.at
    assert between == amount if due.moved_to is None else between > amount


@given(CALENDARS, INSTANTS, INSTANTS)
def test_the_time_between_added_leads_to_where_the_work_stood_still(calendar, one, two):
    start, end = sorted((one, two))
    between = calendar.working_time(start, end)
    reached = calendar.after(start, between)
    assert reached <= end
    assert calendar.working_time(reached, end) == timedelta(0)


@given(CALENDARS, INSTANTS, MINUTES)
def test_so_much_time_before_an_instant_is_as_long_until_it_and_no_later_than_need_be(calendar, end, minutes):
    worked = timedelta(minutes=minutes)
    found = calendar.before(end, worked)
    assert calendar.working_time(found, end) == worked
    assert calendar.working_time(found - timedelta(microseconds=1), end) > worked


@settings(max_examples=8, deadline=None)
@given(CALENDARS, INSTANTS, st.lists(INSTANTS, min_size=1, max_size=2), MINUTES)
def test_which_years_were_asked_for_first_changes_no_answer(calendar, start, others, minutes):
    fresh = replace(calendar)
    for other in others:
        fresh.is_working(other.replace(year=other.year - 4, day=1))
    assert fresh.due_at(start, hours_limit(minutes)) == calendar.due_at(start, hours_limit(minutes))
    end = start.replace(year=start.year + 3, day=1)
    assert fresh.working_time(start, end) == calendar.working_time(start, end)
    assert fresh.days_ended(start, end, Counting.WORKING_DAYS) == calendar.days_ended(
        start, end, Counting.WORKING_DAYS
    )
