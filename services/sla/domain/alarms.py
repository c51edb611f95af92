"""When the sweeper is to look at a time next: whatever changes that says so."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from services.sla.domain.clock import Clock, ReceiptOf, TimeName, Timer, name_of
from services.sla.domain.events import Alarm, MovedDue

_JUST_PAST = timedelta(microseconds=1)


def overdue_alarm(due_at: datetime) -> datetime:
    """When what is due then is overdue: a moment later."""
    return due_at + _JUST_PAST


def alarm_of(clock: Clock, due_at: datetime, due_soon_at: datetime | None = None) -> datetime | None:
    """When the sweeper is to look at a time of this clock of which it has told nothing; None: never."""
    return None if clock.history else _alarm(due_at, due_soon_at, clock.paused_since)


def alarm_again(
    clock: Clock, timer: Timer, due_at: datetime, due_soon_at: datetime | None = None
) -> datetime | None:
    """The same of a time that has run before; None also where all was told."""
    return None if timer.overdue_raised else alarm_of(clock, due_at, due_soon_at)


def alarms(
    clock: Clock,
    paused_since: datetime | None,
    moved: Iterable[MovedDue] = (),
    withdrawn: Collection[TimeName] = (),
) -> tuple[Alarm, ...]:
    """The alarms of all times that run, with these dues and without these overdues."""
    dues = {name_of_moved(one): one for one in moved}
    found: list[Alarm] = []
    for owner, timer in clock.running():
        name = name_of(owner)
        due = dues.get(name, timer)
        at = None
        if not (clock.history or (timer.overdue_raised and name not in withdrawn)):
            told = owner is None or isinstance(owner, ReceiptOf) or owner.due_soon_raised
            soon = None if told else due.due_soon_at
            at = _alarm(due.due_at, soon, paused_since)
        found.append(Alarm(**name._asdict(), at=at))
    return tuple(found)


def name_of_moved(moved: MovedDue) -> TimeName:
    """Whose due instants they are."""
    return TimeName(moved.step, moved.visit, moved.coordination, moved.receipt)


def _alarm(due_at: datetime, due_soon_at: datetime | None, paused_since: datetime | None) -> datetime | None:
    """Of a time whose overdue isn't raised; in a pause there is only what was overdue before it."""
    if paused_since is not None:
        return overdue_alarm(due_at) if paused_since > due_at else None
    return due_soon_at or overdue_alarm(due_at)
