"""What must stand of escalations: against a plain fold, and by time, beside what a clock's events lead to."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from services.sla.domain.clock import Clock, TimeName
from services.sla.domain.escalation_events import EscalationAwaited
from services.sla.domain.known import KnownNow
from services.sla.domain.ladder import LEVELS
from services.sla.domain.reaching import Happening, climb
from shared.contracts.escalations import EscalationAcknowledged, EscalationEnded, EscalationRaised
from shared.eventstore.records import RecordedEvent

#: What a clock tells of its ladders; of an overdue from before there were any it tells nothing.
LADDER_EVENTS = (EscalationRaised, EscalationEnded, EscalationAwaited)
#: A cause and a level.
_Place = tuple[TimeName, datetime, str]


class LadderFold:
    """Which escalations of a case are open, ended and acknowledged, by the events alone."""

    def __init__(self) -> None:
        self._open: dict[_Place, EscalationRaised] = {}
        self._stood: set[_Place] = set()
        self._acknowledged: set[_Place] = set()

    def faults(self, event: Any) -> Iterator[str]:
        """What is wrong with the next event of the clock."""
        match event:
            case EscalationRaised():
                yield from self._raised(event)
            case EscalationAcknowledged():
                place = _place(event)
                if place not in self._open or place in self._acknowledged:
                    yield "an acknowledgement of what is open, once"
                self._acknowledged.add(place)
            case EscalationEnded():
                yield from self._ended(event)

    def _raised(self, event: EscalationRaised) -> Iterator[str]:
        place = _place(event)
        if place in self._open or place in self._stood:
            yield "an escalation once for each cause and level"
        if event.raised_at < event.due_at:
            yield "an escalation after its due instant"
        below = [one for one in self._open if one[:2] == place[:2] and _rank(one[2]) > _rank(event.level)]
        if below:
            yield f"{event.level} before {below[0][2]}"
        self._open[place] = event

    def _ended(self, event: EscalationEnded) -> Iterator[str]:
        place = _place(event)
        raised = self._open.pop(place, None)
        if raised is None or raised.raised_at != event.raised_at:
            yield "the end of an escalation that is open"
        if event.stood and event.ended_at < event.raised_at:
            yield "an end after it was raised"
        self._acknowledged.discard(place)
        if event.stood:
            self._stood.add(place)


def _place(event: EscalationRaised | EscalationAcknowledged | EscalationEnded) -> _Place:
    return TimeName(event.step, event.visit, event.coordination), event.due_at, event.level


def _rank(level: str) -> int:
    return LEVELS.index(level) if level in LEVELS else len(LEVELS)


def awaited(clock: Clock, recorded: RecordedEvent, known: KnownNow) -> Sequence[Any]:
    """When the sweeper is to look at the clock's ladders, as they stand."""
    return climb(clock, Happening(events=(), detected_at=recorded.recorded_at), known)


def since_ladders(clock: Clock, missing: Sequence[Any]) -> list[Any]:
    """What is missing, but for ladders of what was told to be overdue before there were any."""
    old = {
        TimeName(one.step, one.visit, one.coordination)
        for one in missing
        if isinstance(one, LADDER_EVENTS) and not _has_ladder(clock, one)
    }
    return [one for one in missing if not (isinstance(one, LADDER_EVENTS) and _name(one) in old)]


def _name(event: Any) -> TimeName:
    return TimeName(event.step, event.visit, event.coordination)


def _has_ladder(clock: Clock, event: Any) -> bool:
    name = _name(event)
    if name.coordination is None and name.step is not None and name.visit is not None:
        visit = clock.visit(name.step, name.visit)
        return visit is not None and visit.timer.ladder is not None
    if name.coordination is not None:
        return name.coordination in clock.asked and clock.asked[name.coordination].timer.ladder is not None
    return clock.total is not None and clock.total.ladder is not None
