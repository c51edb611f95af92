"""Every entry on buck-passing against the event that it tells of, and each such event against its entries."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from services.notify.domain.delivery import NotificationKind
from services.notify.domain.directory import DIRECTORY, Directory, OfficialReplicated
from services.notify.domain.leaders import leaders_above
from shared.contracts.cases.passing import BuckPassingDetected
from shared.contracts.notify import NotificationAdded
from shared.contracts.source import event_id
from shared.contracts.topics import Service as ServiceName
from shared.eventstore.records import RecordedEvent
from shared.kernel import RECORDING_BOUND
from shared.runtime.checking import Check, Followed
from shared.runtime.findings import Area, Findings


@dataclass(frozen=True, slots=True)
class _Detected:
    event: BuckPassingDetected
    recorded_at: datetime
    settled: bool

    def leaders(self, directories: Mapping[str, Directory]) -> tuple[str, ...]:
        agencies = {unit.agency for unit in self.event.between}
        return leaders_above(self.event.above, agencies, directories)


class PassingCheck(Check):
    """Follows directories and entries while the log of the notify store goes by."""

    follows = frozenset({ServiceName.CASES})

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._detected: dict[str, _Detected] = {}
        self._listed: list[tuple[datetime, OfficialReplicated]] = []
        self._told: dict[str, set[str]] = defaultdict(set)

    def follow(self, followed: Followed) -> None:
        """See the next event of the cases store."""
        event, recorded = followed.event, followed.recorded
        if not isinstance(event, BuckPassingDetected):
            return
        if recorded.recorded_at - event.detected_at <= RECORDING_BOUND:
            cause = event_id(ServiceName.CASES, recorded.stream, recorded.version)
            self._detected[cause] = _Detected(event, recorded.recorded_at, followed.settled)

    def take(self, recorded: RecordedEvent) -> None:
        """See the next event of the notify store."""
        event = recorded.event
        if isinstance(event, OfficialReplicated):
            self._listed.append((recorded.recorded_at, event))
        elif isinstance(event, NotificationAdded) and event.kind == NotificationKind.BUCK_PASSING:
            self._told[event.cause].add(event.recipient)
            if event.cause not in self._detected:
                self._disagree(recorded.key, "a cause that the cases store has", f"none: {event.cause}")

    async def finish(self, now: datetime, *, running: bool) -> None:  # noqa: ARG002 - nothing falls due here
        """Tell who wasn't told."""
        for cause, one in self._detected.items():
            self._findings.checked["buck-passing"] += 1
            if not one.settled:
                continue
            for leader in one.leaders(self._directories_before(one.recorded_at)):
                if leader not in self._told[cause]:
                    about = f"an entry: buck-passing in {one.event.case_number}"
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
