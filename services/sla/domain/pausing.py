"""A case stands still for a recorded reason, and goes on: its due instants move by what the pause took."""

from typing import Any

from services.sla.domain.alarms import alarms, name_of_moved
from services.sla.domain.clock import Clock, WithdrawalReason
from services.sla.domain.conclusions import of_case, withdrawn
from services.sla.domain.events import ClockMoved, ClockPaused, ClockRecounted, ClockResumed, MovedDue
from services.sla.domain.following import CLOCK, ChangeContext
from services.sla.domain.moves import moved_dues
from shared.contracts.cases.course import CaseResumed, CaseSuspended
from shared.contracts.sla import SuspensionEnded
from shared.working_time.dues import Pause


@CLOCK.follows(CaseSuspended)
def suspended(clock: Clock, event: CaseSuspended, context: ChangeContext) -> list[Any]:
    """What it kept from falling due was told in vain."""
    at = event.suspended_at
    if clock.paused_since is not None:
        return []
    disproved = [
        (owner, timer)
        for owner, timer in clock.running()
        if timer.overdue_raised and not timer.is_late(at, None)
    ]
    paused = ClockPaused(
        source_version=context.version,
        paused_at=at,
        reason=event.reason,
        source=event.conditions or "",
        alarms=alarms(clock, at),
    )
    return [
        paused,
        *(
            withdrawn(clock, owner, timer, WithdrawalReason.SUSPENDED, context.recorded_at, context.version)
            for owner, timer in disproved
        ),
    ]


@CLOCK.evolves(ClockPaused)
def paused(clock: Clock, event: ClockPaused) -> None:
    """All times stand still."""
    clock.paused_since, clock.pause_reason = event.paused_at, event.reason
    clock.pause_source = event.source


@CLOCK.follows(CaseResumed)
def resumed(clock: Clock, event: CaseResumed, context: ChangeContext) -> list[Any]:
    """What was open and in time is due later; of a suspension that ended by itself people are told."""
    at = event.resumed_at
    if clock.paused_since is None:
        return []
    moved = moved_dues(clock, context.calendar, [*clock.pauses, clock.pause_until(at)])
    said = alarms(clock, None, moved)
    runs = ClockResumed(
        source_version=context.version, resumed_at=at, lifted_at=event.lifted_at, moved=moved, alarms=said
    )
    if clock.history or clock.is_old_news(at) or not event.by_itself:
        return [runs]
    return [runs, _ended(clock, event, moved, context.version)]


def _ended(clock: Clock, event: CaseResumed, moved: tuple[MovedDue, ...], version: int) -> SuspensionEnded:
    """With when the case is due from now on."""
    dues = (one.due_at for one in moved if one.step is None)
    return SuspensionEnded(
        **of_case(clock),
        source_version=version,
        suspended_at=clock.paused_since or event.resumed_at,
        reason=clock.pause_reason,
        ended_at=event.resumed_at,
        due_at=next(dues, clock.case_timer.due_at),
    )


@CLOCK.evolves(SuspensionEnded)
def told_of_end(_clock: Clock, _event: SuspensionEnded) -> None:
    """The clock runs already."""


@CLOCK.evolves(ClockResumed)
def runs_again(clock: Clock, event: ClockResumed) -> None:
    """The pause is kept: it counts for nobody."""
    clock.pauses.append(clock.pause_until(event.resumed_at))
    if event.lifted_at is not None:
        clock.held_up.append(Pause(start=event.resumed_at, end=event.lifted_at, reason=clock.pause_reason))
    clock.paused_since = None
    moved(clock, event)


@CLOCK.evolves(ClockRecounted)
def moved(clock: Clock, event: ClockResumed | ClockRecounted | ClockMoved) -> None:
    """These are due at other instants."""
    for one in event.moved:
        timer = clock.timer(name_of_moved(one))
        timer.due_at, timer.due_soon_at = one.due_at, one.due_soon_at
