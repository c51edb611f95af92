"""The case leaves its stage, or comes back to a step: open clocks stop, those of the next visits start."""

from typing import Any

from services.sla.domain.clock import Clock, StepOutcome
from services.sla.domain.coming_back import WayBack, from_visit
from services.sla.domain.following import CLOCK, ChangeContext
from services.sla.domain.giving import Way, given
from services.sla.domain.opening import Sender, start_visits
from services.sla.domain.stopping import in_hand, stop_all
from shared.contracts.cases.steps import StepHandedOff, StepRefused, StepReopened, StepReturned


@CLOCK.follows(StepHandedOff)
def handed_off(clock: Clock, event: StepHandedOff, context: ChangeContext) -> list[Any]:
    """To a later stage; what still runs, stops."""
    at = event.handed_off_at
    stopped = stop_all(clock, at, StepOutcome.HANDED_OFF, context)
    sender = Sender(sent_by=event.handed_off_by, sent_from=event.division)
    started = start_visits(clock, event.to, at, context, sender, in_hand(clock))
    return [*stopped, *started, *given(clock, started, Way.HANDED_OFF, event.handed_off_by, at, context)]


@CLOCK.follows(StepReturned)
def returned(clock: Clock, event: StepReturned, context: ChangeContext) -> list[Any]:
    """To an earlier stage; every clock of the stage stops."""
    at = event.returned_at
    stopped = stop_all(clock, at, StepOutcome.RETURNED, context)
    grounds = None if event.without_grounds else event.grounds
    back = from_visit(clock, event, WayBack.RETURNED, (event.returned_by, at), context, grounds)
    sender = Sender(sent_by=event.returned_by, sent_from=event.division, came_back=True, back=back)
    started = start_visits(clock, event.to, at, context, sender, in_hand(clock))
    return [*stopped, *started, *given(clock, started, Way.RETURNED, event.returned_by, at, context)]


@CLOCK.follows(StepRefused)
def refused(clock: Clock, event: StepRefused, context: ChangeContext) -> list[Any]:
    """Back to those who had handed it off; every clock of the stage stops."""
    at = event.refused_at
    stopped = stop_all(clock, at, StepOutcome.REFUSED, context)
    back = from_visit(clock, event, WayBack.REFUSED, (event.refused_by, at), context)
    sender = Sender(sent_by=event.refused_by, sent_from=event.division, came_back=True, back=back)
    started = start_visits(clock, event.to, at, context, sender, in_hand(clock))
    return [*stopped, *started, *given(clock, started, Way.REFUSED, event.refused_by, at, context)]


@CLOCK.follows(StepReopened)
def reopened(clock: Clock, event: StepReopened, context: ChangeContext) -> list[Any]:
    """A finished step is done once more, as a new visit."""
    at = event.reopened_at
    back = from_visit(clock, event, WayBack.REOPENED, (event.reopened_by, at), context)
    sender = Sender(sent_by=event.reopened_by, sent_from=event.division, back=back)
    again = {one.step for one in event.to}
    left = tuple(one for one in in_hand(clock) if one.step in again)
    started = start_visits(clock, event.to, at, context, sender, left)
    return [*started, *given(clock, started, Way.REOPENED, event.reopened_by, at, context)]
