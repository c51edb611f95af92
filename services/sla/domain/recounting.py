"""A calendar has changed: open dues are counted anew."""

from typing import Any

from services.sla.domain.alarms import alarms, name_of_moved
from services.sla.domain.clock import Clock, Timed, Timer, WithdrawalReason, name_of
from services.sla.domain.conclusions import withdrawn
from services.sla.domain.events import ClockRecounted, MovedDue
from services.sla.domain.following import CLOCK
from services.sla.domain.known import Calendars, KnownOfLadders
from services.sla.domain.moves import moved_dues
from services.sla.domain.reaching import Happening, climb
from services.sla.errors import UnknownCalendar
from shared.decider import Act, command


@command
class Recount:
    """Count the open dues by the calendar as it is now, and say why."""

    reason: str


@CLOCK.decides(Recount, refuses=(UnknownCalendar,), known=KnownOfLadders)
def recount(clock: Clock, command: Recount, act: Act, known: KnownOfLadders) -> list[Any]:
    """Nothing if none moves; what is overdue may climb at other instants all the same."""
    if not clock.is_running:
        return []
    events = _recounted(clock, command, act, known)
    return [*events, *climb(clock, Happening(events=events, detected_at=act.recorded_at), known)]


def _recounted(clock: Clock, command: Recount, act: Act, known: Calendars) -> list[Any]:
    calendar = clock.counted_by(known.calendar(clock.working_calendar))
    moved = moved_dues(clock, calendar, clock.pauses, clock.paused_since)
    if not moved:
        return []
    disproved = disproved_by(clock, moved)
    said = alarms(clock, clock.paused_since, moved, [name_of(owner) for owner, _ in disproved])
    reason, at = WithdrawalReason.RECOUNTED, act.recorded_at
    return [
        *(withdrawn(clock, owner, timer, reason, at) for owner, timer in disproved),
        ClockRecounted(recounted_at=act.at, reason=command.reason, moved=moved, alarms=said),
    ]


def disproved_by(clock: Clock, moved: tuple[MovedDue, ...]) -> list[tuple[Timed, Timer]]:
    """What is due later now than when its overdue was told."""
    dues = {name_of_moved(one): one.due_at for one in moved}
    return [
        (owner, timer)
        for owner, timer in clock.running()
        if timer.overdue_raised and dues.get(name_of(owner), timer.due_at) > timer.due_at
    ]
