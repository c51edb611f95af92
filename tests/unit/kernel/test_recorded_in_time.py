"""When an act may be recorded: one rule for all services."""

from datetime import UTC, date, datetime, timedelta

import pytest

from shared.errors import EffectiveInFuture, RecordedTooLate
from shared.kernel import check_recorded_in_time, day_of

AT = datetime(2026, 12, 1, 2, tzinfo=UTC)
MOMENT = timedelta(microseconds=1)


@pytest.mark.parametrize("after", [timedelta(days=4), timedelta(0), timedelta(minutes=-5)])
def test_four_days_after_and_five_minutes_ahead_are_allowed(after: timedelta) -> None:
    check_recorded_in_time(AT, AT + after, history=False)


def test_a_moment_more_is_too_late() -> None:
    with pytest.raises(RecordedTooLate) as refused:
        check_recorded_in_time(AT, AT + timedelta(days=4) + MOMENT, history=False)
    assert (refused.value.where, refused.value.values["days"]) == ("at", 4)


def test_a_history_may_be_as_old_as_it_is_but_not_of_the_future() -> None:
    check_recorded_in_time(AT, AT + timedelta(days=5_000), history=True)
    with pytest.raises(EffectiveInFuture):
        check_recorded_in_time(AT, AT - timedelta(minutes=5) - MOMENT, history=True)


def test_a_day_begins_at_midnight_in_vietnam() -> None:
    midnight = datetime(2026, 12, 1, 17, tzinfo=UTC)
    assert (day_of(midnight - MOMENT), day_of(midnight)) == (date(2026, 12, 1), date(2026, 12, 2))
