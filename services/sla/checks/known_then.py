"""What the clocks knew, as the log of the sla store goes by."""

from services.sla.domain.calendar import Calendar
from services.sla.domain.deciders import CALENDAR
from services.sla.domain.known import KnownNow
from shared.eventstore.records import RecordedEvent
from shared.public_holidays import further_days

_EVENTS = frozenset(CALENDAR.events)


class KnownThen:
    """The calendars, up to a place of the log."""

    def __init__(self) -> None:
        self._calendars: dict[str, Calendar] = {}

    def take(self, recorded: RecordedEvent) -> None:
        """See the next event."""
        if type(recorded.event) in _EVENTS:
            known = self._calendars.get(recorded.key) or CALENDAR.initial()
            self._calendars[recorded.key] = CALENDAR.evolve(known, recorded.event)

    def at(self, recorded: RecordedEvent) -> KnownNow:
        """What the clocks knew when they recorded this event."""
        working = ((code, one.working(further_days)) for code, one in self._calendars.items())
        known = {code: found for code, found in working if found}
        return KnownNow(calendars=known, recorded_at=recorded.recorded_at)
