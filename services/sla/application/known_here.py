"""What decisions on a clock ask, as the service's own store has it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from services.sla.domain.calendar import Calendar
from services.sla.domain.deadline_policy import PROVINCE, PolicyRules, rules_at
from services.sla.domain.deciders import CALENDAR, DEADLINE_POLICY, SUPERIORS
from services.sla.domain.events import EventBuffered
from services.sla.errors import UnknownCalendar
from shared.contracts.registry import parse
from shared.eventstore.unit_of_work import UnitOfWork
from shared.public_holidays import further_days
from shared.working_time.calendar import WorkingCalendar


@dataclass(slots=True)
class KnownHere:
    """The calendars, in a unit of work."""

    work: UnitOfWork

    @property
    def recorded_at(self) -> datetime:
        """When the service takes what it follows now."""
        return self.work.context.recorded_at

    def calendar(self, code: str) -> WorkingCalendar:
        """The calendar as it is now. Raises `UnknownCalendar`."""
        return working(self.work.state(CALENDAR, code), code)

    def policy(self, agency: str, procedure: str, due_at: datetime) -> PolicyRules:
        """The policy that was in force at a due instant."""
        found = (self.work.state(DEADLINE_POLICY, key) for key in (agency, PROVINCE))
        return rules_at(found, procedure, due_at)

    def superior(self, agency: str, day: date) -> str | None:
        """The agency above on that day; None: there is none, or none is known."""
        return self.work.state(SUPERIORS, agency).on(day)

    def event(self, buffered: EventBuffered) -> Any:
        """A buffered event, read again."""
        return parse(buffered.event_type, buffered.data.encode())


def working(state: Calendar, code: str) -> WorkingCalendar:
    """The calendar to count by. Raises `UnknownCalendar` where it isn't defined."""
    found = state.working(further_days)
    if found is None:
        raise UnknownCalendar(calendar=code)
    return found
