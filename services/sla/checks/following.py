"""A clock's events one by one, each against what must stand at its place."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from services.sla.checks import by_time
from services.sla.checks.case_events import CaseEvents, held_event
from services.sla.checks.clock_findings import ClockFindings, told
from services.sla.checks.known_then import KnownThen
from services.sla.checks.ladders import LADDER_EVENTS, LadderFold, since_ladders
from services.sla.domain.clock import Clock
from services.sla.domain.deciders import CLOCK
from services.sla.domain.events import (
    AskedClockStarted,
    ClockRecounted,
    EventBuffered,
    EventIgnored,
    StepClockAssigned,
    StepClockStarted,
    StepClockStopped,
    VisitsLeft,
)
from services.sla.domain.known import KnownNow
from services.sla.domain.passing import PassingNoted
from shared.contracts.escalations import EscalationAcknowledged
from shared.contracts.receipts import ReceiptOverdueWithdrawn
from shared.contracts.sla import ClockStarted, OverdueWithdrawn, StepGiven
from shared.errors import Refusal
from shared.eventstore.records import RecordedEvent


@dataclass(slots=True)
class Folded:
    """A clock as its stream makes it, and what the case's latest event must still lead to."""

    state: Clock = field(default_factory=Clock)
    version: int = 0
    expected: list[Any] = field(default_factory=list)
    cause: int = 0  #: the version of the case's event that they follow from
    early: bool = False  #: its latest visits were begun before it was kept who had sent them
    #: of a recount that is under way
    withdrawn: list[OverdueWithdrawn | ReceiptOverdueWithdrawn] = field(default_factory=list)
    recounted: list[Any] = field(default_factory=list)  #: what a recount must still lead to on the ladders
    ladders: LadderFold = field(default_factory=LadderFold)
    broken: bool = False  #: can't be followed any further


_EVENTS = frozenset(CLOCK.events)
#: What a clock tells since visits say who sent them, and what a visit from before then says of it.
_TOLD_SINCE = (StepGiven, VisitsLeft)
#: What has more fields since visits say who sent them, who holds them since when, and what they took.
_GREW = (ClockStarted, StepClockStarted, StepClockAssigned, StepClockStopped, AskedClockStarted)
_NO_SENDER: dict[str, Any] = {"sent_by": None, "sent_from": None, "came_back": False, "left": ()}


class Following:
    """Follows all clocks with what their cases told, and with what was known then."""

    def __init__(self, cases: CaseEvents, findings: ClockFindings) -> None:
        self.clocks: dict[str, Folded] = {}
        self._known = KnownThen()
        self._cases = cases
        self._findings = findings

    def known_now(self, now: datetime) -> KnownNow:
        """What the clocks know at the end of the log."""
        return self._known.now(now)

    def take(self, recorded: RecordedEvent) -> None:
        """See the next event of the sla store."""
        self._known.take(recorded)
        if type(recorded.event) in _EVENTS:
            clock = self.clocks.setdefault(recorded.key, Folded())
            if not clock.broken:
                self._follow(clock, recorded)

    def _follow(self, clock: Folded, recorded: RecordedEvent) -> None:
        event = recorded.event
        for fault in clock.ladders.faults(event):
            self._findings.tell(f"{recorded.key} version {recorded.version}", fault, told(event))
        try:
            if isinstance(event, EventBuffered):
                self._check_buffered(recorded.key, event)
            elif event.source_version is None:
                self.end_of_cause(recorded.key, clock)
                self._check_by_time(clock, recorded)
            else:
                self._check_by_case(clock, recorded, event.source_version)
            clock.state = CLOCK.evolve(clock.state, event)
            clock.version = recorded.version
        except (Refusal, KeyError, AttributeError, TypeError, ValueError) as error:
            clock.broken = True
            place = f"{recorded.key} version {recorded.version}"
            self._findings.tell(
                place, "an event that the clock can follow", f"{type(event).__name__}: {error!r}"
            )

    def _check_by_case(self, clock: Folded, recorded: RecordedEvent, version: int) -> None:
        if version != clock.cause:
            self.end_of_cause(recorded.key, clock)
            clock.expected, clock.cause = self._conclusions(clock, recorded, version), version
        if clock.broken:
            return
        event, place = recorded.event, f"{recorded.key} version {recorded.version}"
        if isinstance(event, _GREW):
            clock.expected = [_named_as(event, one) for one in clock.expected]
        if isinstance(event, ClockStarted | StepClockStarted):
            clock.early = isinstance(event, StepClockStarted) and event.sent_by is None
        if isinstance(event, EventIgnored) and list(map(type, clock.expected)) == [PassingNoted]:
            clock.expected = [event]  # buck-passing was passed over before scorecards counted it
        if event in clock.expected:
            at = clock.expected.index(event)
            self._tell_missing(recorded.key, clock, clock.expected[:at])
            del clock.expected[: at + 1]
        elif clock.expected and type(clock.expected[0]) is type(event):
            self._findings.tell_other(place, [clock.expected.pop(0)], [event])
        else:
            self._findings.tell(place, "no such event", told(event))

    def _conclusions(self, clock: Folded, recorded: RecordedEvent, version: int) -> list[Any]:
        """What the case's event leads to, now that the clock stands as it does."""
        case_number, applied = recorded.key, clock.state.applied
        event = self._cases.event(case_number, version)
        if event is None:
            clock.broken = True
            self._findings.tell(
                case_number, f"no fact {version}: the case has none", "events that follow from it"
            )
            return []
        if version != applied + 1:
            self._findings.tell(case_number, f"fact {applied + 1} next", f"events of fact {version}")
        return CLOCK.apply(clock.state, event, version, self._known.at(recorded))

    def _check_buffered(self, case_number: str, buffered: EventBuffered) -> None:
        event = self._cases.event(case_number, buffered.version)
        found = held_event(buffered)
        if event != found:
            expected = f"{event} held" if event else f"no fact {buffered.version}"
            self._findings.tell(case_number, expected, str(found))

    def _check_by_time(self, clock: Folded, recorded: RecordedEvent) -> None:
        """What no event of the case led to: the sweeper's, or a recount's."""
        event = recorded.event
        if isinstance(event, EscalationAcknowledged):
            return  # a person's; that it fits is the ladders' fold to say
        if isinstance(event, OverdueWithdrawn | ReceiptOverdueWithdrawn):
            clock.withdrawn.append(event)
        elif isinstance(event, ClockRecounted):
            expected = by_time.recounted(clock.state, clock.withdrawn, recorded, self._known.at(recorded))
            times = [one for one in expected if not isinstance(one, LADDER_EVENTS)]
            self._compare_all(recorded, times, [*clock.withdrawn, event])
            clock.withdrawn, clock.recounted = [], list(expected[len(times) :])
        elif event in clock.recounted:
            clock.recounted.remove(event)
        elif event not in by_time.swept(clock.state, recorded, self._known.at(recorded)):
            place = f"{recorded.key} version {recorded.version}"
            self._findings.tell(place, f"nothing new at {recorded.recorded_at.isoformat()}", told(event))

    def _compare_all(self, recorded: RecordedEvent, expected: Sequence[Any], found: Sequence[Any]) -> None:
        if list(expected) != list(found):
            place = f"{recorded.key} version {recorded.version}"
            self._findings.tell_other(place, expected, found)

    def end_of_cause(self, case_number: str, clock: Folded) -> None:
        """What the case's latest event led to should all have come."""
        self._tell_missing(case_number, clock, clock.expected)
        clock.expected, clock.cause = [], 0

    def _tell_missing(self, case_number: str, clock: Folded, missing: Sequence[Any]) -> None:
        """Who got a step, and what was left, isn't missing where that wasn't told yet."""
        since = _TOLD_SINCE if clock.early else ()
        missing = since_ladders(clock.state, [one for one in missing if not isinstance(one, since)])
        self._findings.tell_missing(case_number, missing)


def _named_as(found: Any, expected: Any) -> Any:
    """What is expected, without names, subject, sender and figures where what was found is from before they
    were kept."""
    if type(found) is not type(expected):
        return expected
    if isinstance(found, StepClockStopped):
        return replace(expected, measured=found.measured and expected.measured)
    if isinstance(found, StepClockAssigned):
        return replace(expected, held_at=found.held_at and expected.held_at)
    if isinstance(found, AskedClockStarted):
        return replace(expected, receipt=found.receipt and expected.receipt)
    if isinstance(found, StepClockStarted):
        before = {} if found.sent_by else _NO_SENDER
        back = found.sent_back and expected.sent_back
        receipt, name = found.receipt and expected.receipt, found.step_name and expected.step_name
        return replace(expected, step_name=name, sent_back=back, receipt=receipt, **before)
    names = expected.step_names if found.step_names else {}
    return replace(expected, step_names=names, subject=found.subject and expected.subject)
