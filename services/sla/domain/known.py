"""What decisions about a clock ask beside its own state."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

from services.sla.domain.deadline_policy import PROVINCE, DeadlinePolicy, PolicyRules, rules_at
from services.sla.domain.events import EventBuffered
from services.sla.domain.superiors import Superiors
from services.sla.errors import UnknownCalendar
from shared.working_time.calendar import WorkingCalendar


class Calendars(Protocol):
    """The working calendars, as they are now."""

    def calendar(self, code: str) -> WorkingCalendar:
        """The calendar with this code. Raises `UnknownCalendar` where there is none."""


class KnownOfLadders(Calendars, Protocol):
    """What it takes to say when an overdue reaches which level, and whose people are told there."""

    def policy(self, agency: str, procedure: str, due_at: datetime) -> PolicyRules:
        """The policy that was in force at a due instant."""

    def superior(self, agency: str, day: date) -> str | None:
        """The agency above on that day; None: there is none, or none is known."""


class Known(KnownOfLadders, Protocol):
    """What following a case asks."""

    @property
    def recorded_at(self) -> datetime:
        """When the service takes what it follows now."""

    def event(self, buffered: EventBuffered) -> Any:
        """A buffered event, read again."""


@dataclass(slots=True, kw_only=True)
class KnownNow:
    """The same, all at hand, for events that come in their order."""

    calendars: Mapping[str, WorkingCalendar]
    recorded_at: datetime
    policies: Mapping[str, DeadlinePolicy] = field(default_factory=dict)  #: by their keys
    superiors: Mapping[str, Superiors] = field(default_factory=dict)  #: by agency

    def policy(self, agency: str, procedure: str, due_at: datetime) -> PolicyRules:
        """The policy that was in force at a due instant."""
        found = (self.policies[key] for key in (agency, PROVINCE) if key in self.policies)
        return rules_at(found, procedure, due_at)

    def superior(self, agency: str, day: date) -> str | None:
        """The agency above on that day; None: there is none, or none is known."""
        return self.superiors[agency].on(day) if agency in self.superiors else None

    def calendar(self, code: str) -> WorkingCalendar:
        """The calendar with this code. Raises `UnknownCalendar` where there is none."""
        if code not in self.calendars:
            raise UnknownCalendar(calendar=code)
        return self.calendars[code]

    def event(self, buffered: EventBuffered) -> Any:
        """Nothing waits here."""
        raise LookupError(f"event {buffered.version} was not to be buffered")
