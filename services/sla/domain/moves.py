"""How pauses and changes of the calendar move the due instants of what is open."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from services.sla.domain.clock import Asked, Clock, ReceiptOf, Timed, Timer, name_of
from services.sla.domain.events import MovedDue
from services.sla.domain.nearing import near
from shared.working_time.calendar import WorkingCalendar
from shared.working_time.dues import Pause, due_after, given_due_after, suspensions


def due_again(
    clock: Clock, timer: Timer, calendar: WorkingCalendar, pauses: Sequence[Pause]
) -> tuple[datetime, datetime]:
    """When a time that had stopped is due, and due soon, now that it runs on."""
    due = due_of(timer, calendar, pauses)
    return due, near(clock, calendar, timer.started_at, due, pauses)


def moved_dues(
    clock: Clock, calendar: WorkingCalendar, pauses: Sequence[Pause], stopped_at: datetime | None = None
) -> tuple[MovedDue, ...]:
    """The dues that these pauses and this calendar make, where they differ from what stands.

    `stopped_at`: since when the case is suspended, if it still is then.
    """
    counted = (
        (timer, _counted(clock, owner, timer, _Counting(calendar, pauses, stopped_at)))
        for owner, timer in clock.running()
    )
    return tuple(moved for timer, moved in counted if moved.due_at != timer.due_at)


class _Counting(NamedTuple):
    calendar: WorkingCalendar
    pauses: Sequence[Pause]
    stopped_at: datetime | None


def due_of(timer: Timer, calendar: WorkingCalendar, pauses: Sequence[Pause]) -> datetime:
    """When it is due by this calendar; an extension never leaves less than the limit alone would.

    It stands as it was given, though the case ended and was opened again (`tthc-history/1`).
    """
    dues = []
    if timer.is_extended:
        pauses = suspensions(pauses)
    if timer.given_due is not None and timer.given_from is not None:
        dues.append(given_due_after(calendar, timer.given_due, timer.given_from, pauses))
    if timer.limit_counts:
        dues.append(due_after(calendar, timer.started_at, timer.time_limit, pauses)[0])
    return max(dues)


def due_in(clock: Clock, owner: Timed, timer: Timer, calendar: WorkingCalendar) -> datetime:
    """When a time is due by this calendar of the case's agencies, as it stands now."""
    return _counted(clock, owner, timer, _Counting(calendar, clock.pauses, clock.paused_since)).due_at


def _counted(clock: Clock, owner: Timed, timer: Timer, by: _Counting) -> MovedDue:
    calendar, pauses, stopped_at = by
    of = owner.of if isinstance(owner, ReceiptOf) else owner
    if isinstance(of, Asked):
        calendar, pauses = of.counted_by(calendar, stopped_at), of.pauses(pauses)
    due = soon = due_of(timer, calendar, pauses)
    if of is owner:  # a receipt is never called near
        soon = near(clock, calendar, timer.started_at, due, pauses)
    return MovedDue(**name_of(owner)._asdict(), due_at=due, due_soon_at=soon)
