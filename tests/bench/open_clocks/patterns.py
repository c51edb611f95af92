"""Clocks as the service itself makes them, to be laid into a store many times under other numbers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import msgspec

from services.sla.domain.clock import Clock
from services.sla.domain.deciders import CLOCK, DECIDERS
from services.sla.domain.known import KnownNow
from services.sla.domain.sweeping import Sweep
from services.sla.views import VIEWS
from shared.contracts.cases.course import CaseOpened
from shared.contracts.cases.facts import CaseStep
from shared.contracts.cases.steps import StepReceived
from shared.contracts.vocabulary import OpenedStep, TimeLimit
from shared.decider import by_itself
from shared.documents.projection import Key, ProjectionSession, TrackedDocument
from shared.eventstore.mapper import EventMapper
from shared.eventstore.records import RecordedEvent
from shared.kernel import Counting
from shared.public_holidays import country_days
from shared.working_time.calendar import WorkingCalendar

#: The looking begins then: on a Monday morning, of which nothing but what was laid falls due.
NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
#: In the minute after it falls due what is to.
FALL_DUE = timedelta(minutes=1)
#: As long as every number that it is replaced by, so that the bytes keep their form.
NUMBER = "SNV-260302-0000000"
AGENCIES = 60
_FIRST = "tham-dinh"
_STEPS = {_FIRST: "Thẩm định hồ sơ", "trinh-ky": "Trình ký", "tra-ket-qua": "Trả kết quả"}
_days = country_days("VN", range(2025, 2029))
_CALENDAR = WorkingCalendar(
    code="VN", time_zone="Asia/Ho_Chi_Minh", holidays=_days.holidays, make_up_days=_days.make_up_days
)
_KNOWN = KnownNow(calendars={"VN": _CALENDAR}, recorded_at=NOW)
_MAPPER = EventMapper(event for decider in DECIDERS for event in decider.events)


@dataclass(frozen=True, slots=True)
class LaidEvent:
    """An event as it is stored, without its checksum."""

    topic: str
    state: bytes


@dataclass(frozen=True, slots=True)
class LaidDocument:
    """A document as it is stored."""

    collection: str
    id: str
    version: int
    body: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """All that the service keeps of a clock."""

    events: Sequence[LaidEvent]
    documents: Sequence[LaidDocument]


@cache
def running(number: int) -> Pattern:
    """Of a case that is due some time after the bench; none is due soon before that."""
    opened = _CALENDAR.after(NOW, timedelta(0)) - timedelta(days=1 + number % 20, minutes=number % 300)
    days = 40 + number % 50
    return _pattern(number, opened, TimeLimit.of(days, Counting.WORKING_DAYS))


@cache
def falling_due(number: int) -> Pattern:
    """Of a case whose step falls due in the minute after `NOW`, and was told to be due soon."""
    opened = datetime(2026, 2, 27, 2, 0, number % 60, tzinfo=UTC)  # eight working hours before, on Friday
    return _pattern(number, opened, TimeLimit.of(8 * 60, Counting.WORKING_HOURS))


@cache
def overdue(number: int) -> Pattern:
    """Of a case whose step is overdue since the morning, and climbs."""
    opened = datetime(2026, 2, 27, 1, number % 60, tzinfo=UTC)
    return _pattern(number, opened, TimeLimit.of(8 * 60, Counting.WORKING_HOURS))


def _pattern(number: int, opened: datetime, limit: TimeLimit) -> Pattern:
    clock, events = Clock(), list[Any]()
    for version, told in enumerate(_case(number, opened, limit), 1):
        happened = CLOCK.apply(clock, told, version, _KNOWN)
        for event in happened:
            CLOCK.evolve(clock, event)
        events += happened
    act = replace(by_itself(NOW), recorded_at=NOW)
    events += CLOCK.decide(clock, Sweep(), act, _KNOWN)
    recorded = [_recorded(version, event) for version, event in enumerate(events, 1)]
    return Pattern(tuple(map(_laid, recorded)), tuple(_documents(recorded)))


def _case(number: int, opened: datetime, limit: TimeLimit) -> Iterator[Any]:
    """What the cases service tells of a case of three steps, of which the first one was received."""
    of_case: dict[str, Any] = {
        "case_number": NUMBER,
        "agency": f"A{number % AGENCIES:02}",
        "procedure": f"A{number % AGENCIES:02}-{number % 7:02}",
        "edition": 1,
    }
    division, official = f"P{number % 5}", f"official.{number % 1200:04}"
    steps = tuple(
        CaseStep(step=code, name=name, stage=code, division=division, time_limit=limit)
        for code, name in _STEPS.items()
    )
    first = OpenedStep(step=_FIRST, visit=1, division=division, official=official, time_limit=limit)
    yield CaseOpened(
        **of_case,
        subject="Bổ nhiệm lại chức danh nghề nghiệp",
        opened_by=official,
        opened_at=opened,
        working_calendar="VN",
        time_limit=TimeLimit.of(3 * limit.amount, limit.counting),
        steps=steps,
        first=(first,),
    )
    yield StepReceived(
        **of_case,
        step=_FIRST,
        visit=1,
        division=division,
        official=official,
        received_by=official,
        received_at=opened + timedelta(minutes=20),
    )


def _recorded(version: int, event: Any) -> RecordedEvent:
    return RecordedEvent(
        stream=CLOCK.stream(NUMBER),
        version=version,
        event=event,
        recorded_at=NOW,
        command_id="0123456789abcdef0123456789abcdef",
        correlation_id=NUMBER,
        causation_id="4c0bd8b5-6f0b-5d7e-8a3c-5f3bb43b5d0e",
    )


def _laid(recorded: RecordedEvent) -> LaidEvent:
    stored = _MAPPER.to_stored_event(recorded)
    return LaidEvent(stored.topic, b"{" + stored.state.partition(b",")[2])


def _documents(recorded: Sequence[RecordedEvent]) -> Iterator[LaidDocument]:
    for view in VIEWS:
        documents: dict[Key, TrackedDocument] = {}
        for event in recorded:
            projection = view.projection(event.event)
            if projection is None:
                continue
            project, keys = projection
            for key in keys(event):
                documents.setdefault(key, TrackedDocument())
            session = ProjectionSession(documents)
            session.begin_event(event)
            project(event, session)
        for (collection, id), one in documents.items():
            if one.body is not None:
                yield LaidDocument(collection, id, one.version, msgspec.json.encode(one.body).decode())
