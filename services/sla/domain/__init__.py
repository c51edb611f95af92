"""The rules of time: working calendars, and the clock of each case."""

from services.sla.domain.calendar import CALENDAR
from services.sla.domain.clock import CLOCK, Clock
from services.sla.domain.clock_events import ClockEvent, FactHeld
from services.sla.domain.noting import NoteFact, calendar_needed, note
from services.sla.domain.sweeping import Recount, Sweep, next_alarm, recount, sweep

ClockCommand = NoteFact | Sweep | Recount


def decide(state: Clock, command: ClockCommand) -> list[ClockEvent | FactHeld]:
    """The events that a command leads to; none where there is nothing new."""
    match command:
        case NoteFact():
            return note(state, command)
        case Sweep():
            return [*sweep(state, command)]
        case Recount():
            return [*recount(state, command)]


__all__ = [
    "CALENDAR",
    "CLOCK",
    "Clock",
    "ClockCommand",
    "NoteFact",
    "Recount",
    "Sweep",
    "calendar_needed",
    "decide",
    "next_alarm",
]
