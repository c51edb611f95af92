"""Every notification against the conclusion that it tells of."""

from collections.abc import Sequence
from datetime import datetime

from services.notify.checks.conclusions import Conclusion, Conclusions
from services.notify.checks.escalations import EscalationCheck
from services.notify.checks.inbox import InboxCheck
from services.notify.checks.leaders import LeaderCheck
from services.notify.checks.passing import PassingCheck
from services.notify.checks.reports import ReportCheck
from services.notify.domain.delivery import delivery_key
from shared.contracts.notify import NotificationAdded
from shared.contracts.topics import Service as ServiceName
from shared.eventstore.records import RecordedEvent
from shared.runtime.checking import Check, Followed
from shared.runtime.findings import Findings, differing

_LEADER_CHECKS: tuple[type[LeaderCheck], ...] = (PassingCheck, EscalationCheck, ReportCheck)
_OF_OTHERS = frozenset().union(*(check.kinds for check in _LEADER_CHECKS))


class NotificationCheck(InboxCheck):
    """Follows directories and deliveries while the log of the notify store goes by."""

    follows = frozenset({ServiceName.SLA, ServiceName.CASES})

    def __init__(self, findings: Findings) -> None:
        super().__init__(findings)
        self._conclusions = Conclusions()
        self._expected: dict[str, tuple[str, ...]] = {}

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
                before = self._people.before(conclusion.recorded_at)
                expected = conclusion.told_to(before.directory(conclusion.agency))
            about = f"{conclusion.kind.value} of {conclusion.case_number}"
            self._tell_missing(cause, expected, about, "a notification")

    def _take_entry(self, recorded: RecordedEvent, event: NotificationAdded) -> None:
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
            directory = self._people.now().directory(conclusion.agency)
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


def checks(findings: Findings) -> Sequence[Check]:
    """The service's checks, for one run."""
    return (NotificationCheck(findings), *(check(findings) for check in _LEADER_CHECKS))
