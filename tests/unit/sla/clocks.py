"""A clock that a case and sweeps happen to, one after another."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from services.sla.domain.clock import Clock
from services.sla.domain.deadline_policy import DeadlinePolicy, PolicyRules
from services.sla.domain.deciders import CLOCK
from services.sla.domain.escalation_events import EscalationAwaited
from services.sla.domain.events import EventBuffered
from services.sla.domain.known import KnownNow
from services.sla.domain.sweeping import Sweep
from services.sla.views.documents import ASKED, CASES, STEPS
from services.sla.views.escalations import CLOCK_VIEW
from shared.contracts.declaring import type_of
from shared.contracts.escalations import EscalationEnded, EscalationRaised
from shared.contracts.registry import dump, parse
from shared.decider import by_itself
from shared.documents.projection import ProjectionSession, TrackedDocument
from shared.documents.values import parse_instant
from shared.eventstore.records import RecordedEvent
from shared.working_time.calendar import WorkingCalendar
from tests import scenario
from tests.scenario import following_of
from tests.unit.sla.cases import CaseTold
from tests.unit.working_time.calendars import VIETNAM, hanoi

LADDER_EVENTS = (EscalationRaised, EscalationEnded, EscalationAwaited)
RECORDED_AT = datetime(2026, 12, 1, 1, tzinfo=UTC)


@dataclass
class Known(KnownNow):
    """What a clock asks, all at hand; and the calendars that were asked for."""

    calendars: Mapping[str, WorkingCalendar] = field(default_factory=lambda: {"VN": VIETNAM})
    recorded_at: datetime = RECORDED_AT
    asked: list[str] = field(default_factory=list)
    receipts: bool = False  #: whether anybody limits them: most tests are about other times

    def policy(self, agency: str, procedure: str, due_at: datetime) -> PolicyRules:
        rules = super().policy(agency, procedure, due_at)
        return rules if self.receipts else replace(rules, receipt=None)

    def calendar(self, code: str) -> WorkingCalendar:
        self.asked.append(code)
        return super().calendar(code)

    def event(self, buffered: EventBuffered) -> Any:
        return parse(buffered.event_type, buffered.data.encode())


def cause(told: CaseTold) -> scenario.Told:
    """Where the event stands, and how it was told."""
    return scenario.Told(version=told.version, type=type_of(type(told.event)), data=dump(told.event))


class Told:
    """Everything that has been told of a clock, and the clock."""

    def __init__(
        self, *, receipts: bool = False, policies: Mapping[str, DeadlinePolicy] | None = None
    ) -> None:
        self.clock: Clock = CLOCK.initial()
        self.events: list[Any] = []
        self._known = {"receipts": receipts, "policies": policies or {}}

    def note(self, *facts: CaseTold, recorded_at: datetime = RECORDED_AT) -> "Told":
        """Let the clock follow, by a watch that says `recorded_at`."""
        for told in facts:
            following = following_of(CLOCK, type(told.event))
            self._happened(
                CLOCK.follow(self.clock, following, told.event, cause(told), self._knows(recorded_at))
            )
        return self

    def sweep(self, at: str) -> list[Any]:
        """Sweep, and answer with what that told of times; how far it climbed is among all events."""
        return [event for event in self.sweep_all(at) if not isinstance(event, LADDER_EVENTS)]

    def sweep_all(self, at: str) -> list[Any]:
        """The same, with what it told of ladders."""
        act = replace(by_itself(hanoi(at)), recorded_at=RECORDED_AT)
        return self._happened(CLOCK.decide(self.clock, Sweep(), act, self._knows()))

    def _knows(self, recorded_at: datetime = RECORDED_AT) -> Known:
        return Known(recorded_at=recorded_at, **self._known)

    def _happened(self, events: list[Any]) -> list[Any]:
        for event in events:
            CLOCK.evolve(self.clock, event)
        self.events += events
        return events

    def all(self, kind: type) -> list[Any]:
        return [event for event in self.events if isinstance(event, kind)]

    def of_times(self) -> list[Any]:
        """All but what was told of ladders."""
        return [event for event in self.events if not isinstance(event, LADDER_EVENTS)]

    def alarms(self) -> dict[str, datetime]:
        """The alarms that the read model has, by document: what the events said."""
        documents: dict[tuple[str, str], TrackedDocument] = {}
        for version, event in enumerate(self.events, 1):
            _project(_recorded(version, event), documents)
        bodies = {key[1]: one.body.next_alarm for key, one in documents.items() if _has_alarm(key, one)}
        return {key: parse_instant(alarm) for key, alarm in bodies.items() if alarm is not None}


def _has_alarm(key: tuple[str, str], one: TrackedDocument) -> bool:
    """Of a time; not of how far an overdue has climbed."""
    return one.body is not None and key[0] in {alarmed.name for alarmed in (STEPS, ASKED, CASES)}


def _recorded(version: int, event: Any) -> RecordedEvent:
    return RecordedEvent(
        stream="clock-SNV-260302-0001",
        version=version,
        event=event,
        recorded_at=RECORDED_AT,
        command_id="",
        correlation_id="",
        causation_id="",
    )


def _project(event: RecordedEvent, documents: dict[tuple[str, str], TrackedDocument]) -> None:
    projection = CLOCK_VIEW.projection(event.event)
    if projection is None:
        return
    project, keys = projection
    for key in keys(event):
        documents.setdefault(key, TrackedDocument())
    session = ProjectionSession(documents)
    session.begin_event(event)
    project(event, session)


def next_alarm(case: Told) -> datetime | None:
    """When the sweeper is to look at the case next."""
    return min(case.alarms().values(), default=None)


def told(*facts: CaseTold) -> Told:
    return Told().note(*facts)
