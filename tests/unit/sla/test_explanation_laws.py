"""What is explained adds up to the limit, for every start, limit and calendar."""

import itertools
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from services.sla.domain.explanation import explain
from shared.contracts.vocabulary import TimeLimit
from shared.kernel import Counting
from tests.unit.working_time.test_laws import (
    AMOUNTS,
    CALENDARS,
    INSTANTS,
    MINUTES,
    PAUSES,
    hours_limit,
    pauses_from,
)


@given(CALENDARS, INSTANTS, MINUTES)
def test_what_is_explained_as_counted_sums_to_the_limit(calendar, start, minutes):
    intervals = explain(calendar, start, hours_limit(minutes))
    counted = sum((one.end - one.start for one in intervals if one.counted), timedelta(0))
    assert counted == timedelta(minutes=minutes)
    assert intervals[0].start == start
    assert all(one.end == following.start for one, following in itertools.pairwise(intervals))


@given(CALENDARS, INSTANTS, AMOUNTS, st.sampled_from([Counting.WORKING_DAYS, Counting.CALENDAR_DAYS]))
def test_as_many_days_are_explained_as_counted_as_the_limit_has(calendar, start, amount, counting):
    limit = TimeLimit.of(amount, counting)
    intervals = explain(calendar, start, limit)
    days = {calendar.local_day(one.start) for one in intervals if one.counted}
    assert len(days) == amount
    assert intervals[-1].end == calendar.due_at(start, limit)


@given(CALENDARS, INSTANTS, MINUTES, PAUSES)
def test_what_is_explained_as_counted_around_pauses_sums_to_the_limit(calendar, start, minutes, lengths):
    pauses = pauses_from(lengths, start)
    counted = [one for one in explain(calendar, start, hours_limit(minutes), pauses) if one.counted]
    assert sum((one.end - one.start for one in counted), timedelta(0)) == timedelta(minutes=minutes)
