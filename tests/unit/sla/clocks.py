"""A clock that facts and sweeps happen to, one after another."""

from typing import Any

from services.sla.domain import CLOCK, NoteFact, Sweep, decide
from services.sla.domain.clock import Clock
from services.sla.domain.facts import AnyCaseFact
from tests.unit.working_time.calendars import VIETNAM, hanoi


class Told:
    """Everything that has been told of a clock, and the clock."""

    def __init__(self) -> None:
        self.clock: Clock = CLOCK.initial()
        self.events: list[Any] = []

    def note(self, *facts: AnyCaseFact) -> "Told":
        for fact in facts:
            self._do(NoteFact(fact=fact, calendar=VIETNAM))
        return self

    def sweep(self, at: str) -> list[Any]:
        """Sweep, and answer with what that told."""
        return self._do(Sweep(now=hanoi(at)))

    def _do(self, command: Any) -> list[Any]:
        events = decide(self.clock, command)
        for event in events:
            CLOCK.evolve(self.clock, event)
        self.events += events
        return events

    def all(self, kind: type) -> list[Any]:
        return [event for event in self.events if isinstance(event, kind)]


def told(*facts: AnyCaseFact) -> Told:
    return Told().note(*facts)
