"""What the clocks knew, as the log of the sla store goes by."""

from datetime import datetime

from services.sla.domain.calendar import Calendar
from services.sla.domain.deadline_policy import DeadlinePolicy, DeadlinePolicyAdopted
from services.sla.domain.deciders import CALENDAR, DEADLINE_POLICY, SUPERIORS
from services.sla.domain.known import KnownNow
from services.sla.domain.superiors import SuperiorNoted, Superiors
from shared.eventstore.records import RecordedEvent
from shared.public_holidays import further_days

_EVENTS = frozenset(CALENDAR.events)


class KnownThen:
    """The calendars, up to a place of the log."""

    def __init__(self) -> None:
        self._calendars: dict[str, Calendar] = {}
        self._policies: dict[str, DeadlinePolicy] = {}
        self._superiors: dict[str, Superiors] = {}

    def take(self, recorded: RecordedEvent) -> None:
        """See the next event."""
        if type(recorded.event) in _EVENTS:
            known = self._calendars.get(recorded.key) or CALENDAR.initial()
            self._calendars[recorded.key] = CALENDAR.evolve(known, recorded.event)
        elif isinstance(recorded.event, DeadlinePolicyAdopted):
            policy = self._policies.get(recorded.key) or DEADLINE_POLICY.initial()
            self._policies[recorded.key] = DEADLINE_POLICY.evolve(policy, recorded.event)
        elif isinstance(recorded.event, SuperiorNoted):
            superiors = self._superiors.get(recorded.key) or SUPERIORS.initial()
            self._superiors[recorded.key] = SUPERIORS.evolve(superiors, recorded.event)

    def at(self, recorded: RecordedEvent) -> KnownNow:
        """What the clocks knew when they recorded this event."""
        return self.now(recorded.recorded_at)

    def now(self, recorded_at: datetime) -> KnownNow:
        """What they know at the end of the log."""
        working = ((code, one.working(further_days)) for code, one in self._calendars.items())
        return KnownNow(
            calendars={code: found for code, found in working if found},
            recorded_at=recorded_at,
            policies=self._policies,
            superiors=self._superiors,
        )
