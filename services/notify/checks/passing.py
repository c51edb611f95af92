"""Every entry on buck-passing against the event that it tells of, and each such event against its entries."""

from services.notify.checks.leaders import LeaderCheck
from services.notify.domain.delivery import NotificationKind
from services.notify.domain.leader_news import LeaderNews
from services.notify.domain.passing_news import passing_news
from shared.contracts.cases.passing import BuckPassingDetected
from shared.contracts.topics import Service as ServiceName
from shared.runtime.checking import Followed


class PassingCheck(LeaderCheck):
    """Each leader above the units was told, once."""

    follows = frozenset({ServiceName.CASES})
    kinds = frozenset({NotificationKind.BUCK_PASSING})
    counted = "buck-passing"

    def news(self, followed: Followed) -> LeaderNews | None:
        """Of buck-passing, unless a history brought it in."""
        event = followed.event
        if not isinstance(event, BuckPassingDetected):
            return None
        return passing_news(event, followed.recorded.recorded_at)
