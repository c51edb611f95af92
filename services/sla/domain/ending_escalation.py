"""An escalation ends when what it was raised about is gone, with the reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from services.sla.domain.clock import Clock, Owner, TimeName, Timer, name_of
from services.sla.domain.escalating import time_of
from services.sla.domain.events import AskedClockStopped, StepClockStopped
from services.sla.domain.following import CLOCK
from shared.contracts.escalations import EscalationEnded
from shared.contracts.sla import ClockStopped, OverdueWithdrawn

#: Why an escalation ends, beside the outcomes of times and the reasons of what is withdrawn.
SUSPENDED, CASE_ENDED, STOOD_STILL, RECOUNTED = "suspended", "case_ended", "stood_still", "recounted"


@dataclass(frozen=True, slots=True)
class Gone:
    """Since when the cause of an escalation is gone, and why; `disproved`: it never was one."""

    reason: str
    at: datetime
    disproved: bool = False


def ends_of(events: Sequence[Any]) -> Mapping[TimeName, Gone]:
    """The times that these events stop."""
    found: dict[TimeName, Gone] = {}
    for event in events:
        match event:
            case StepClockStopped():
                found[TimeName(event.step, event.visit)] = Gone(str(event.outcome), event.stopped_at)
            case AskedClockStopped():
                name = TimeName(event.step, event.visit, event.coordination)
                found[name] = Gone(str(event.outcome), event.stopped_at)
            case ClockStopped():
                found[TimeName()] = Gone(CASE_ENDED, event.stopped_at)
    return found


def gone_of(clock: Clock, owner: Owner, timer: Timer, events: Sequence[Any]) -> Gone | None:
    """Whether the cause of its escalations is gone, now that these events happened; None: it stands."""
    name = name_of(owner)
    if not timer.overdue_raised:
        taken_back = (one for one in events if isinstance(one, OverdueWithdrawn) and _named(one) == name)
        found = next(taken_back, None)
        if found is None:
            return Gone(STOOD_STILL, timer.due_at, disproved=True)
        return Gone(str(found.reason), found.withdrawn_at, disproved=True)
    if (stopped := ends_of(events).get(name)) is not None:
        return stopped
    return Gone(SUSPENDED, clock.paused_since) if clock.paused_since is not None else None


def _named(event: OverdueWithdrawn | EscalationEnded) -> TimeName:
    return TimeName(event.step, event.visit, event.coordination)


@CLOCK.evolves(EscalationEnded)
def escalation_ended(clock: Clock, event: EscalationEnded) -> None:
    """One that stood isn't raised again for this due instant; one that never did may be."""
    ladder = time_of(clock, _named(event)).ladder
    if ladder is None or event.level not in ladder.escalations:
        return
    if event.stood:
        ladder.escalations[event.level].ended_at = event.ended_at
    else:
        del ladder.escalations[event.level]
