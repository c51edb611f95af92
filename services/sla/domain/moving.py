"""The case leaves its stage, or comes back to a step: open clocks stop, those of the next visits start."""

from typing import Any

from services.sla.domain.clock import Clock, StepOutcome
from services.sla.domain.following import CLOCK, ChangeContext
from services.sla.domain.opening import start_visits
from services.sla.domain.stopping import stop_all
from shared.contracts.cases import StepHandedOff, StepReopened, StepReturned


@CLOCK.follows(StepHandedOff)
def handed_off(clock: Clock, event: StepHandedOff, context: ChangeContext) -> list[Any]:
    """To a later stage; what still runs, stops."""
    at = event.handed_off_at
    left = stop_all(clock, at, StepOutcome.HANDED_OFF, context)
    return left + start_visits(clock, event.to, at, context)


@CLOCK.follows(StepReturned)
def returned(clock: Clock, event: StepReturned, context: ChangeContext) -> list[Any]:
    """To an earlier stage; every clock of the stage stops."""
    at = event.returned_at
    return stop_all(clock, at, StepOutcome.RETURNED, context) + start_visits(clock, event.to, at, context)


@CLOCK.follows(StepReopened)
def reopened(clock: Clock, event: StepReopened, context: ChangeContext) -> list[Any]:
    """A finished step is done once more, as a new visit."""
    return [*start_visits(clock, event.to, event.reopened_at, context)]
