"""What is checked of the sla service by `tthc verify`: each clock against its case, by the rules of time.

What an event of a case leads to must stand in the clock's stream, event by event; what the sweeper found
must have been true when it was recorded. Calendars are taken as they were at that place of the log.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from services.sla.application import SlaApplication
from services.sla.domain.calendar import Calendar
from services.sla.domain.clock import Clock
from services.sla.domain.deciders import CALENDAR, CLOCK
from services.sla.domain.events import ClockRecounted, EventBuffered
from services.sla.domain.known import KnownNow
from services.sla.domain.recounting import Recount
from services.sla.domain.sweeping import Sweep
from shared.contracts.cases import CaseEvent
from shared.contracts.registry import parse
from shared.contracts.sla import ClockStarted, OverdueWithdrawn, StepDueSoon
from shared.contracts.topics import Service as ServiceName
from shared.decider import by_itself
from shared.errors import Refusal
from shared.eventstore.records import RecordedEvent
from shared.runtime.checking import Check, Followed
from shared.runtime.findings import Area, Findings, brief

#: The sweeper has so long for what time alone brings about.
GRACE = timedelta(seconds=60)
_SNAPSHOT_FROM = 200


class CaseEvents:
    """The events of every case, as the log of the cases store goes by."""

    def __init__(self) -> None:
        self.by_case: dict[str, dict[int, CaseEvent]] = {}
        self.settled: dict[str, int] = {}  #: the last version that its clock must have taken

    def take(self, followed: Followed) -> None:
        """See the next event."""
        case_number, version = followed.recorded.key, followed.recorded.version
        self.by_case.setdefault(case_number, {})[version] = followed.event
        if followed.settled:
            self.settled[case_number] = version

    def event(self, case_number: str, version: int) -> CaseEvent | None:
        """The event at a version of a case's stream."""
        return self.by_case.get(case_number, {}).get(version)


@dataclass(slots=True)
class Folded:
    """A clock as its stream makes it, and what the case's latest event must still lead to."""

    state: Clock = field(default_factory=Clock)
    version: int = 0
    expected: list[Any] = field(default_factory=list)
    cause: int = 0  #: the version of the case's event that they follow from
    withdrawn: list[OverdueWithdrawn] = field(default_factory=list)  #: of a recount that is under way
    broken: bool = False  #: can't be followed any further


class ClockCheck(Check):
    """Follows all clocks while the log of the sla store goes by."""

    follows = frozenset({ServiceName.CASES})

    def __init__(self, application: SlaApplication, findings: Findings) -> None:
        self._application = application
        self._cases = CaseEvents()
        self._findings = findings
        self._clocks: dict[str, Folded] = {}
        self._calendars: dict[str, Calendar] = {}

    def take(self, recorded: RecordedEvent) -> None:
        """See the next event."""
        event = recorded.event
        if type(event) in _CALENDAR_EVENTS:
            known = self._calendars.get(recorded.key) or CALENDAR.initial()
            self._calendars[recorded.key] = CALENDAR.evolve(known, event)
        elif type(event) in _CLOCK_EVENTS:
            clock = self._clocks.setdefault(recorded.key, Folded())
            if not clock.broken:
                self._follow(clock, recorded)

    def follow(self, followed: Followed) -> None:
        """See the next event of a case."""
        self._cases.take(followed)

    async def finish(self, now: datetime, *, running: bool) -> None:
        """Tell what is still missing. `running`: the sweeper is at work, so what is due must be told."""
        for case_number, clock in self._clocks.items():
            self._findings.checked["clocks"] += 1
            self._end_of_cause(case_number, clock)
            if not clock.broken:
                self._check_sweeper(case_number, clock, now, running=running)
                await self._check_snapshot(case_number, clock)
        for case_number, version in sorted(self._cases.settled.items()):
            found = self._clocks.get(case_number)
            if found is None:
                self._tell(case_number, f"a clock with facts 1 to {version}", "none")
            elif not found.broken and found.state.applied < version:
                waiting = f", {len(found.state.buffered)} held" if found.state.buffered else ""
                self._tell(case_number, f"facts 1 to {version}", f"1 to {found.state.applied}{waiting}")

    def _follow(self, clock: Folded, recorded: RecordedEvent) -> None:
        event = recorded.event
        try:
            if isinstance(event, EventBuffered):
                self._check_buffered(recorded.key, event)
            elif event.source_version is None:
                self._end_of_cause(recorded.key, clock)
                self._check_by_time(clock, recorded)
            else:
                self._check_by_case(clock, recorded, event.source_version)
            clock.state = CLOCK.evolve(clock.state, event)
            clock.version = recorded.version
        except (Refusal, KeyError, AttributeError, TypeError, ValueError) as error:
            clock.broken = True
            place = f"{recorded.key} version {recorded.version}"
            self._tell(place, "an event that the clock can follow", f"{type(event).__name__}: {error!r}")

    def _check_by_case(self, clock: Folded, recorded: RecordedEvent, version: int) -> None:
        if version != clock.cause:
            self._end_of_cause(recorded.key, clock)
            clock.expected, clock.cause = self._conclusions(clock, recorded, version), version
        if clock.broken:
            return
        event, place = recorded.event, f"{recorded.key} version {recorded.version}"
        if isinstance(event, ClockStarted):
            clock.expected = [_named_as(event, one) for one in clock.expected]
        if event in clock.expected:
            at = clock.expected.index(event)
            self._tell_missing(recorded.key, clock.expected[:at])
            del clock.expected[: at + 1]
        elif clock.expected and type(clock.expected[0]) is type(event):
            self._tell(place, _told(clock.expected.pop(0)), _told(event))
        else:
            self._tell(place, "no such event", _told(event))

    def _conclusions(self, clock: Folded, recorded: RecordedEvent, version: int) -> list[Any]:
        """What the case's event leads to, now that the clock stands as it does."""
        case_number, applied = recorded.key, clock.state.applied
        event = self._cases.event(case_number, version)
        if event is None:
            clock.broken = True
            self._tell(case_number, f"no fact {version}: the case has none", "events that follow from it")
            return []
        if version != applied + 1:
            self._tell(case_number, f"fact {applied + 1} next", f"events of fact {version}")
        return CLOCK.apply(clock.state, event, version, self._known(recorded))

    def _check_buffered(self, case_number: str, buffered: EventBuffered) -> None:
        event = self._cases.event(case_number, buffered.version)
        found = parse(buffered.event_type, buffered.data.encode())
        if event != found:
            expected = f"{event} held" if event else f"no fact {buffered.version}"
            self._tell(case_number, expected, str(found))

    def _check_by_time(self, clock: Folded, recorded: RecordedEvent) -> None:
        """What no event of the case led to: the sweeper's, or a recount's."""
        event, state = recorded.event, clock.state
        if isinstance(event, OverdueWithdrawn):
            clock.withdrawn.append(event)
            return
        if isinstance(event, ClockRecounted):
            act = replace(by_itself(event.recounted_at), recorded_at=recorded.recorded_at)
            command, before = Recount(reason=event.reason), _before(state, clock.withdrawn)
            found = [*clock.withdrawn, event]
            self._compare_all(recorded, CLOCK.decide(before, command, act, self._known(recorded)), found)
            clock.withdrawn = []
            return
        now = (
            min(recorded.recorded_at, event.due_at)
            if isinstance(event, StepDueSoon)
            else recorded.recorded_at
        )
        act = replace(by_itself(now), recorded_at=recorded.recorded_at)
        if event not in CLOCK.decide(state, Sweep(), act):
            place = f"{recorded.key} version {recorded.version}"
            self._tell(place, f"nothing new at {recorded.recorded_at.isoformat()}", _told(event))

    def _compare_all(self, recorded: RecordedEvent, expected: Sequence[Any], found: Sequence[Any]) -> None:
        if list(expected) != list(found):
            place = f"{recorded.key} version {recorded.version}"
            self._tell(place, "; ".join(map(_told, expected)), "; ".join(map(_told, found)))

    def _end_of_cause(self, case_number: str, clock: Folded) -> None:
        self._tell_missing(case_number, clock.expected)
        clock.expected, clock.cause = [], 0

    def _check_sweeper(self, case_number: str, clock: Folded, now: datetime, *, running: bool) -> None:
        for event in CLOCK.decide(clock.state, Sweep(), by_itself(now - GRACE)):
            if running:
                self._tell(case_number, f"{_told(event)}, found by the sweeper", "nothing")
            else:
                text = f"{type(event).__name__} will be told when the sla service runs again"
                self._findings.note(Area.CLOCK, CLOCK.stream(case_number), text)

    async def _check_snapshot(self, case_number: str, clock: Folded) -> None:
        if clock.version < _SNAPSHOT_FROM:
            return
        state, version = await self._application.state(CLOCK, case_number)
        if version == clock.version and state != clock.state:
            self._tell(f"{case_number} snapshot", "the state that its events make", "another one")

    def _known(self, recorded: RecordedEvent) -> KnownNow:
        """What the clocks knew at this place of the log."""
        working = {code: found for code, one in self._calendars.items() if (found := one.working())}
        return KnownNow(calendars=working, recorded_at=recorded.recorded_at)

    def _tell_missing(self, case_number: str, events: Sequence[Any]) -> None:
        for event in events:
            self._tell(case_number, _told(event), "no such event")

    def _tell(self, place: str, expected: str, found: str) -> None:
        self._findings.disagree(Area.CLOCK, f"clock-{place}", brief(expected, 300), brief(found, 300))


def _named_as(found: ClockStarted, expected: Any) -> Any:
    """What is expected, without the steps' names where what was found is from before they were kept."""
    nameless = isinstance(expected, ClockStarted) and not found.step_names
    return replace(expected, step_names={}) if nameless else expected


_CALENDAR_EVENTS = frozenset(CALENDAR.events)
_CLOCK_EVENTS = frozenset(CLOCK.events)


def _before(state: Clock, withdrawn: Sequence[OverdueWithdrawn]) -> Clock:
    """The clock before these overdues were taken back."""
    return state if not withdrawn else _raised_again(state, withdrawn)


def _raised_again(state: Clock, withdrawn: Sequence[OverdueWithdrawn]) -> Clock:
    steps = {(one.step, one.visit) for one in withdrawn}
    opened = {
        key: replace(visit, timer=replace(visit.timer, overdue_raised=True))
        if (visit.step, visit.number) in steps
        else visit
        for key, visit in state.open.items()
    }
    total = state.total
    if total is not None and (None, None) in steps:
        total = replace(total, overdue_raised=True)
    return replace(state, open=opened, total=total)


def _told(event: Any) -> str:
    """An event's name and what tells it from others."""
    names = ("source_version", "step", "visit", "due_at", "stopped_at", "late", "outcome", "reason", "moved")
    parts = [
        f"{name}={_value(getattr(event, name))}" for name in names if getattr(event, name, None) is not None
    ]
    return f"{type(event).__name__}({', '.join(parts)})"


def _value(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
