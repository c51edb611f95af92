"""What time alone brings about: the sweeper makes timely what the case's events make true."""

from datetime import datetime
from typing import Any

from services.sla.domain.alarms import alarms
from services.sla.domain.asked_conclusions import asked_due_soon, asked_overdue
from services.sla.domain.clock import Asked, Clock, Timed, Timer, Visit, WithdrawalReason, name_of
from services.sla.domain.conclusions import case_overdue, step_due_soon, step_overdue, withdrawn
from services.sla.domain.events import ClockRecounted
from services.sla.domain.following import CLOCK
from services.sla.domain.known import KnownOfLadders
from services.sla.domain.reaching import Happening, climb
from services.sla.domain.receipts import not_received
from services.sla.errors import UnknownCalendar
from shared.decider import Act, command
from shared.kernel import CLOCK_SKEW

_AHEAD = "Đồng hồ máy chủ từng chạy trước giờ thật"


@command
class Sweep:
    """Raise what is due soon or overdue, and take back what isn't due yet.

    Imported histories are judged by their events alone.
    """


@CLOCK.decides(Sweep, refuses=(UnknownCalendar,), known=KnownOfLadders)
def sweep(clock: Clock, _command: Sweep, act: Act, known: KnownOfLadders) -> list[Any]:
    """What hasn't been told yet, and how far what is overdue has climbed."""
    if not clock.is_running or clock.history:
        return []
    events = fallen_due(clock, act)
    return [
        *events,
        *climb(clock, Happening(events=events, detected_at=act.recorded_at, until=act.at), known),
    ]


def fallen_due(clock: Clock, act: Act) -> list[Any]:
    """What is due soon or overdue and hasn't been told; of a paused clock, what was overdue before."""
    if not clock.is_running or clock.history:
        return []
    paused, now = clock.paused_since, act.at
    if early := _raised_early(clock, now):
        return _taken_back(clock, early, act)
    events: list[Any] = []
    held: list[Visit | Asked] = [*clock.open.values(), *clock.owed()]
    for one in held:
        if one.timer.overdue_raised:
            continue
        if one.timer.is_late(now, paused):
            events.append(_overdue(clock, one, act.recorded_at))
        elif now >= one.timer.due_soon_at and paused is None and not one.due_soon_raised:
            events.append(_due_soon(clock, one, act.recorded_at))
    events += not_received(clock, now, act.recorded_at)
    total = clock.case_timer
    if total.is_late(now, paused) and not total.overdue_raised:
        events.append(case_overdue(clock, act.recorded_at))
    return events


def _overdue(clock: Clock, one: Visit | Asked, at: datetime) -> Any:
    return asked_overdue(clock, one, at) if isinstance(one, Asked) else step_overdue(clock, one, at)


def _due_soon(clock: Clock, one: Visit | Asked, at: datetime) -> Any:
    return asked_due_soon(clock, one, at) if isinstance(one, Asked) else step_due_soon(clock, one, at)


def _raised_early(clock: Clock, now: datetime) -> list[tuple[Timed, Timer]]:
    """What was told to be overdue by a clock that was ahead: it is due later than any machine's now."""
    latest = now + CLOCK_SKEW
    return [
        (owner, timer) for owner, timer in clock.running() if timer.overdue_raised and timer.due_at > latest
    ]


def _taken_back(clock: Clock, early: list[tuple[Timed, Timer]], act: Act) -> list[Any]:
    """It counts for nobody any more; the sweeper looks at it again when it is due."""
    reason, at = WithdrawalReason.NOT_DUE_YET, act.recorded_at
    said = alarms(clock, clock.paused_since, withdrawn=[name_of(owner) for owner, _ in early])
    return [
        *(withdrawn(clock, owner, timer, reason, at) for owner, timer in early),
        ClockRecounted(recounted_at=act.at, reason=_AHEAD, moved=(), alarms=said),
    ]
