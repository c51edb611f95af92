"""What is done at a step: it is assigned, taken, received and completed."""

from typing import Any

from services.sla.domain.clock import Clock, StepOutcome, Visit, visit_key
from services.sla.domain.events import StepClockAssigned, StepClockReceived
from services.sla.domain.following import CLOCK, ChangeContext
from services.sla.domain.giving import Way, given_again
from services.sla.domain.receipts import at_receipt, ended
from services.sla.domain.stopping import stop, used_minutes
from shared.contracts.cases.facts import StepEvent
from shared.contracts.cases.steps import StepAssigned, StepCompleted, StepReceived, StepReleased, StepTaken
from shared.contracts.declaring import effective_at
from shared.restating import restate


@CLOCK.follows(StepAssigned, StepTaken)
def assigned(clock: Clock, event: StepAssigned | StepTaken, context: ChangeContext) -> list[Any]:
    """Somebody holds the visit, or its division's queue does, if its time runs still."""
    visit = clock.open.get(visit_key(event.step, event.visit))
    if visit is None:
        return []
    held = _held_by(visit, event, context)
    if isinstance(event, StepTaken):
        return [held]
    by, at = event.assigned_by, event.assigned_at
    return [held, *given_again(clock, visit, event, Way.ASSIGNED, by, at, context)]


@CLOCK.follows(StepReleased)
def released(clock: Clock, event: StepReleased, context: ChangeContext) -> list[Any]:
    """Nobody holds the visit; of one whose time has stopped it is told all the same, since it is in hand."""
    visit = clock.visit(event.step, event.visit)
    if visit is None:
        return []
    held = [_held_by(visit, event, context)] if visit.stopped_at is None else []
    by, at = event.released_from, event.released_at
    return [*held, *given_again(clock, visit, event, Way.RELEASED, by, at, context)]


def _held_by(visit: Visit, event: StepEvent, context: ChangeContext) -> StepClockAssigned:
    return StepClockAssigned(
        source_version=context.version,
        step=event.step,
        visit=event.visit,
        official=event.official,
        division=event.division if event.division != visit.division else None,
        held_at=effective_at(event),
    )


@CLOCK.evolves(StepClockAssigned)
def holds(clock: Clock, event: StepClockAssigned) -> None:
    """Who holds the visit is told when it is overdue."""
    visit = clock.open[visit_key(event.step, event.visit)]
    visit.hold(event.official, event.held_at)
    visit.division = event.division or visit.division


@CLOCK.follows(StepReceived)
def received(clock: Clock, event: StepReceived, context: ChangeContext) -> list[Any]:
    """How long it waited counts from the hand-off."""
    visit = clock.open.get(visit_key(event.step, event.visit))
    if visit is None:
        return []
    waited = used_minutes(clock, visit.timer, event.received_at, context)
    return [
        *at_receipt(clock, visit, event.received_at, context),
        restate(
            StepClockReceived,
            event,
            source_version=context.version,
            official=event.official or event.received_by,
            waited_minutes=waited,
        ),
    ]


@CLOCK.evolves(StepClockReceived)
def taken_up(clock: Clock, event: StepClockReceived) -> None:
    """Who received it holds it."""
    visit = clock.open[visit_key(event.step, event.visit)]
    visit.hold(event.official, event.received_at)
    visit.received_at = event.received_at
    ended(visit, event.received_at)


@CLOCK.follows(StepCompleted)
def completed(clock: Clock, event: StepCompleted, context: ChangeContext) -> list[Any]:
    """The step's work is done: its clock stops, though the case may wait to be handed off.

    A delegate's work counts for the delegate.
    """
    visit = clock.open.get(visit_key(event.step, event.visit))
    by, at = event.delegate or event.completed_by, event.completed_at
    return stop(clock, visit, at, StepOutcome.COMPLETED, context, by) if visit else []
