"""An overdue reaches a level of its ladder, or is to be looked at when it does."""

from datetime import datetime
from typing import Any

from services.sla.domain.clock import Asked, Clock, Owner, TimeName, Timer, Visit, name_of
from services.sla.domain.escalation_events import EscalationAwaited
from services.sla.domain.following import CLOCK
from services.sla.domain.known import KnownOfLadders
from services.sla.domain.ladder import Escalation, Ladder, Level
from shared.contracts.escalations import EscalationRaised
from shared.kernel import day_of


def named_at(
    clock: Clock, owner: Owner, level: str, at: datetime, due_at: datetime, known: KnownOfLadders
) -> dict[str, Any]:
    """The cause of an escalation, and whose people are told at a level that is reached then."""
    name = name_of(owner)
    agency = owner.agency if isinstance(owner, Asked) else clock.agency
    return {
        **name.place(),
        "step_name": clock.step_names.get(name.step) if name.step is not None else None,
        "asked_agency": agency if isinstance(owner, Asked) else None,
        "level": level,
        "told_agency": known.superior(agency, day_of(at)) if level == Level.PROVINCE else agency,
        "division": owner.division if isinstance(owner, Visit) else None,
        "official": owner.official if isinstance(owner, Visit) else None,
        "due_at": due_at,
    }


def time_of(clock: Clock, name: TimeName) -> Timer:
    """A time, also of a visit that has ended."""
    if name.coordination is None and name.step is not None and name.visit is not None:
        visit = clock.visit(name.step, name.visit)
        assert visit is not None, "a visit's escalation has its visit"
        return visit.timer
    return clock.timer(name)


def _ladder(clock: Clock, event: EscalationRaised | EscalationAwaited) -> Ladder:
    """A new one where another due instant has passed."""
    timer = time_of(clock, TimeName(event.step, event.visit, event.coordination))
    if timer.ladder is None or timer.ladder.due_at != event.due_at:
        timer.ladder = Ladder(event.due_at)
    return timer.ladder


@CLOCK.evolves(EscalationRaised)
def raised(clock: Clock, event: EscalationRaised) -> None:
    """It isn't raised again, unless it turns out never to have stood."""
    ladder = _ladder(clock, event)
    ladder.escalations[event.level] = Escalation(event.raised_at)
    ladder.alarm = event.alarm


@CLOCK.evolves(EscalationAwaited)
def awaited(clock: Clock, event: EscalationAwaited) -> None:
    """The sweeper looks at it then."""
    _ladder(clock, event).alarm = event.alarm
