"""What can happen to a clock that is nobody else's business; what is told stands in contracts.

An event of a clock says from which version of the case's stream it follows. Every event of the case leaves
at least one with its version.
"""

from datetime import date

from services.sla.domain.measured import MeasuredVisit, SentBack
from shared.contracts.declaring import event, part
from shared.contracts.vocabulary import Instant, TimeLimit
from shared.kernel import CoordinationRole

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
    """When the sweeper is to look next at a visit, or, without a step, at the case; None: not again.

    With `coordination`: at what was asked for at that visit.
    """

    step: str | None = None
    visit: int | None = None
    coordination: int | None = None
    receipt: bool = False  #: at whether that was received
    at: Instant | None


@part
class MovedDue:
    """New due instants of a visit, or, without a step, of the case; with `coordination`, of that."""

    step: str | None = None
    visit: int | None = None
    coordination: int | None = None
    receipt: bool = False  #: that by which it is to be received
    due_at: Instant
    due_soon_at: Instant


@part
class ReceiptTime:
    """By when a visit, or a coordination, is to be received."""

    time_limit: TimeLimit
    due_at: Instant
    alarm: Instant | None = None  #: when the sweeper is to look whether it was; None: not again


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
    lifted_at: Instant | None = None  #: when that was recorded: nobody could work before; None: at once
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


@event()
class HistoryGoesOn(ClockChange):
    """More of what happened elsewhere is taken in: the clock is judged by that alone."""

    alarms: tuple[Alarm, ...]  #: of all times that run: none is looked at


@event()
class HistoryTaken(ClockChange):
    """All that happened elsewhere is taken in: the clock is one like any other from now on."""

    told_from: Instant  #: nobody is told of what took effect before
    alarms: tuple[Alarm, ...]  #: of all times that run


@part
class VisitMoved:
    """Who holds an open visit in the agency that took over."""

    step: str
    visit: int
    division: str
    official: str | None


@event()
class ClockMoved(ClockChange):
    """The case's agency ended, and another has it; its hours count from that day on."""

    moved_at: Instant
    agency: str
    from_agency: str
    effective_from: date
    visits: tuple[VisitMoved, ...]  #: the open ones
    moved: tuple[MovedDue, ...]
    alarms: tuple[Alarm, ...]  #: of all times that run


# ---- one visit of a step


@part
class LeftVisit:
    """A completed visit that the case was at still."""

    step: str
    visit: int


@event()
class VisitsLeft(ClockChange):
    """The case ended at these completed visits: there is nothing to hand off."""

    left: tuple[LeftVisit, ...]


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
    sent_by: str | None = None
    sent_from: str | None = None  #: the division that it came from; None: it began here
    came_back: bool = False  #: it was returned, or what came of it was
    left: tuple[LeftVisit, ...] = ()  #: completed visits that the case leaves by it
    sent_back: SentBack | None = None  #: how it came back, or is done once more; None: it didn't
    receipt: ReceiptTime | None = None  #: None: nobody limits it, or it began before that was kept


@event()
class StepClockAssigned(ClockChange):
    """A visit has somebody who holds it, or is in its division's queue."""

    step: str
    visit: int
    official: str | None
    division: str | None = None  #: where it moved to another; None: it didn't
    held_at: Instant | None = None  #: since when; None: not known


@event()
class StepClockHandedBack(ClockChange):
    """It wasn't taken up after all: it waits for `official`, or in the queue."""

    step: str
    visit: int
    official: str | None
    receipt: ReceiptTime | None = None  #: as it stands now; None: it has no time for that


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
    measured: MeasuredVisit | None = None  #: None: it stopped before that was kept


@event()
class StepClockContinued(ClockChange):
    """It wasn't completed after all: its time has run on as if it had never stopped."""

    step: str
    visit: int
    official: str | None
    due_at: Instant
    due_soon_at: Instant
    overdue: bool  #: whether that was told, and stands
    alarm: Instant | None = None  #: when the sweeper is to look at the visit; None: never


@event()
class ClockReopened(ClockChange):
    """A completed case runs again; the time since its end counts for nobody."""

    reopened_at: Instant
    reason: str
    due_at: Instant
    due_soon_at: Instant
    overdue: bool  #: whether that was told before its end, and stands
    alarm: Instant | None = None  #: when the sweeper is to look at the case; None: never


# ---- one coordination


@part
class AskedChange(ClockChange):
    """Something about the time of a coordination."""

    coordination: int
    step: str  #: that asks
    visit: int


@event()
class AskedClockStarted(AskedChange):
    """Another agency was asked, and the time for its answer runs."""

    step_name: str | None = None  #: None: not known
    asked_agency: str
    silence_is_agreement: bool
    role: str = CoordinationRole.COOPERATING
    started_at: Instant
    time_limit: TimeLimit
    due_at: Instant
    due_soon_at: Instant
    alarm: Instant | None = None  #: when the sweeper is to look at it; None: never
    receipt: ReceiptTime | None = None  #: None: nobody limits it, or it began before that was kept
    waiting_for: tuple[str, ...]  #: what the visit waits for now


@event()
class AskedClockReceived(AskedChange):
    """The asked agency took it up, `waited_minutes` of its working time after the request."""

    child_case: str | None
    received_at: Instant
    waited_minutes: int


@event()
class AskedClockStopped(AskedChange):
    """Nothing is owed any more, or not for now; `due_at` is as of when the time stopped."""

    stopped_at: Instant
    due_at: Instant
    used_minutes: int
    outcome: str
    late: bool
    by_silence: bool = False  #: nobody answered, which counts as agreement
    waiting_for: tuple[str, ...]  #: what the visit waits for now


@event()
class AskedClockMoved(AskedChange):
    """The asked agency ended, and another is asked; its hours count from that day on."""

    moved_at: Instant
    asked_agency: str
    from_agency: str
    effective_from: date
    due_at: Instant
    due_soon_at: Instant
    alarm: Instant | None = None  #: when the sweeper is to look at it; None: not again
    receipt: ReceiptTime | None = None  #: as it stands now; None: it isn't waited for
    waiting_for: tuple[str, ...]  #: what the visit waits for now


@event()
class AskedClockAccepted(AskedChange):
    """The asker took the answer: its time won't go on."""

    accepted_at: Instant


@event()
class AskedClockContinued(AskedChange):
    """The answer was sent back: one is owed again."""

    reason: str
    continued_at: Instant
    due_at: Instant
    due_soon_at: Instant
    alarm: Instant | None = None  #: when the sweeper is to look at it; None: not again
    waiting_for: tuple[str, ...]  #: what the visit waits for now
