"""When a limit ends that was suspended on the way, and when to warn of it.

A due instant is a function of recorded facts: start, limit, pauses, calendar. What a pause takes is added:
- to a limit in working hours, and to an instant given exactly: the working time that lies in the pause;
- to a limit in working days: the working days whose work ended in the pause;
- to a limit in calendar days: the days that ended (24:00) in the pause.
Days are lost by their ends, so that the days left at the suspension are the days left at the resumption; a
pause within one day adds nothing. One that begins at or after the due instant moves nothing: it was over.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from shared.contracts.vocabulary import TimeLimit
from shared.kernel import Counting
from shared.working_time.calendar import WorkingCalendar
from shared.working_time.year import NOTHING, ONE_DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """A time in which the clocks stood still: the recorded reason, and its legal source if one was named."""

    start: datetime
    end: datetime
    reason: str
    source: str = ""
    ended: bool = (
        False  #: the case had ended meanwhile: a limit stood still, an instant that was given stands
    )


def due_after(
    calendar: WorkingCalendar, start: datetime, limit: TimeLimit, pauses: Iterable[Pause] = ()
) -> tuple[datetime, int]:
    """The due instant, and the whole days that it was moved by (0 for working hours)."""
    due, lost_days = calendar.due_at(start, limit), 0
    counts_from = start
    if limit.counting != Counting.WORKING_HOURS:  # the day of the event can't be lost: it doesn't count
        counts_from = calendar.begins(calendar.local_day(start) + ONE_DAY)
    for pause in pauses:
        begins = max(pause.start, counts_from)
        if begins >= due:
            break
        if limit.counting == Counting.WORKING_HOURS:
            due = calendar.after(due, calendar.working_time(begins, pause.end))
        elif lost := calendar.days_ended(begins, pause.end, Counting(limit.counting)):
            lost_days += lost
            due = calendar.due_at(start, TimeLimit.of(limit.amount + lost_days, limit.counting))
    return due, lost_days


def suspensions(pauses: Iterable[Pause]) -> list[Pause]:
    """Without the times in which the case had ended."""
    return [pause for pause in pauses if not pause.ended]


def given_due_after(
    calendar: WorkingCalendar, given: datetime, stands_from: datetime, pauses: Iterable[Pause] = ()
) -> datetime:
    """A due instant that was given exactly, moved by the pauses since it stands."""
    due = given
    for pause in pauses:
        begins = max(pause.start, stands_from)
        if begins >= due:
            break
        due = calendar.after(due, calendar.working_time(begins, pause.end))
    return due


def worked_between(
    calendar: WorkingCalendar, start: datetime, end: datetime, pauses: Iterable[Pause] = ()
) -> timedelta:
    """The working time between two instants that doesn't lie in a pause."""
    worked = calendar.working_time(start, end)
    for pause in pauses:
        worked -= calendar.working_time(max(pause.start, start), min(pause.end, end))
    return worked


def due_soon_at(
    calendar: WorkingCalendar, start: datetime, due: datetime, percent: int, pauses: Iterable[Pause] = ()
) -> datetime:
    """When so many percent of the time that counts are used up; the due instant itself if none counts."""
    between, counted = _counted(calendar, start, due, pauses)
    if counted <= NOTHING:
        return due
    return calendar.after(start, between - counted * (100 - percent) // 100)


def due_soon_before(
    calendar: WorkingCalendar, start: datetime, due: datetime, left: timedelta, pauses: Iterable[Pause] = ()
) -> datetime:
    """When so much working time is left; of a time that is no longer its start; if none counts, its due."""
    between, counted = _counted(calendar, start, due, pauses)
    if counted <= NOTHING:
        return due
    return calendar.after(start, between - left) if left < counted else start


def _counted(
    calendar: WorkingCalendar, start: datetime, due: datetime, pauses: Iterable[Pause]
) -> tuple[timedelta, timedelta]:
    """The working time up to the due instant, and what of it doesn't lie in a pause."""
    between = calendar.working_time(start, due)
    counted = between
    for pause in pauses:
        counted -= calendar.working_time(max(pause.start, start), min(pause.end, due))
    return between, counted
