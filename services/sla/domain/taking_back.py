"""What was given by mistake is taken back: a receipt, or a completion, after which the time has run on."""

from typing import Any

from services.sla.domain.alarms import alarm_again
from services.sla.domain.clock import Clock, visit_key
from services.sla.domain.events import StepClockContinued, StepClockHandedBack
from services.sla.domain.following import CLOCK, ChangeContext
from services.sla.domain.moves import due_again
from services.sla.domain.receipts import counted_again, set_again
from shared.contracts.cases.steps import CompletionTakenBack, ReceiptTakenBack
from shared.restating import restate


@CLOCK.follows(ReceiptTakenBack)
def receipt_taken_back(clock: Clock, event: ReceiptTakenBack, context: ChangeContext) -> list[Any]:
    """Its time runs as it did; how long it waits is counted at the next receipt."""
    visit = clock.open.get(visit_key(event.step, event.visit))
    if visit is None:
        return []
    receipt = counted_again(clock, visit, context.calendar)
    return [restate(StepClockHandedBack, event, source_version=context.version, receipt=receipt)]


@CLOCK.evolves(StepClockHandedBack)
def handed_back(clock: Clock, event: StepClockHandedBack) -> None:
    """It waits to be taken up."""
    visit = clock.open[visit_key(event.step, event.visit)]
    visit.official, visit.received_at = event.official, None
    set_again(visit, event.receipt)


@CLOCK.follows(CompletionTakenBack)
def completion_taken_back(clock: Clock, event: CompletionTakenBack, context: ChangeContext) -> list[Any]:
    """By the calendar as it is now: it may have changed since."""
    visit = clock.finished.get(visit_key(event.step, event.visit))
    if visit is None:
        return []
    due, soon = due_again(clock, visit.timer, context.calendar, clock.pauses)
    return [
        restate(
            StepClockContinued,
            event,
            source_version=context.version,
            due_at=due,
            due_soon_at=soon,
            overdue=visit.timer.overdue_raised,
            alarm=alarm_again(clock, visit.timer, due, None if visit.due_soon_raised else soon),
        )
    ]


@CLOCK.evolves(StepClockContinued)
def continued(clock: Clock, event: StepClockContinued) -> None:
    """The visit is open."""
    key = visit_key(event.step, event.visit)
    visit = clock.open[key] = clock.finished.pop(key)
    clock.in_hand.pop(event.step, None)
    visit.official, visit.stopped_at, visit.late = event.official, None, False
    visit.completed_by = None
    visit.timer.due_at, visit.timer.due_soon_at = event.due_at, event.due_soon_at
