"""What is done at a step: it is assigned, received and completed."""

from typing import Any

from services.sla.domain.clock import Clock, StepOutcome, visit_key
from services.sla.domain.events import StepClockAssigned, StepClockReceived
from services.sla.domain.following import CLOCK, ChangeContext
from services.sla.domain.stopping import stop, used_minutes
from shared.contracts.cases import StepAssigned, StepCompleted, StepReceived
from shared.restating import restate


@CLOCK.follows(StepAssigned)
def assigned(clock: Clock, event: StepAssigned, context: ChangeContext) -> list[Any]:
    """Somebody holds the visit, if its time runs still."""
    if visit_key(event.step, event.visit) not in clock.open:
        return []
    official = event.official or event.assigned_by
    version = context.version
    return [StepClockAssigned(source_version=version, step=event.step, visit=event.visit, official=official)]


@CLOCK.evolves(StepClockAssigned)
def holds(clock: Clock, event: StepClockAssigned) -> None:
    """Who holds the visit is told when it is overdue."""
    clock.open[visit_key(event.step, event.visit)].official = event.official


@CLOCK.follows(StepReceived)
def received(clock: Clock, event: StepReceived, context: ChangeContext) -> list[Any]:
    """How long it waited counts from the hand-off."""
    visit = clock.open.get(visit_key(event.step, event.visit))
    if visit is None:
        return []
    waited = used_minutes(clock, visit.timer, event.received_at, context)
    return [
        restate(
            StepClockReceived,
            event,
            source_version=context.version,
            official=event.official or event.received_by,
            waited_minutes=waited,
        )
    ]


@CLOCK.evolves(StepClockReceived)
def taken_up(clock: Clock, event: StepClockReceived) -> None:
    """Who received it holds it."""
    visit = clock.open[visit_key(event.step, event.visit)]
    visit.official = event.official
    visit.received_at = event.received_at


@CLOCK.follows(StepCompleted)
def completed(clock: Clock, event: StepCompleted, context: ChangeContext) -> list[Any]:
    """The step's work is done: its clock stops, though the case may wait to be handed off."""
    visit = clock.open.get(visit_key(event.step, event.visit))
    return stop(clock, visit, event.completed_at, StepOutcome.COMPLETED, context) if visit else []
