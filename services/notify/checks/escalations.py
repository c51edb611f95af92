"""Every entry on an escalation against its event, and each such event against its entries."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from services.notify.domain.delivery import NotificationKind
from services.notify.domain.directory import DIRECTORY, Directory, OfficialReplicated
from services.notify.domain.escalation_texts import is_told, told_of_escalation
from shared.contracts.escalations import EscalationRaised
from shared.contracts.notify import NotificationAdded
from shared.contracts.source import event_id
from shared.contracts.topics import Service as ServiceName
from shared.eventstore.records import RecordedEvent
from shared.runtime.checking import Check, Followed
from shared.runtime.findings import Area, Findings

ESCALATED = (
    NotificationKind.STEP_ESCALATED,
    NotificationKind.CASE_ESCALATED,
    NotificationKind.COORDINATION_ESCALATED,
)


class _Raised(NamedTuple):
    event: EscalationRaised
    recorded_at: datetime
    settled: bool


class EscalationCheck(Check):
    """Follows directories and entries while the log of the notify store goes by."""

    follows = frozenset({ServiceName.SLA})

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._raised: dict[str, _Raised] = {}
        self._listed: list[tuple[datetime, OfficialReplicated]] = []
        self._told: dict[str, set[str]] = defaultdict(set)

    def follow(self, followed: Followed) -> None:
        """See the next event of the sla store."""
        event, recorded = followed.event, followed.recorded
        if isinstance(event, EscalationRaised) and is_told(event):
            cause = event_id(ServiceName.SLA, recorded.stream, recorded.version)
            self._raised[cause] = _Raised(event, recorded.recorded_at, followed.settled)

    def take(self, recorded: RecordedEvent) -> None:
        """See the next event of the notify store."""
        event = recorded.event
        if isinstance(event, OfficialReplicated):
            self._listed.append((recorded.recorded_at, event))
        elif isinstance(event, NotificationAdded) and event.kind in ESCALATED:
            self._told[event.cause].add(event.recipient)
            if event.cause not in self._raised:
                self._disagree(recorded.key, "an escalation that the sla store has", f"none: {event.cause}")

    async def finish(self, now: datetime, *, running: bool) -> None:  # noqa: ARG002 - nothing falls due here
        """Tell who wasn't told."""
        for cause, one in self._raised.items():
            self._findings.checked["escalations"] += 1
            if not one.settled:
                continue
            for leader in told_of_escalation(one.event, self._directories_before(one.recorded_at)):
                if leader not in self._told[cause]:
                    about = f"an entry: {one.event.level} of {one.event.case_number}"
                    self._disagree(f"{cause}.{leader}", about, "none")

    def _directories_before(self, moment: datetime) -> Mapping[str, Directory]:
        """As they were, for certain, before the event could arrive."""
        found: dict[str, Directory] = {}
        for at, event in self._listed:
            if at < moment:
                known = found.get(event.agency) or DIRECTORY.initial()
                found[event.agency] = DIRECTORY.evolve(known, event)
        return found

    def _disagree(self, key: str, expected: str, found: str) -> None:
        self._findings.disagree(Area.NOTIFICATION, f"delivery-{key}", expected, found)
