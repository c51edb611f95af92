"""Every entry on an escalation against its event, and each such event against its entries."""

from services.notify.checks.leaders import LeaderCheck
from services.notify.domain.delivery import NotificationKind
from services.notify.domain.escalation_news import escalation_news
from services.notify.domain.leader_news import LeaderNews
from shared.contracts.escalations import EscalationRaised
from shared.contracts.topics import Service as ServiceName
from shared.runtime.checking import Followed


class EscalationCheck(LeaderCheck):
    """Each leader of the level was told, once."""

    follows = frozenset({ServiceName.SLA})
    kinds = frozenset(
        {
            NotificationKind.STEP_ESCALATED,
            NotificationKind.CASE_ESCALATED,
            NotificationKind.COORDINATION_ESCALATED,
        }
    )
    counted = "escalations"

    def news(self, followed: Followed) -> LeaderNews | None:
        """Of an escalation, unless it is old or over."""
        event = followed.event
        return escalation_news(event) if isinstance(event, EscalationRaised) else None
