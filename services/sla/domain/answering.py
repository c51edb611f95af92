"""The time for an answer stops with it, or with what ends the coordination; sent back, it goes on."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from services.sla.domain import informing
from services.sla.domain.alarms import alarm_of
from services.sla.domain.asked_conclusions import asked_overdue
from services.sla.domain.asking import waiting_for
from services.sla.domain.clock import Asked, AskedOutcome, Clock, WithdrawalReason
from services.sla.domain.conclusions import withdrawn
from services.sla.domain.events import AskedClockAccepted, AskedClockContinued, AskedClockStopped
from services.sla.domain.following import CLOCK, ChangeContext
from services.sla.domain.nearing import near
from services.sla.domain.receipts import at_receipt
from services.sla.domain.receipts import ended as receipt_ended
from shared.contracts.cases.coordination import (
    AnswerAccepted,
    AnswerReturned,
    CoordinationAnswered,
    CoordinationDeclined,
    CoordinationWithdrawn,
)
from shared.restating import restate
from shared.working_time.answers import ran_until
from shared.working_time.dues import Pause, due_after, worked_between

_MINUTE = 60
_DISPROVED = {
    AskedOutcome.ANSWERED: WithdrawalReason.ANSWERED_IN_TIME,
    AskedOutcome.DECLINED: WithdrawalReason.DECLINED,
    AskedOutcome.WITHDRAWN: WithdrawalReason.WITHDRAWN,
    AskedOutcome.CASE_ENDED: WithdrawalReason.CASE_ENDED,
}


@CLOCK.follows(CoordinationAnswered)
def answered(clock: Clock, event: CoordinationAnswered, context: ChangeContext) -> list[Any]:
    """An agency that let its silence answer is late."""
    at, silent = event.answered_at, event.by_silence
    return _stopped(clock, event.coordination, at, AskedOutcome.ANSWERED, context, silent=silent)


@CLOCK.follows(CoordinationDeclined)
def declined(clock: Clock, event: CoordinationDeclined, context: ChangeContext) -> list[Any]:
    """It was another's: nobody was late."""
    return _stopped(clock, event.coordination, event.declined_at, AskedOutcome.DECLINED, context)


@CLOCK.follows(CoordinationWithdrawn)
def taken_back(clock: Clock, event: CoordinationWithdrawn, context: ChangeContext) -> list[Any]:
    """Nobody wants it any more, whether it was answered already or not."""
    told = informing.withdrawn(clock, event, context)
    return told or _stopped(clock, event.coordination, event.withdrawn_at, AskedOutcome.WITHDRAWN, context)


def _stopped(
    clock: Clock,
    number: int,
    at: datetime,
    outcome: AskedOutcome,
    context: ChangeContext,
    *,
    silent: bool = False,
) -> list[Any]:
    asked = clock.asked.get(number)
    if asked is None or asked.is_over:
        return []
    left = waiting_for(clock, clock.visit(asked.step, asked.visit), without=asked)
    return stop_asked(clock, asked, at, outcome, context, left, silent=silent)


def end_asked(clock: Clock, at: datetime, context: ChangeContext) -> list[Any]:
    """The case ends, and nobody needs the answers any more."""
    return [
        event
        for asked in clock.asked.values()
        if not asked.is_over
        for event in stop_asked(clock, asked, at, AskedOutcome.CASE_ENDED, context, ())
    ]


def stop_asked(
    clock: Clock,
    asked: Asked,
    at: datetime,
    outcome: AskedOutcome,
    context: ChangeContext,
    left: tuple[str, ...],
    *,
    silent: bool = False,
) -> list[Any]:
    """The time stops; of one that was answered it had stopped then, and is late no more if not wanted.

    What silence has answered may turn out to have been answered, or to have been asked for longer.
    """
    stopped_at = None if asked.by_silence and outcome is AskedOutcome.ANSWERED else asked.stopped_at
    calendar = asked.counted_by(context.calendar, clock.last_ran(stopped_at or at))
    started, due = asked.timer.started_at, asked.timer.due_at
    if stopped_at is None:
        due, _ = due_after(calendar, started, asked.timer.time_limit, asked.pauses(clock.pauses, at))
    at = min(stopped_at or at, at)
    pauses = asked.pauses(clock.pauses_until(at))
    late = outcome is AskedOutcome.ANSWERED and (silent or ran_until(at, pauses) > due)
    stopped = AskedClockStopped(
        source_version=context.version,
        coordination=asked.number,
        step=asked.step,
        visit=asked.visit,
        stopped_at=at,
        due_at=due,
        used_minutes=int(worked_between(calendar, started, at, pauses).total_seconds()) // _MINUTE,
        outcome=outcome,
        late=late,
        by_silence=silent,
        waiting_for=left,
    )
    raised, now, version = asked.timer.overdue_raised, context.recorded_at, context.version
    end = [*at_receipt(clock, asked, at, context), stopped]
    if raised and not late:
        return [withdrawn(clock, asked, asked.timer, _DISPROVED[outcome], now, version), *end]
    if late and not raised:
        timed = replace(asked, timer=replace(asked.timer, due_at=due))
        return [asked_overdue(clock, timed, now, version), *end]
    return end


@CLOCK.evolves(AskedClockStopped)
def stopped(clock: Clock, event: AskedClockStopped) -> None:
    """Nothing is owed, at least for now."""
    asked = clock.asked[event.coordination]
    asked.stopped_at, asked.outcome, asked.late = event.stopped_at, event.outcome, event.late
    asked.timer.due_at, asked.by_silence = event.due_at, event.by_silence
    receipt_ended(asked, event.stopped_at)


@CLOCK.follows(AnswerAccepted)
def accepted(clock: Clock, event: AnswerAccepted, context: ChangeContext) -> list[Any]:
    """How its time went stays as it is."""
    if event.coordination not in clock.asked:
        return []
    return [restate(AskedClockAccepted, event, source_version=context.version)]


@CLOCK.evolves(AskedClockAccepted)
def taken(clock: Clock, event: AskedClockAccepted) -> None:
    """It is over."""
    clock.asked[event.coordination].accepted = True


@CLOCK.follows(AnswerReturned)
def returned(clock: Clock, event: AnswerReturned, context: ChangeContext) -> list[Any]:
    """What went by since the answer moves its due instant, unless that was reached before."""
    asked, at = clock.asked.get(event.coordination), event.returned_at
    if asked is None or asked.is_over or asked.stopped_at is None:
        return []
    calendar, timer = asked.counted_by(context.calendar), asked.timer
    between = [*asked.between_answers, _between(asked.stopped_at, at, event.reason)]
    pauses = replace(asked, between_answers=between).pauses(clock.pauses)
    due, _ = due_after(calendar, timer.started_at, timer.time_limit, pauses)
    soon = near(clock, calendar, timer.started_at, due, pauses)
    unsaid = None if asked.due_soon_raised else soon
    return [
        restate(
            AskedClockContinued,
            event,
            source_version=context.version,
            continued_at=at,
            due_at=due,
            due_soon_at=soon,
            alarm=None if timer.overdue_raised else alarm_of(clock, due, unsaid),
            waiting_for=waiting_for(clock, clock.visit(asked.step, asked.visit), also=asked.agency),
        )
    ]


def _between(answered_at: datetime, returned_at: datetime, reason: str) -> Pause:
    return Pause(start=answered_at, end=returned_at, reason=reason)


@CLOCK.evolves(AskedClockContinued)
def continued(clock: Clock, event: AskedClockContinued) -> None:
    """An answer is owed again."""
    asked = clock.asked[event.coordination]
    between = _between(asked.stopped_at or event.continued_at, event.continued_at, event.reason)
    asked.between_answers.append(between)
    asked.stopped_at, asked.outcome, asked.late = None, None, False
    asked.timer.due_at, asked.timer.due_soon_at = event.due_at, event.due_soon_at
