"""Every notification against the conclusion that it tells of."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from services.notify.checks.conclusions import Conclusion, Conclusions
from services.notify.checks.escalations import ESCALATED, EscalationCheck
from services.notify.checks.passing import PassingCheck
from services.notify.domain.deciders import DIRECTORY
from services.notify.domain.delivery import NotificationKind, delivery_key
from services.notify.domain.directory import DelegationReplicated, Directory, OfficialReplicated
from shared.contracts.notify import NotificationAdded
from shared.contracts.topics import Service as ServiceName
from shared.eventstore.records import RecordedEvent
from shared.messaging.dead_letters import DeadLetterAdded, DeadLetterDropped
from shared.runtime.checking import Check, Followed
from shared.runtime.findings import Area, Findings, differing

#: What `PassingCheck` and `EscalationCheck` compare.
_OF_OTHERS = (NotificationKind.BUCK_PASSING, *ESCALATED)


class NotificationCheck(Check):
    """Follows directories and deliveries while the log of the notify store goes by."""

    follows = frozenset({ServiceName.SLA, ServiceName.CASES})

    def __init__(self, findings: Findings) -> None:
        self._conclusions = Conclusions()
        self._findings = findings
        self._directories: dict[str, Directory] = {}
        self._listed: dict[str, list[tuple[datetime, OfficialReplicated | DelegationReplicated]]] = (
            defaultdict(list)
        )
        self._told: dict[str, set[str]] = defaultdict(set)
        self._expected: dict[str, tuple[str, ...]] = {}
        self._letters: dict[str, str | None] = {}
        self._dropped: set[str | None] = set()

    def take(self, recorded: RecordedEvent) -> None:
        """See the next event."""
        match recorded.event:
            case OfficialReplicated() | DelegationReplicated():
                self._list(recorded, recorded.event)
            case NotificationAdded():
                self._tell(recorded, recorded.event)
            case DeadLetterAdded():
                self._letters[recorded.key] = recorded.event.event_id
            case DeadLetterDropped():
                self._dropped.add(self._letters.get(recorded.key))

    def follow(self, followed: Followed) -> None:
        """See the next conclusion of a clock, or event of a case."""
        self._conclusions.take(followed)

    async def finish(self, now: datetime, *, running: bool) -> None:  # noqa: ARG002 - nothing falls due here
        """Tell who wasn't told."""
        for cause, conclusion in self._conclusions.by_cause.items():
            if not conclusion.settled:
                continue
            self._findings.checked["conclusions"] += 1
            expected = self._expected.get(cause)
            if expected is None:
                expected = conclusion.told_to(self._directory_before(conclusion))
            missing = [one for one in expected if one not in self._told[cause]]
            if missing and cause in self._dropped:
                text = f"{conclusion.kind.value} of {conclusion.case_number} was dropped as a dead letter"
                self._findings.note(Area.NOTIFICATION, cause, text)
                continue
            for recipient in missing:
                about = f"{conclusion.kind.value} of {conclusion.case_number}"
                self._disagree(delivery_key(cause, recipient), f"a notification: {about}", "none")

    def _list(self, recorded: RecordedEvent, event: OfficialReplicated | DelegationReplicated) -> None:
        directory = self._directories.get(event.agency) or DIRECTORY.initial()
        self._directories[event.agency] = DIRECTORY.evolve(directory, event)
        self._listed[event.agency].append((recorded.recorded_at, event))

    def _tell(self, recorded: RecordedEvent, event: NotificationAdded) -> None:
        self._findings.checked["notifications"] += 1
        key = delivery_key(event.cause, event.recipient)
        if key != recorded.key:
            self._disagree(recorded.key, f"a notification of {recorded.key}", key)
        if event.recipient in self._told[event.cause]:
            self._disagree(recorded.key, "one notification", f"a second one at {recorded.notification_id}")
        self._told[event.cause].add(event.recipient)
        if event.case_number is None or event.kind in _OF_OTHERS:
            return  # it is about a catalogue, or another check's
        conclusion = self._conclusions.by_cause.get(event.cause)
        if conclusion is None:
            self._disagree(recorded.key, "a cause that the stores have", f"none with the id {event.cause}")
            return
        if event.cause not in self._expected:
            directory = self._directories.get(conclusion.agency) or DIRECTORY.initial()
            self._expected[event.cause] = conclusion.told_to(directory, recorded.recorded_at)
        self._compare(recorded, event, conclusion)

    def _compare(self, recorded: RecordedEvent, event: NotificationAdded, conclusion: Conclusion) -> None:
        if event.recipient not in self._expected[event.cause]:
            told = ", ".join(self._expected[event.cause]) or "nobody"
            self._disagree(recorded.key, f"a notification to {told}", f"one to {event.recipient}")
        names = ("kind", "agency", "case_number", "step", "visit", "coordination", "due_at")
        expected, found = ({name: getattr(one, name) for name in names} for one in (conclusion, event))
        if expected != found:
            self._disagree(recorded.key, *differing(expected, found))
        if event.division not in {division for division, _ in conclusion.holders}:
            self._disagree(recorded.key, f"a division of {conclusion.holders}", str(event.division))

    def _directory_before(self, conclusion: Conclusion) -> Directory:
        """The directory as it was, for certain, before the conclusion could arrive."""
        known = self._listed.get(conclusion.agency, [])
        return DIRECTORY.fold(event for at, event in known if at < conclusion.recorded_at)

    def _disagree(self, key: str, expected: str, found: str) -> None:
        self._findings.disagree(Area.NOTIFICATION, f"delivery-{key}", expected, found)


def checks(findings: Findings) -> Sequence[Check]:
    """The service's checks, for one run."""
    return (NotificationCheck(findings), PassingCheck(findings), EscalationCheck(findings))
