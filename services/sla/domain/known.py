"""What decisions about a clock ask beside its own state."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from services.sla.domain.events import EventBuffered
from services.sla.errors import UnknownCalendar
from shared.working_time.calendar import WorkingCalendar


class Calendars(Protocol):
    """The working calendars, as they are now."""

    def calendar(self, code: str) -> WorkingCalendar:
        """The calendar with this code. Raises `UnknownCalendar` where there is none."""


class Known(Calendars, Protocol):
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

    def calendar(self, code: str) -> WorkingCalendar:
        """The calendar with this code. Raises `UnknownCalendar` where there is none."""
        if code not in self.calendars:
            raise UnknownCalendar(calendar=code)
        return self.calendars[code]

    def event(self, buffered: EventBuffered) -> Any:
        """Nothing waits here."""
        raise LookupError(f"event {buffered.version} was not to be buffered")
