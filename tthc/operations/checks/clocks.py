"""Each clock against its case: the case's facts from the cases store, folded by the rules of time.

What a fact leads to must stand in the clock's stream, event by event; what the sweeper found must have been
true when it was recorded. Calendars are taken as they were at that place of the log.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from services.cases.domain.case import CASE
from services.sla.domain import (
    CALENDAR,
    CLOCK,
    Clock,
    NoteFact,
    Recount,
    Sweep,
    decide,
    facts,
)
from services.sla.domain.calendar import Calendar
from services.sla.domain.clock_events import (
    ClockEvent,
    ClockRecounted,
    ClockStarted,
    FactHeld,
    OverdueWithdrawn,
    StepDueSoon,
)
from shared.errors import Refusal
from shared.eventstore.records import RecordedEvent
from shared.working_time.calendar import WorkingCalendar
from tthc.operations.checks.case_facts import fact_of
from tthc.operations.checks.log import StoreLog
from tthc.operations.findings import Area, Findings, brief

#: The sweeper has so long for what time alone brings about.
GRACE = timedelta(seconds=60)
_SNAPSHOT_FROM = 200


class CaseFacts:
    """The facts of every case, as the log of the cases store goes by."""

    def __init__(self, horizon: int) -> None:
        self.by_case: dict[str, list[facts.AnyCaseFact]] = {}
        self.at_horizon: dict[str, int] = {}
        self._horizon = horizon

    def take(self, recorded: RecordedEvent) -> None:
        """See the next event."""
        if type(recorded.event) not in _CASE_EVENTS:
            return
        self.by_case.setdefault(recorded.key, []).append(fact_of(recorded.event, recorded.version))
        if (recorded.notification_id or 0) <= self._horizon:
            self.at_horizon[recorded.key] = recorded.version

    def fact(self, case_number: str, version: int) -> facts.AnyCaseFact | None:
        """The fact at a version of a case's stream."""
        known = self.by_case.get(case_number, [])
        if version <= len(known) and known[version - 1].source_version == version:
            return known[version - 1]
        return next((fact for fact in known if fact.source_version == version), None)


_CASE_EVENTS = frozenset(CASE.events)


@dataclass(slots=True)
class Folded:
    """A clock as its stream makes it, and what its latest fact must still lead to."""

    state: Clock = field(default_factory=Clock)
    version: int = 0
    expected: list[Any] = field(default_factory=list)
    fact: int = 0  #: the fact that they follow from
    withdrawn: list[OverdueWithdrawn] = field(default_factory=list)  #: of a recount that is under way
    broken: bool = False  #: can't be followed any further


class ClockCheck:
    """Follows all clocks while the log of the sla store goes by."""

    def __init__(self, cases: CaseFacts, findings: Findings) -> None:
        self._cases = cases
        self._findings = findings
        self._clocks: dict[str, Folded] = {}
        self._calendars: dict[str, Calendar] = {}
        self._working: dict[str, WorkingCalendar | None] = {}

    def take(self, recorded: RecordedEvent) -> None:
        """See the next event."""
        event = recorded.event
        if type(event) in _CALENDAR_EVENTS:
            known = self._calendars.get(recorded.key) or CALENDAR.initial()
            self._calendars[recorded.key] = CALENDAR.evolve(known, event)
            self._working.pop(recorded.key, None)
        elif isinstance(event, ClockEvent | FactHeld):
            clock = self._clocks.setdefault(recorded.key, Folded())
            if not clock.broken:
                self._follow(clock, recorded)

    async def finish(self, log: StoreLog, now: datetime, *, running: bool) -> None:
        """Tell what is still missing. `running`: the sweeper is at work, so what is due must be told."""
        for case_number, clock in self._clocks.items():
            self._findings.checked["clocks"] += 1
            self._end_of_fact(case_number, clock)
            if not clock.broken:
                self._check_sweeper(case_number, clock, now, running=running)
                await self._check_snapshot(case_number, clock, log)
        for case_number, version in sorted(self._cases.at_horizon.items()):
            found = self._clocks.get(case_number)
            if found is None:
                self._tell(case_number, f"a clock with facts 1 to {version}", "none")
            elif not found.broken and found.state.applied < version:
                held = f", {len(found.state.held)} held" if found.state.held else ""
                self._tell(case_number, f"facts 1 to {version}", f"1 to {found.state.applied}{held}")

    def _follow(self, clock: Folded, recorded: RecordedEvent) -> None:
        event = recorded.event
        try:
            if isinstance(event, FactHeld):
                self._check_held(recorded.key, event)
            elif event.source_version is None:
                self._end_of_fact(recorded.key, clock)
                self._check_by_time(clock, recorded)
            else:
                self._check_by_fact(clock, recorded, event.source_version)
            clock.state = CLOCK.evolve(clock.state, event)
            clock.version = recorded.version
        except (Refusal, KeyError, AttributeError, TypeError, ValueError) as error:
            clock.broken = True
            place = f"{recorded.key} version {recorded.version}"
            self._tell(place, "an event that the clock can follow", f"{type(event).__name__}: {error!r}")

    def _check_by_fact(self, clock: Folded, recorded: RecordedEvent, version: int) -> None:
        if version != clock.fact:
            self._end_of_fact(recorded.key, clock)
            clock.expected, clock.fact = self._conclusions(clock, recorded.key, version), version
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

    def _conclusions(self, clock: Folded, case_number: str, version: int) -> list[Any]:
        """What the fact leads to, now that the clock stands as it does."""
        fact = self._cases.fact(case_number, version)
        if fact is None:
            clock.broken = True
            self._tell(case_number, f"no fact {version}: the case has none", "events that follow from it")
            return []
        if version != clock.state.applied + 1:
            self._tell(case_number, f"fact {clock.state.applied + 1} next", f"events of fact {version}")
        code = fact.working_calendar if isinstance(fact, facts.CaseOpened) else clock.state.calendar
        percent = clock.state.due_soon_percent
        note = NoteFact(fact=fact, calendar=self._calendar(code))
        if percent:
            note = replace(note, due_soon_percent=percent)
        return list(decide(replace(clock.state, held={}, applied=version - 1), note))

    def _check_held(self, case_number: str, event: FactHeld) -> None:
        held = event.fact.fact
        known = self._cases.fact(case_number, held.source_version)
        if known is None or _named_as(held, known) != held:
            expected = f"the fact {_told(known)}" if known else f"no fact {held.source_version}"
            self._tell(case_number, f"{expected} held", _told(held))

    def _check_by_time(self, clock: Folded, recorded: RecordedEvent) -> None:
        """What no fact led to: the sweeper's, or a recount's."""
        event, state = recorded.event, clock.state
        if isinstance(event, OverdueWithdrawn):
            clock.withdrawn.append(event)
            return
        if isinstance(event, ClockRecounted):
            command = Recount(
                at=event.recounted_at, calendar=self._calendar(state.calendar), reason=event.reason
            )
            found = [*clock.withdrawn, event]
            self._compare_all(recorded, decide(_before(state, clock.withdrawn), command), found)
            clock.withdrawn = []
            return
        now = (
            min(recorded.recorded_at, event.due_at)
            if isinstance(event, StepDueSoon)
            else recorded.recorded_at
        )
        if event not in decide(state, Sweep(now=now)):
            place = f"{recorded.key} version {recorded.version}"
            self._tell(place, f"nothing new at {recorded.recorded_at.isoformat()}", _told(event))

    def _compare_all(self, recorded: RecordedEvent, expected: Sequence[Any], found: Sequence[Any]) -> None:
        if list(expected) != list(found):
            place = f"{recorded.key} version {recorded.version}"
            self._tell(place, "; ".join(map(_told, expected)), "; ".join(map(_told, found)))

    def _end_of_fact(self, case_number: str, clock: Folded) -> None:
        self._tell_missing(case_number, clock.expected)
        clock.expected, clock.fact = [], 0

    def _check_sweeper(self, case_number: str, clock: Folded, now: datetime, *, running: bool) -> None:
        for event in decide(clock.state, Sweep(now=now - GRACE)):
            if running:
                self._tell(case_number, f"{_told(event)}, found by the sweeper", "nothing")
            else:
                text = f"{type(event).__name__} will be told when the sla service runs again"
                self._findings.note(Area.CLOCK, CLOCK.stream(case_number), text)

    async def _check_snapshot(self, case_number: str, clock: Folded, log: StoreLog) -> None:
        if clock.version < _SNAPSHOT_FROM:
            return
        state, version = await log.service.application.state(CLOCK, case_number)
        if version == clock.version and state != clock.state:
            self._tell(f"{case_number} snapshot", "the state that its events make", "another one")

    def _calendar(self, code: str) -> WorkingCalendar:
        if code not in self._working:
            known = self._calendars.get(code)
            self._working[code] = known.working() if known is not None else None
        found = self._working[code]
        if found is None:
            raise KeyError(f"the calendar {code} isn't defined at this place of the log")
        return found

    def _tell_missing(self, case_number: str, events: Sequence[Any]) -> None:
        for event in events:
            self._tell(case_number, _told(event), "no such event")

    def _tell(self, place: str, expected: str, found: str) -> None:
        self._findings.disagree(Area.CLOCK, f"clock-{place}", brief(expected, 300), brief(found, 300))


def _named_as(found: Any, expected: Any) -> Any:
    """What is expected, without the steps' names where what was found is from before they were kept."""
    named = getattr(found, "step_names", None)
    return replace(expected, step_names={}) if named == {} and hasattr(expected, "step_names") else expected


_CALENDAR_EVENTS = frozenset(CALENDAR.events)


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
