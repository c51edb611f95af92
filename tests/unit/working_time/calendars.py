"""The calendars that the tests count by, and instants by the local clock."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from shared.contracts.vocabulary import TimeLimit
from shared.kernel import Counting
from shared.public_holidays import country_days
from shared.working_time.calendar import WorkingCalendar
from shared.working_time.days import Hours

_VN = country_days("VN", range(2024, 2028))
VIETNAM = WorkingCalendar(
    code="VN", time_zone="Asia/Ho_Chi_Minh", holidays=_VN.holidays, make_up_days=_VN.make_up_days
)
_ROUND_THE_CLOCK = ((Hours(time(0), time(0)),),) * 7
AMSTERDAM = WorkingCalendar(code="NL", time_zone="Europe/Amsterdam", weekly=_ROUND_THE_CLOCK)
AMSTERDAM_OFFICE = WorkingCalendar(
    code="NL", time_zone="Europe/Amsterdam", holidays=country_days("NL", [2011]).holidays
)


def hanoi(text: str) -> datetime:
    """An instant by Vietnam's clock: `2026-02-13 16:30`."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Asia/Ho_Chi_Minh")).astimezone(UTC)


def amsterdam(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/Amsterdam")).astimezone(UTC)


def hours(amount: int) -> TimeLimit:
    return TimeLimit.of(amount * 60, Counting.WORKING_HOURS)


def working_days(amount: int) -> TimeLimit:
    return TimeLimit.of(amount, Counting.WORKING_DAYS)


def calendar_days(amount: int) -> TimeLimit:
    return TimeLimit.of(amount, Counting.CALENDAR_DAYS)
