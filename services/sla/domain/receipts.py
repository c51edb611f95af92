"""What is handed over, or asked of another agency, is to be received within a time, or that is told.

The time is the policy's that was in force at the hand-over; it counts by the hours of whose it is to receive,
stands still while the case is suspended, and isn't begun again when somebody else gets the work. It ends with
the receipt, or with what ends the visit or the coordination without one.
"""

from dataclasses import replace
from datetime import datetime
from typing import Any

from services.sla.domain.alarms import alarm_again, alarm_of
from services.sla.domain.clock import (
    Asked,
    Clock,
    Receipt,
    ReceiptOf,
    TimeName,
    Timer,
    Visit,
    WithdrawalReason,
    name_of,
)
from services.sla.domain.conclusions import of_step
from services.sla.domain.conclusions import withdrawn as taken_back
from services.sla.domain.events import ReceiptTime
from services.sla.domain.following import CLOCK, ChangeContext
from services.sla.domain.moves import due_in
from shared.contracts.receipts import ReceiptOverdue, ReceiptOverdueWithdrawn
from shared.working_time.calendar import WorkingCalendar


def time_to_receive(
    clock: Clock, agency: str, at: datetime, calendar: WorkingCalendar, context: ChangeContext
) -> ReceiptTime | None:
    """Of what is handed to an agency then, by its policy for the case's procedure; None: nobody limits it."""
    limit = context.known.policy(agency, clock.procedure, at).receipt
    if limit is None:
        return None
    due = calendar.due_at(at, limit)
    return ReceiptTime(time_limit=limit, due_at=due, alarm=alarm_of(clock, due))


def awaited_by(started_at: datetime, told: ReceiptTime | None) -> Receipt | None:
    """What waits to be received from then on."""
    if told is None:
        return None
    return Receipt(Timer(started_at, told.time_limit, told.due_at, told.due_at))


def counted_again(clock: Clock, of: Visit | Asked, calendar: WorkingCalendar) -> ReceiptTime | None:
    """By when it is to be received, now that nobody has; None: nobody limits it."""
    if of.receipt is None:
        return None
    timer = of.receipt.timer
    due = due_in(clock, ReceiptOf(of), timer, calendar)
    return ReceiptTime(time_limit=timer.time_limit, due_at=due, alarm=alarm_again(clock, timer, due))


def moved_receipt(clock: Clock, after: Asked, context: ChangeContext) -> tuple[ReceiptTime | None, list[Any]]:
    """By when the agency that is asked from now on is to receive it, and what was told of that in vain."""
    if after.receipt is None or after.receipt.ended_at is not None:
        return None, []
    timer = after.receipt.timer
    again = counted_again(clock, after, context.calendar)
    if again is None or not timer.overdue_raised or again.due_at <= timer.due_at:
        return again, []
    reason, at = WithdrawalReason.RECOUNTED, context.recorded_at
    untrue = taken_back(clock, ReceiptOf(after), timer, reason, at, context.version)
    return replace(again, alarm=alarm_of(clock, again.due_at)), [untrue]


def set_again(of: Visit | Asked, told: ReceiptTime | None) -> None:
    """It is waited for, until then."""
    if of.receipt is not None and told is not None:
        of.receipt.ended_at = None
        of.receipt.timer.due_at = of.receipt.timer.due_soon_at = told.due_at


def at_receipt(
    clock: Clock, of: Visit | Asked, at: datetime, context: ChangeContext, *, judged: bool = True
) -> list[Any]:
    """What a receipt, or an end without one, shows: late and untold, or told and not late.

    `judged`: whether the end says anything about a lateness that nobody has told of.
    """
    receipt = of.receipt
    if receipt is None or receipt.ended_at is not None:
        return []
    timer, version = receipt.timer, context.version
    late = timer.is_late(at, clock.paused_since)
    if timer.overdue_raised and not late:
        reason = WithdrawalReason.RECEIVED_IN_TIME
        return [taken_back(clock, ReceiptOf(of), timer, reason, context.recorded_at, version)]
    if late and judged and not timer.overdue_raised:
        return [replace(_overdue(clock, of, timer, context.recorded_at), source_version=version, over=True)]
    return []


def ended(of: Visit | Asked, at: datetime) -> None:
    """It isn't waited for any more; the first end counts."""
    if of.receipt is not None and of.receipt.ended_at is None:
        of.receipt.ended_at = at


def _overdue(clock: Clock, of: Visit | Asked, timer: Timer, detected_at: datetime) -> ReceiptOverdue:
    visit = of if isinstance(of, Visit) else clock.visit(of.step, of.visit)
    assert visit is not None, "only an open visit asks"
    held = of_step(clock, visit)
    held["started_at"], held["due_at"], held["time_limit"] = timer.started_at, timer.due_at, timer.time_limit
    return ReceiptOverdue(
        **held,
        coordination=of.number if isinstance(of, Asked) else None,
        asked_agency=of.agency if isinstance(of, Asked) else None,
        detected_at=detected_at,
        old_news=clock.is_old_news(timer.due_at),
    )


def not_received(clock: Clock, now: datetime, detected_at: datetime) -> list[ReceiptOverdue]:
    """What should have been received before now, or before a pause, and hasn't been told of."""
    found = []
    for awaited in clock.to_receive():
        timer = clock.timer(name_of(awaited))
        if timer.is_late(now, clock.paused_since) and not timer.overdue_raised:
            found.append(_overdue(clock, awaited.of, timer, detected_at))
    return found


@CLOCK.evolves(ReceiptOverdue)
def overdue_told(clock: Clock, event: ReceiptOverdue) -> None:
    """It isn't told again, unless it is withdrawn."""
    clock.timer(_named(event)).overdue_raised = True


@CLOCK.evolves(ReceiptOverdueWithdrawn)
def overdue_withdrawn(clock: Clock, event: ReceiptOverdueWithdrawn) -> None:
    """It may be overdue once more."""
    clock.timer(_named(event)).overdue_raised = False


def _named(event: ReceiptOverdue | ReceiptOverdueWithdrawn) -> TimeName:
    return TimeName(event.step, event.visit, event.coordination, receipt=True)
