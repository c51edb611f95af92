"""What all checks of inboxes keep while the log of the notify store goes by, and what they tell."""

from abc import abstractmethod
from collections import defaultdict
from collections.abc import Iterable

from services.notify.checks.dropped import DroppedCauses
from services.notify.checks.people_then import PeopleThen
from services.notify.domain.delivery import delivery_key
from shared.contracts.notify import NotificationAdded
from shared.eventstore.records import RecordedEvent
from shared.runtime.checking import Check
from shared.runtime.findings import Area, Findings


class InboxCheck(Check):
    """Follows people, dropped causes and entries."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._people = PeopleThen()
        self._dropped = DroppedCauses()
        self._told: dict[str, set[str]] = defaultdict(set)  #: who has an entry, by its cause

    def take(self, recorded: RecordedEvent) -> None:
        """See the next event."""
        self._people.take(recorded)
        self._dropped.take(recorded)
        if isinstance(recorded.event, NotificationAdded):
            self._take_entry(recorded, recorded.event)

    @abstractmethod
    def _take_entry(self, recorded: RecordedEvent, event: NotificationAdded) -> None:
        """See an entry."""

    def _tell_missing(self, cause: str, expected: Iterable[str], about: str, form: str) -> None:
        """Tell who has no entry; what an operator dropped is noted alone."""
        missing = [one for one in expected if one not in self._told[cause]]
        if missing and cause in self._dropped:
            self._findings.note(Area.NOTIFICATION, cause, f"{about} was dropped as a dead letter")
            return
        for recipient in missing:
            self._disagree(delivery_key(cause, recipient), f"{form}: {about}", "none")

    def _disagree(self, key: str, expected: str, found: str) -> None:
        self._findings.disagree(Area.NOTIFICATION, f"delivery-{key}", expected, found)
