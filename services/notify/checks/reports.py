"""Every entry on a report against the report's issue, and each issue that is told against its entries."""

from services.notify.checks.leaders import LeaderCheck
from services.notify.domain.delivery import NotificationKind
from services.notify.domain.leader_news import LeaderNews
from services.notify.domain.report_news import report_news
from shared.contracts.reports import ReportIssued
from shared.contracts.topics import Service as ServiceName
from shared.runtime.checking import Followed


class ReportCheck(LeaderCheck):
    """Each head of what the report is on was told of it, once."""

    follows = frozenset({ServiceName.SLA})
    kinds = frozenset({NotificationKind.REPORT_ISSUED, NotificationKind.REPORT_CORRECTED})
    counted = "reports"

    def news(self, followed: Followed) -> LeaderNews | None:
        """Of a report that the schedule issued, or of a further edition."""
        event = followed.event
        return report_news(event) if isinstance(event, ReportIssued) else None
