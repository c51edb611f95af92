"""Weeks that accesses are kept by: every instant is in exactly one."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis.strategies import integers

from shared.access_log.weeks import week_end, week_of

BEGIN = datetime(2020, 1, 1, tzinfo=UTC)
INSTANTS = integers(0, 80 * 366 * 86_400).map(lambda seconds: BEGIN + timedelta(seconds=seconds))


@given(INSTANTS)
def test_an_instant_is_in_the_week_that_ends_next(at: datetime) -> None:
    end = week_end(week_of(at))
    assert end - timedelta(weeks=1) <= at < end
    assert week_of(end) > week_of(at)
    assert week_of(end - timedelta(microseconds=1)) == week_of(at)


def test_they_are_called_as_people_count_them() -> None:
    assert week_of(datetime(2026, 11, 30, tzinfo=UTC)) == 202649
    assert week_of(datetime(2027, 1, 1, tzinfo=UTC)) == 202653
