"""What a visit took: the working minutes that it used, those in which it waited for others, and its limit.

A minute of it counts where its case wasn't suspended, by the calendar of the agency that has the case. It
*waited* where an answer was owed that was asked for in this visit: overlapping ones once, and one that its
silence answers up to its due instant alone. It was *held up* where it didn't wait and a suspension had
ended, but whoever lifted it told so later: nobody could work on it until then.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from services.sla.domain.clock import Asked, Clock, Visit
from services.sla.domain.measured import MeasuredVisit
from services.sla.domain.moves import due_of
from shared.kernel import Counting
from shared.working_time.calendar import WorkingCalendar
from shared.working_time.dues import Pause, worked_between
from shared.working_time.pauses import merged

_MINUTE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitTime:
    """How the time of a visit stands at an instant, in working minutes."""

    used: int
    waiting: int  #: of those used
    limit: int
    late: bool  #: it was open after its due instant
    held_up: int = 0  #: of those used, and not waiting

    @property
    def late_through_others(self) -> bool:
        """Late, and in time but for what it waited."""
        return self.late and self.waiting > 0 and self.used - self.waiting <= self.limit

    @property
    def late_through_suspension(self) -> bool:
        """Late, not through others, and in time but for what it was held up."""
        if not self.late or self.late_through_others:
            return False
        return self.held_up > 0 and self.used - self.waiting - self.held_up <= self.limit


def time_of_visit(clock: Clock, visit: Visit, at: datetime, calendar: WorkingCalendar) -> VisitTime:
    """As it stands, or stood at an earlier instant in which it was open, whatever came later.

    `calendar`: as the case's agency works.
    """
    pauses = [replace(one, end=min(one.end, at)) for one in clock.pauses_until(at) if one.start < at]
    due = due_of(visit.timer, calendar, pauses)
    paused = next((one.start for one in pauses if one.end == at), None)
    return _time(clock, visit, at, calendar, due, late=visit.timer.is_late(at, paused), pauses=pauses)


def measured(
    clock: Clock, visit: Visit, at: datetime, calendar: WorkingCalendar, version: int, by: str | None
) -> MeasuredVisit:
    """The visit as it ends now. `by`: who completed it; None: it ends otherwise."""
    timer = visit.timer
    late = timer.is_late(at, clock.paused_since)
    time = _time(clock, visit, at, calendar, timer.due_at, late=late, pauses=clock.pauses_until(at))
    return MeasuredVisit(
        agency=clock.agency,
        procedure=clock.procedure,
        edition=clock.edition,
        step_name=clock.step_names.get(visit.step),
        division=visit.division,
        official=by or visit.official,
        day=calendar.local_day(at),
        started_at=timer.started_at,
        due_at=timer.due_at,
        received_at=visit.received_at,
        receipt_minutes=_receipt(clock, visit, calendar),
        limit_minutes=time.limit,
        waiting_minutes=time.waiting,
        late_through_others=time.late_through_others,
        held_up_minutes=time.held_up,
        late_through_suspension=time.late_through_suspension,
        cause=visit.cause,
        sources=tuple(dict.fromkeys([*visit.sources, version])),
    )


def _time(
    clock: Clock,
    visit: Visit,
    at: datetime,
    calendar: WorkingCalendar,
    due_at: datetime,
    *,
    late: bool,
    pauses: list[Pause],
) -> VisitTime:
    start, limit = visit.timer.started_at, visit.timer.time_limit
    owed = [one for asked in clock.asked_in(visit) for one in _owed(asked, at)]
    held_up = [replace(one, end=min(one.end, at)) for one in clock.held_up if start <= one.start < at]
    waiting = sum(_seconds(calendar, one.start, one.end, pauses) for one in merged(owed))
    with_held_up = sum(_seconds(calendar, one.start, one.end, pauses) for one in merged([*owed, *held_up]))
    return VisitTime(
        used=_seconds(calendar, start, at, pauses) // _MINUTE,
        waiting=waiting // _MINUTE,
        limit=limit.amount
        if limit.counting == Counting.WORKING_HOURS
        else _seconds(calendar, start, due_at, pauses) // _MINUTE,
        late=late,
        held_up=(with_held_up - waiting) // _MINUTE,
    )


def _owed(asked: Asked, at: datetime) -> Iterator[Pause]:
    """The times up to an instant in which an answer was owed, before and after it was sent back."""
    start = asked.timer.started_at
    ends = [(one.start, one.end) for one in asked.between_answers]
    for end, next_start in [*ends, (asked.stopped_at or at, at)]:
        end = min(end, at)
        if asked.silence_is_agreement and start < asked.timer.due_at:
            end = min(end, asked.timer.due_at)
        if start < end:
            yield Pause(start=start, end=end, reason="")
        start = next_start


def _receipt(clock: Clock, visit: Visit, calendar: WorkingCalendar) -> int | None:
    if visit.received_at is None:
        return None
    pauses = clock.pauses_until(visit.received_at)
    return _seconds(calendar, visit.timer.started_at, visit.received_at, pauses) // _MINUTE


def _seconds(calendar: WorkingCalendar, start: datetime, end: datetime, pauses: list[Pause]) -> int:
    return int(worked_between(calendar, start, end, pauses).total_seconds())
