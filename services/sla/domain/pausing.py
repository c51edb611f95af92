"""A case stands still for a recorded reason, and goes on: its due instants move by what the pause took."""

from typing import Any

from services.sla.domain.alarms import alarms
from services.sla.domain.clock import Clock, WithdrawalReason
from services.sla.domain.conclusions import withdrawn
from services.sla.domain.events import ClockPaused, ClockRecounted, ClockResumed
from services.sla.domain.following import CLOCK, ChangeContext
from services.sla.domain.moves import moved_dues
from shared.contracts.cases import CaseResumed, CaseSuspended


@CLOCK.follows(CaseSuspended)
def suspended(clock: Clock, event: CaseSuspended, context: ChangeContext) -> list[Any]:
    """What it kept from falling due was told in vain."""
    at = event.suspended_at
    if clock.paused_since is not None:
        return []
    disproved = [
        (visit, timer)
        for visit, timer in clock.running()
        if timer.overdue_raised and not timer.is_late(at, None)
    ]
    paused = ClockPaused(
        source_version=context.version, paused_at=at, reason=event.reason, alarms=alarms(clock, at)
    )
    return [
        paused,
        *(
            withdrawn(clock, visit, timer, WithdrawalReason.SUSPENDED, context.recorded_at, context.version)
            for visit, timer in disproved
        ),
    ]


@CLOCK.evolves(ClockPaused)
def paused(clock: Clock, event: ClockPaused) -> None:
    """All times stand still."""
    clock.paused_since, clock.pause_reason = event.paused_at, event.reason


@CLOCK.follows(CaseResumed)
def resumed(clock: Clock, event: CaseResumed, context: ChangeContext) -> list[Any]:
    """What was open and in time is due later."""
    at = event.resumed_at
    if clock.paused_since is None:
        return []
    moved = moved_dues(clock, context.calendar, [*clock.pauses, clock.pause_until(at)])
    said = alarms(clock, None, moved)
    return [ClockResumed(source_version=context.version, resumed_at=at, moved=moved, alarms=said)]


@CLOCK.evolves(ClockResumed)
def runs_again(clock: Clock, event: ClockResumed) -> None:
    """The pause is kept: it counts for nobody."""
    clock.pauses.append(clock.pause_until(event.resumed_at))
    clock.paused_since = None
    moved(clock, event)


@CLOCK.evolves(ClockRecounted)
def moved(clock: Clock, event: ClockResumed | ClockRecounted) -> None:
    """These are due at other instants."""
    for one in event.moved:
        timer = clock.timer(one.step, one.visit)
        timer.due_at, timer.due_soon_at = one.due_at, one.due_soon_at
