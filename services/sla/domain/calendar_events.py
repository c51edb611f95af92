"""What can happen to a calendar; others are told the whole of it (`CalendarChanged`)."""

from datetime import date

from shared.contracts.declaring import event
from shared.contracts.vocabulary import Instant
from shared.working_time.days import DayHours, Holiday, LocalDifference, MakeUpDay


@event()
class CalendarDefined:
    """A working calendar is there to count by."""

    code: str
    time_zone: str
    weekly: tuple[DayHours, ...]
    week_source: str
    holidays: tuple[Holiday, ...]
    make_up_days: tuple[MakeUpDay, ...]
    differences: tuple[LocalDifference, ...]
    defined_by: str
    defined_at: Instant


@event()
class HolidayAdded:
    """A day is not worked."""

    holiday: Holiday
    added_by: str
    added_at: Instant


@event()
class MakeUpDayAdded:
    """A day of the weekly rest is worked."""

    make_up_day: MakeUpDay
    added_by: str
    added_at: Instant


@event()
class LocalDifferenceAdded:
    """An agency has other hours for some days."""

    difference: LocalDifference
    added_by: str
    added_at: Instant


@event()
class DayConfirmed:
    """A provisional holiday or make-up day is certain now, by this source."""

    day: date
    source: str
    confirmed_by: str
    confirmed_at: Instant


@event()
class DayCleared:
    """A holiday or a make-up day turned out to be none."""

    day: date
    reason: str
    cleared_by: str
    cleared_at: Instant
