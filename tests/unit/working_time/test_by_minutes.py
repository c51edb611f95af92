"""The calendar against counting minute by minute: a month each time, ten years in the soak."""

from datetime import date, datetime, time, timedelta
from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.contracts.vocabulary import TimeLimit
from shared.kernel import Counting
from shared.public_holidays import country_days
from shared.working_time.calendar import WorkingCalendar
from shared.working_time.days import Hours, LocalDifference
from tests.unit.working_time.by_minutes import MINUTE, ByMinutes

_VN = country_days("VN", range(2019, 2032))
_FLOODED = LocalDifference(
    agency="SNV",
    first_day=date(2021, 2, 17),
    last_day=date(2021, 2, 23),
    hours=(Hours(time(9), time(10, 7)),),
    name="Bão lụt",
    source="Công điện 01",
)
VN = WorkingCalendar(
    code="VN",
    time_zone="Asia/Ho_Chi_Minh",
    holidays=_VN.holidays,
    make_up_days=_VN.make_up_days,
    differences=(_FLOODED,),
)
AGENCIES = st.sampled_from(["SNV", "SCT"])
COUNTINGS = st.sampled_from(Counting)
#: Where counting goes wrong, if it does: opening, lunch, closing, midnight, and a minute beside each.
_EDGES = ("00:00", "07:30", "11:30", "13:30", "17:30")
TIMES = st.one_of(
    st.integers(0, 24 * 60 - 1),
    st.sampled_from(
        [(int(edge[:2]) * 60 + int(edge[3:]) + by) % 1440 for edge in _EDGES for by in (-1, 0, 1)]
    ),
)


@lru_cache(maxsize=4)
def by_minutes(agency: str, first: date, last: date) -> ByMinutes:
    return ByMinutes(VN.of(agency), first, last)


def agree(agency: str, span: tuple[date, date], start: datetime, end: datetime, amount: int) -> None:
    """Both say the same of adding to start, and of what lies between start and end."""
    calendar, plain = VN.of(agency), by_minutes(agency, *span)
    assert calendar.working_time(start, end) == plain.elapsed(start, end) * MINUTE
    for counting in Counting:
        days = amount if counting is Counting.WORKING_HOURS else amount // 480 + 1
        due = calendar.due(start, TimeLimit.of(days, counting)).at
        assert due == plain.due(start, days, counting)
        if counting is not Counting.WORKING_HOURS:
            assert calendar.days_between(start, end, counting) == plain.ended(start, end, counting)


def instants(first: date, days: int) -> st.SearchStrategy[datetime]:
    return st.builds(
        lambda day, minute: VN.begins(first + timedelta(days=day)) + minute * MINUTE,
        st.integers(0, days - 1),
        TIMES,
    )


TET, AFTER_TET = date(2021, 2, 1), date(2021, 4, 30)


@settings(max_examples=60, deadline=None)
@given(AGENCIES, instants(TET, 28), instants(TET, 28), st.integers(1, 480 * 20))
def test_a_month_with_tet_is_counted_as_minute_by_minute(agency, one, two, amount):
    agree(agency, (TET, AFTER_TET), min(one, two), max(one, two), amount)


_STEP = 13  #: minutes; it shares no factor with the hour, so that all of its minutes come
LONG = date(2020, 1, 1), date(2030, 12, 31)


@pytest.mark.soak
@settings(max_examples=300, deadline=None)
@given(AGENCIES, instants(LONG[0], 3653), instants(LONG[0], 3653), st.integers(1, 480 * 60))
def test_ten_years_are_counted_as_minute_by_minute(agency, one, two, amount):
    agree(agency, LONG, min(one, two), max(one, two), amount)


@pytest.mark.soak
@pytest.mark.parametrize("agency", ["SNV", "SCT"])
def test_minutes_all_over_ten_years_are_worked_or_not_as_their_day_says(agency):
    plain, calendar = by_minutes(agency, *LONG), VN.of(agency)
    before = 0
    for minute in range(0, 3653 * 24 * 60, _STEP):
        before += sum(plain.worked[max(minute - _STEP, 0) : minute])
        at = plain.begins + minute * MINUTE
        assert calendar.is_working(at) == bool(plain.worked[minute])
        assert calendar.working_time(plain.begins, at) == before * MINUTE
