"""The smallest limit that would have been kept, and the sensible one above it."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.contracts.vocabulary import TimeLimit
from shared.kernel import Counting
from tthc.mining.discovery.needed import amount_needed, sensible
from tthc.mining.log.counting import counting_calendar

CALENDAR = counting_calendar("VN", ZoneInfo("Asia/Ho_Chi_Minh"))
MONDAY = datetime(2021, 3, 1, 1, tzinfo=UTC)  #: 08:00 in Vietnam
HOURS, DAYS = Counting.WORKING_HOURS, Counting.WORKING_DAYS
INSTANTS = st.integers(0, 300 * 24 * 3600).map(lambda seconds: MONDAY + timedelta(seconds=seconds))


@pytest.mark.parametrize(
    ("hours", "minutes"),
    [
        (0, 1),  # no limit is shorter
        (2, 120),
        (3.5, 210),  # 11:30, when the morning's work ends
        (4, 211),  # 12:00: past the morning's end, so that 210 minutes would be late
        (5.5, 211),  # 13:30, when the afternoon's begins: due at 11:30, or a minute after
        (24, 480),  # Tuesday at the same time
    ],
)
def test_is_counted_in_minutes_of_work(hours: float, minutes: int) -> None:
    assert amount_needed(CALENDAR, MONDAY, MONDAY + timedelta(hours=hours), HOURS) == minutes


@pytest.mark.parametrize(
    ("hours", "days"),
    [(0, 1), (5, 1), (33.5, 1), (34, 2), (7 * 24, 5), (7 * 24 + 9.5, 5), (7 * 24 + 10, 6)],
)
def test_is_counted_in_days_of_which_the_first_is_left_out(hours: float, days: int) -> None:
    assert amount_needed(CALENDAR, MONDAY, MONDAY + timedelta(hours=hours), DAYS) == days


@given(
    since=INSTANTS,
    long=st.timedeltas(timedelta(0), timedelta(days=40)),
    counting=st.sampled_from([HOURS, DAYS]),
)
def test_is_kept_and_no_shorter_one_is(since: datetime, long: timedelta, counting: Counting) -> None:
    until = since + long
    needed = amount_needed(CALENDAR, since, until, counting)
    assert CALENDAR.due_at(since, TimeLimit.of(needed, counting)) >= until
    assert needed == 1 or CALENDAR.due_at(since, TimeLimit.of(needed - 1, counting)) < until


@pytest.mark.parametrize(
    ("minutes", "iso"),
    [(1, "PT1H"), (60, "PT1H"), (61, "PT2H"), (240, "PT4H"), (241, "PT8H"), (500, "PT12H"), (2401, "PT48H")],
)
def test_is_rounded_up_to_hours_half_days_and_days(minutes: int, iso: str) -> None:
    assert sensible(minutes, HOURS).duration == iso


def test_days_stay_as_they_are() -> None:
    assert sensible(3, DAYS).duration == "P3D"
