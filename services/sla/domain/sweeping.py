"""What time alone brings about: the sweeper makes timely what the case's events make true."""

from typing import Any

from services.sla.domain.clock import Clock
from services.sla.domain.conclusions import case_overdue, step_due_soon, step_overdue
from services.sla.domain.following import CLOCK
from shared.decider import Act, command


@command
class Sweep:
    """Raise what is due soon or overdue. Imported histories are judged by their events alone."""


@CLOCK.decides(Sweep)
def sweep(clock: Clock, _command: Sweep, act: Act) -> list[Any]:
    """What hasn't been told yet; of a paused clock, what was overdue before."""
    if not clock.is_running or clock.history:
        return []
    paused, now = clock.paused_since, act.at
    events: list[Any] = []
    for visit in clock.open.values():
        if visit.timer.overdue_raised:
            continue
        if visit.timer.is_late(now, paused):
            events.append(step_overdue(clock, visit, act.recorded_at))
        elif now >= visit.timer.due_soon_at and paused is None and not visit.due_soon_raised:
            events.append(step_due_soon(clock, visit, act.recorded_at))
    total = clock.case_timer
    if total.is_late(now, paused) and not total.overdue_raised:
        events.append(case_overdue(clock, act.recorded_at))
    return events
