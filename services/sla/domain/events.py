"""What can happen to a clock or a calendar that is nobody else's business; what is told stands in contracts.

An event of a clock says from which version of the case's stream it follows. Every event of the case leaves
at least one with its version.
"""

from datetime import date

from shared.contracts.declaring import event, part
from shared.contracts.vocabulary import Instant, TimeLimit
from shared.working_time.days import DayHours, Holiday, LocalDifference, MakeUpDay

# ---- following the case


@part
class ClockChange:
    """Something about a clock."""

    source_version: int | None = None  #: of the case's stream; None: time or a calendar brought it about


@event()
class EventBuffered(ClockChange):
    """An event of the case came before one that precedes it; it waits for that one, as it was told."""

    version: int  #: its place in the case's stream
    event_type: str
    data: str


@event()
class EventIgnored(ClockChange):
    """An event of the case that changes nothing about its time."""


# ---- times


@part
class Alarm:
    """When the sweeper is to look next at a visit, or, without a step, at the case; None: not again."""

    step: str | None = None
    visit: int | None = None
    at: Instant | None


@part
class MovedDue:
    """New due instants of a visit, or, without a step, of the case."""

    step: str | None = None
    visit: int | None = None
    due_at: Instant
    due_soon_at: Instant


@event()
class ClockPaused(ClockChange):
    """The times stand still."""

    paused_at: Instant
    reason: str
    source: str = ""  #: the conditions under which the procedure allows it
    alarms: tuple[Alarm, ...]  #: of all times that run


@event()
class ClockResumed(ClockChange):
    """The times run again; what was open and in time is due later."""

    resumed_at: Instant
    moved: tuple[MovedDue, ...]
    alarms: tuple[Alarm, ...]  #: of all times that run


@event()
class ClockExtended(ClockChange):
    """The case is due at another instant, given exactly."""

    extended_at: Instant
    reason: str
    due_at: Instant
    due_soon_at: Instant
    alarm: Instant | None = None  #: when the sweeper is to look at the case next; None: not again


@event()
class ClockRecounted(ClockChange):
    """The calendar changed, and open dues with it; or none moved, and an overdue was told too early."""

    recounted_at: Instant
    reason: str
    moved: tuple[MovedDue, ...]
    alarms: tuple[Alarm, ...]  #: of all times that run


# ---- one visit of a step


@event()
class StepClockStarted(ClockChange):
    """A visit was opened, and its time runs."""

    step: str
    step_name: str | None = None  #: None: not known
    visit: int
    division: str
    official: str | None
    started_at: Instant
    time_limit: TimeLimit
    due_at: Instant
    due_soon_at: Instant
    alarm: Instant | None = None  #: when the sweeper is to look at the visit; None: never


@event()
class StepClockAssigned(ClockChange):
    """A visit has somebody who holds it."""

    step: str
    visit: int
    official: str


@event()
class StepClockReceived(ClockChange):
    """Taken up; `waited_minutes` of working time went by since the hand-off."""

    step: str
    visit: int
    official: str
    received_at: Instant
    waited_minutes: int


@event()
class StepClockStopped(ClockChange):
    """`used_minutes` of working time, pauses left out; `late`: stopped after its due instant."""

    step: str
    visit: int
    stopped_at: Instant
    used_minutes: int
    outcome: str
    late: bool


# ---- calendars


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
class DayCleared:
    """A holiday or a make-up day turned out to be none."""

    day: date
    reason: str
    cleared_by: str
    cleared_at: Instant
