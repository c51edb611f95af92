"""A calendar has changed: open dues are counted anew."""

from typing import Any

from services.sla.domain.alarms import alarms
from services.sla.domain.clock import Clock, Timer, Visit, WithdrawalReason, name_of
from services.sla.domain.conclusions import withdrawn
from services.sla.domain.events import ClockRecounted, MovedDue
from services.sla.domain.following import CLOCK
from services.sla.domain.known import Calendars
from services.sla.domain.moves import moved_dues
from services.sla.errors import UnknownCalendar
from shared.decider import Act, command


@command
class Recount:
    """Count the open dues by the calendar as it is now, and say why."""

    reason: str


@CLOCK.decides(Recount, refuses=(UnknownCalendar,), known=Calendars)
def recount(clock: Clock, command: Recount, act: Act, known: Calendars) -> list[Any]:
    """Nothing if none moves."""
    if not clock.is_running:
        return []
    calendar = known.calendar(clock.working_calendar).of(clock.agency)
    moved = moved_dues(clock, calendar, clock.pauses)
    if not moved:
        return []
    disproved = _disproved(clock, moved)
    said = alarms(clock, clock.paused_since, moved, [name_of(visit) for visit, _ in disproved])
    reason, at = WithdrawalReason.RECOUNTED, act.recorded_at
    return [
        *(withdrawn(clock, visit, timer, reason, at) for visit, timer in disproved),
        ClockRecounted(recounted_at=act.at, reason=command.reason, moved=moved, alarms=said),
    ]


def _disproved(clock: Clock, moved: tuple[MovedDue, ...]) -> list[tuple[Visit | None, Timer]]:
    """What is due later now than when its overdue was told."""
    dues = {(one.step, one.visit): one.due_at for one in moved}
    return [
        (visit, timer)
        for visit, timer in clock.running()
        if timer.overdue_raised and dues.get(name_of(visit), timer.due_at) > timer.due_at
    ]
