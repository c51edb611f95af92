"""Each clock against its case, from the beginning of the log to its end."""

from datetime import datetime

from services.sla.application.sla import SlaApplication
from services.sla.checks.by_time import not_swept
from services.sla.checks.case_events import CaseEvents
from services.sla.checks.clock_findings import ClockFindings, told
from services.sla.checks.following import Folded, Following
from services.sla.domain.deciders import CLOCK
from shared.contracts.cases.facts import CaseEvent
from shared.contracts.topics import Service as ServiceName
from shared.eventstore.records import RecordedEvent
from shared.runtime.checking import Check, Followed
from shared.runtime.findings import Findings

_SNAPSHOT_FROM = 200


class ClockCheck(Check):
    """Follows all clocks while the log of the sla store goes by."""

    follows = frozenset({ServiceName.CASES})

    def __init__(self, application: SlaApplication, findings: Findings) -> None:
        self._application = application
        self._cases = CaseEvents()
        self._findings = ClockFindings(findings)
        self._following = Following(self._cases, self._findings)

    def take(self, recorded: RecordedEvent) -> None:
        """See the next event."""
        self._following.take(recorded)

    def follow(self, followed: Followed) -> None:
        """See the next event of a case."""
        if isinstance(followed.event, CaseEvent):  # no clock follows a hand-over
            self._cases.take(followed)

    async def finish(self, now: datetime, *, running: bool) -> None:
        """Tell what is still missing. `running`: the sweeper is at work, so what is due must be told."""
        for case_number, clock in self._following.clocks.items():
            self._findings.count()
            self._following.end_of_cause(case_number, clock)
            if not clock.broken:
                self._check_sweeper(case_number, clock, now, running=running)
                await self._check_snapshot(case_number, clock)
        for case_number, version in sorted(self._cases.settled.items()):
            found = self._following.clocks.get(case_number)
            if found is None:
                self._findings.tell(case_number, f"a clock with facts 1 to {version}", "none")
            elif not found.broken and found.state.applied < version:
                waiting = f", {len(found.state.buffered)} held" if found.state.buffered else ""
                self._findings.tell(
                    case_number, f"facts 1 to {version}", f"1 to {found.state.applied}{waiting}"
                )

    def _check_sweeper(self, case_number: str, clock: Folded, now: datetime, *, running: bool) -> None:
        for event in not_swept(clock.state, now, self._following.known_now(now)):
            if running:
                self._findings.tell(case_number, f"{told(event)}, found by the sweeper", "nothing")
            else:
                text = f"{type(event).__name__} will be told when the sla service runs again"
                self._findings.note(case_number, text)

    async def _check_snapshot(self, case_number: str, clock: Folded) -> None:
        if clock.version < _SNAPSHOT_FROM:
            return
        state, version = await self._application.state(CLOCK, case_number)
        if version == clock.version and state != clock.state:
            self._findings.tell(f"{case_number} snapshot", "the state that its events make", "another one")
