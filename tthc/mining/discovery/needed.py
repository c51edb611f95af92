"""How long a limit would have had to be, and which one is sensible."""

from datetime import datetime, timedelta

from shared.contracts.vocabulary import TimeLimit
from shared.kernel import Counting
from shared.working_time.calendar import WorkingCalendar

HOUR = 60  #: minutes
HALF_DAY = 4 * HOUR
DAY = 8 * HOUR  #: of office hours
_HOURS_UP_TO = HALF_DAY
_HALF_DAYS_UP_TO = 5 * DAY
_MINUTE = timedelta(minutes=1)


def amount_needed(calendar: WorkingCalendar, since: datetime, until: datetime, counting: Counting) -> int:
    """The smallest limit, in minutes or days, that is kept by work from `since` to `until`; at least 1.

    Counted by the function that gives clocks their due instants, so that a longer limit would have been kept
    and a shorter one not.
    """
    if counting == Counting.WORKING_HOURS:
        amount = -(-calendar.working_time(since, until) // _MINUTE)
    else:
        amount = calendar.days_ended(since, until, counting) - 1
    amount = max(amount, 1)
    while calendar.due_at(since, TimeLimit.of(amount, counting)) < until:
        amount += 1
    return amount


def sensible(amount: int, counting: Counting) -> TimeLimit:
    """The smallest limit of at least this amount that is easily said.

    Working time: whole hours up to half a day (4 h), half days up to five days (40 h), whole days of 8 h
    beyond. Days stay as they are.
    """
    if counting != Counting.WORKING_HOURS:
        return TimeLimit.of(amount, counting)
    unit = HOUR if amount <= _HOURS_UP_TO else HALF_DAY if amount <= _HALF_DAYS_UP_TO else DAY
    return TimeLimit.of(-(-amount // unit) * unit, counting)
