"""What the sla service follows: every event of a case, so that the versions of its stream have no gaps.

Of the catalog it keeps what divisions, officials and procedures are called, for who reads its lists; who acts
for whom, for who asks what there is to do; under which agency each stands, for who is told in the end;
and for which rollout wave each is planned, for the province's figures.
"""

from services.sla.application.known_here import KnownHere
from services.sla.domain.deciders import CLOCK, CONVERSIONS, DELEGATIONS, ROLLOUT, STAFF, SUPERIORS
from services.sla.errors import UnknownCalendar
from shared.contracts.topics import Topic
from shared.messaging.message import NotYet
from shared.messaging.subscription import Subscription
from shared.names.following import NAMES
from shared.working_time.calendar import WorkingCalendar


class KnownSoon(KnownHere):
    """A case by a calendar that isn't defined here waits for it."""

    def calendar(self, code: str) -> WorkingCalendar:
        """The calendar as it is now. Raises `NotYet`."""
        try:
            return super().calendar(code)
        except UnknownCalendar as error:
            raise NotYet(missing=str(error)) from error


SUBSCRIPTIONS = (
    Subscription(Topic.CASES, "sla", {}, (CLOCK,), known=KnownSoon),
    Subscription(Topic.CATALOG, "sla", {}, (NAMES, DELEGATIONS, SUPERIORS, STAFF, CONVERSIONS, ROLLOUT)),
)
