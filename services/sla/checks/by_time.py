"""What no event of a case leads to: what time alone brings about, and what a recount does."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, TypeAlias, TypeVar

from services.sla.checks.ladders import awaited, since_ladders
from services.sla.domain.clock import Asked, Clock, ReceiptOf, TimeName, Visit, name_of
from services.sla.domain.deciders import CLOCK
from services.sla.domain.escalation_events import EscalationAwaited
from services.sla.domain.events import ClockRecounted
from services.sla.domain.known import KnownNow
from services.sla.domain.recounting import Recount
from services.sla.domain.sweeping import Sweep
from shared.contracts.receipts import ReceiptOverdueWithdrawn
from shared.contracts.sla import CoordinationDueSoon, OverdueWithdrawn, StepDueSoon
from shared.decider import by_itself
from shared.eventstore.records import RecordedEvent

Held = TypeVar("Held", Visit, Asked)
#: What a recount, or a watch that is right again, takes back.
Untrue: TypeAlias = OverdueWithdrawn | ReceiptOverdueWithdrawn

#: The sweeper has so long for what time alone brings about.
GRACE = timedelta(seconds=60)


def recounted(
    clock: Clock, withdrawn: Sequence[Untrue], recorded: RecordedEvent, known: KnownNow
) -> Sequence[Any]:
    """What the recount that ended with this event must have led to, from before what it took back.

    Where nothing moved, it was the sweeper's.
    """
    event: ClockRecounted = recorded.event
    act = replace(by_itself(event.recounted_at), recorded_at=recorded.recorded_at)
    before = _before(clock, withdrawn)
    if not event.moved:
        return CLOCK.decide(before, Sweep(), act, known)
    return CLOCK.decide(before, Recount(reason=event.reason), act, known)


def swept(clock: Clock, recorded: RecordedEvent, known: KnownNow) -> Sequence[Any]:
    """What the sweeper may have found when this event was recorded."""
    if isinstance(recorded.event, EscalationAwaited):
        return awaited(clock, recorded, known)
    event, now = recorded.event, recorded.recorded_at
    if isinstance(event, StepDueSoon | CoordinationDueSoon):
        now = min(now, event.due_at)
    return CLOCK.decide(clock, Sweep(), replace(by_itself(now), recorded_at=recorded.recorded_at), known)


def not_swept(clock: Clock, now: datetime, known: KnownNow) -> Sequence[Any]:
    """What the sweeper must have found by now; what has no ladder yet may be from before there were any."""
    return since_ladders(clock, CLOCK.decide(clock, Sweep(), by_itself(now - GRACE), known))


def _before(state: Clock, withdrawn: Sequence[Untrue]) -> Clock:
    """The clock before these overdues were taken back."""
    return state if not withdrawn else _raised_again(state, withdrawn)


def _raised_again(state: Clock, withdrawn: Sequence[Untrue]) -> Clock:
    raised = {
        TimeName(one.step, one.visit, one.coordination, isinstance(one, ReceiptOverdueWithdrawn))
        for one in withdrawn
    }

    def before(owner: Held) -> Held:
        if name_of(ReceiptOf(owner)) in raised and owner.receipt is not None:
            timer = replace(owner.receipt.timer, overdue_raised=True)
            owner = replace(owner, receipt=replace(owner.receipt, timer=timer))
        if name_of(owner) not in raised:
            return owner
        return replace(owner, timer=replace(owner.timer, overdue_raised=True))

    opened = {key: before(visit) for key, visit in state.open.items()}
    asked = {number: before(one) for number, one in state.asked.items()}
    total = state.total
    if total is not None and name_of(None) in raised:
        total = replace(total, overdue_raised=True)
    return replace(state, open=opened, asked=asked, total=total)
