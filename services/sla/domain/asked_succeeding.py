"""The agency that is asked ended, and a successor is asked: by its hours from that day on."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from services.sla.domain import informing
from services.sla.domain.alarms import alarm_of
from services.sla.domain.answering import stop_asked
from services.sla.domain.asking import waiting_for
from services.sla.domain.clock import Asked, AskedOutcome, Clock, WithdrawalReason
from services.sla.domain.conclusions import withdrawn
from services.sla.domain.events import AskedClockMoved, ReceiptTime
from services.sla.domain.following import CLOCK, ChangeContext
from services.sla.domain.nearing import near
from services.sla.domain.receipts import moved_receipt, set_again
from shared.contracts.cases.coordination import CoordinationMoved
from shared.restating import restate
from shared.working_time.days import Stay
from shared.working_time.dues import due_after


@CLOCK.follows(CoordinationMoved)
def coordination_moved(clock: Clock, event: CoordinationMoved, context: ChangeContext) -> list[Any]:
    """What the other agency's hours make later wasn't overdue; what had stopped by then stays as it was."""
    asked = clock.asked.get(event.coordination)
    if asked is None or asked.is_over:
        return informing.moved(clock, event, context)
    after, left = (
        _after(asked, event),
        waiting_for(clock, clock.visit(asked.step, asked.visit), without=asked),
    )
    if asked.stopped_at is not None:
        at, silent = asked.stopped_at, asked.by_silence
        again = stop_asked(
            clock,
            _due_as_stopped(clock, after, at, context),
            at,
            AskedOutcome.ANSWERED,
            context,
            left,
            silent=silent,
        )
        return [_moved(event, context, asked.timer.due_at, asked.timer.due_soon_at, None, left), *again]
    due, soon = _dues(clock, after, context)
    raised = asked.timer.overdue_raised
    disproved = raised and due > asked.timer.due_at
    alarm = alarm_of(clock, due, None if asked.due_soon_raised else soon)
    waits = tuple(sorted({*left, event.asked_agency}))
    receipt, untrue = moved_receipt(clock, after, context)
    moved = _moved(event, context, due, soon, None if raised and not disproved else alarm, waits, receipt)
    if not disproved:
        return [*untrue, moved]
    reason, at = WithdrawalReason.RECOUNTED, context.recorded_at
    return [withdrawn(clock, asked, asked.timer, reason, at, context.version), *untrue, moved]


def _moved(
    event: CoordinationMoved,
    context: ChangeContext,
    due_at: datetime,
    due_soon_at: datetime,
    alarm: datetime | None,
    waiting_for: tuple[str, ...],
    receipt: ReceiptTime | None = None,
) -> AskedClockMoved:
    return restate(
        AskedClockMoved,
        event,
        source_version=context.version,
        due_at=due_at,
        due_soon_at=due_soon_at,
        alarm=alarm,
        waiting_for=waiting_for,
        receipt=receipt,
    )


def _dues(clock: Clock, asked: Asked, context: ChangeContext) -> tuple[datetime, datetime]:
    """While the asking case is suspended, by whose hours counted when it was."""
    calendar, timer = asked.counted_by(context.calendar, clock.paused_since), asked.timer
    pauses = asked.pauses(clock.pauses)
    due, _ = due_after(calendar, timer.started_at, timer.time_limit, pauses)
    return due, near(clock, calendar, timer.started_at, due, pauses)


def _due_as_stopped(clock: Clock, asked: Asked, at: datetime, context: ChangeContext) -> Asked:
    """Whose hours counted when it stopped; days of the successor that lie before that count by its own."""
    timer = asked.timer
    calendar, pauses = asked.counted_by(context.calendar, clock.last_ran(at)), asked.pauses(clock.pauses, at)
    due, _ = due_after(calendar, timer.started_at, timer.time_limit, pauses)
    return replace(asked, timer=replace(timer, due_at=due))


def _after(asked: Asked, event: CoordinationMoved | AskedClockMoved) -> Asked:
    stays = [*asked.stays, Stay(agency=event.from_agency, until=event.effective_from)]
    return replace(asked, agency=event.asked_agency, stays=stays)


@CLOCK.evolves(AskedClockMoved)
def successor_is_asked(clock: Clock, event: AskedClockMoved) -> None:
    """The hours of the one that ended still count for its days."""
    asked = _after(clock.asked[event.coordination], event)
    asked.timer.due_at, asked.timer.due_soon_at = event.due_at, event.due_soon_at
    set_again(asked, event.receipt)
    clock.asked[event.coordination] = asked
