"""How the time of each case and step stands, and the calendars: the read models."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from services.sla.domain import events
from services.sla.domain.alarms import overdue_alarm
from shared.contracts import sla
from shared.contracts.vocabulary import TimeLimit
from shared.documents.port import Collection
from shared.documents.projection import Key, ProjectionSession, RecordedEvent, View
from shared.documents.values import InstantText, instant
from shared.restating import restate


class ClockState(StrEnum):
    """Whether a clock runs."""

    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"


#: The states of a case that hasn't ended.
OPEN = (ClockState.RUNNING, ClockState.PAUSED)


@dataclass(slots=True, kw_only=True)
class TimeDocument:
    """A time that runs or has run: of a case, or of a visit of a step."""

    case_number: str
    agency: str
    procedure: str
    calendar: str
    imported: Annotated[bool, Field(description="A history from a log, judged by its events alone.")]
    state: Annotated[str, Field(description="`running`, `paused` or `stopped`.")]
    started_at: InstantText
    time_limit: TimeLimit
    due_at: InstantText
    due_soon_at: InstantText
    overdue: bool = False
    overdue_noticed_at: InstantText | None = None
    next_alarm: Annotated[InstantText | None, Field(description="When the sweeper looks at it next.")]
    stopped_at: InstantText | None = None
    used_minutes: Annotated[int | None, Field(description="Working time, pauses left out.")] = None
    outcome: Annotated[str | None, Field(description="How it ended.")] = None
    late: Annotated[bool, Field(description="Whether it ended after it was due.")] = False


@dataclass(slots=True, kw_only=True)
class CaseClockDocument(TimeDocument):
    """The time of a case."""

    edition: int
    paused_at: InstantText | None = None


@dataclass(slots=True, kw_only=True)
class StepClockDocument(TimeDocument):
    """The time of a visit of a step, and who holds it."""

    step: str
    visit: int
    division: str
    official: str | None
    received_at: InstantText | None = None
    waited_minutes: Annotated[int | None, Field(description="Working time from hand-off to receipt.")] = None
    due_soon: bool = False


@dataclass(slots=True, kw_only=True)
class CalendarDocument:
    """A calendar, and when it changed last."""

    code: str
    time_zone: str
    version: int
    defined_at: InstantText
    changed_at: InstantText


CASES = Collection(
    "case_clocks",
    indexes=(("agency", "state"), ("overdue", "agency"), ("overdue", "due_at"), ("next_alarm",), ("due_at",)),
    document=CaseClockDocument,
)
STEPS = Collection(
    "step_clocks",
    indexes=(
        ("case_number",),
        ("agency", "state"),
        ("overdue", "agency"),
        ("overdue", "division"),
        ("overdue", "official"),
        ("overdue", "due_at"),
        ("next_alarm",),
    ),
    document=StepClockDocument,
)
CALENDARS = Collection("calendars", document=CalendarDocument)

# ---- which documents an event touches, and how they are changed


def _case_key(event: RecordedEvent) -> Key:
    return CASES.name, event.key


def _step_key(event: RecordedEvent, step: str, visit: int | None) -> Key:
    return STEPS.name, f"{event.key}:{step}:{visit}"


def _case(event: RecordedEvent) -> list[Key]:
    return [_case_key(event)]


def _step(event: RecordedEvent) -> list[Key]:
    return [_step_key(event, event.event.step, event.event.visit)]


def _case_and_step(event: RecordedEvent) -> list[Key]:
    return [*_case(event), *_step(event)]


def _named(event: RecordedEvent) -> list[Key]:
    return _case(event) if event.event.step is None else _step(event)


def _all_running(event: RecordedEvent) -> list[Key]:
    steps = [_step_key(event, one.step, one.visit) for one in event.event.alarms if one.step is not None]
    return [*_case(event), *steps]


def _changed_case(event: RecordedEvent, session: ProjectionSession) -> CaseClockDocument:
    """The case's document, which the event changes; it is put as of the event's version."""
    case = session.document(CASES, event.key)
    assert case is not None, f"{event.stream} has no first event"
    session.put(CASES.name, event.key, case, event.version)
    return case


def _changed_step(
    event: RecordedEvent, session: ProjectionSession, step: str, visit: int
) -> StepClockDocument:
    _, key = _step_key(event, step, visit)
    found = session.document(STEPS, key)
    assert found is not None, f"{event.stream} has no visit {visit} of {step}"
    session.put(STEPS.name, key, found, event.version)
    return found


def _changed(event: RecordedEvent, session: ProjectionSession) -> StepClockDocument:
    """The document of the visit that the event names."""
    return _changed_step(event, session, event.event.step, event.event.visit)


def _changed_time(
    event: RecordedEvent, session: ProjectionSession, step: str | None, visit: int | None
) -> TimeDocument:
    """The document of a visit, or, without a step, of the case."""
    if step is None or visit is None:
        return _changed_case(event, session)
    return _changed_step(event, session, step, visit)


CLOCK_VIEW = View("clocks", CASES, STEPS, keys=_case)

# ---- times begin


@CLOCK_VIEW.on(sla.ClockStarted)
def _started(event: RecordedEvent, session: ProjectionSession) -> None:
    started: sla.ClockStarted = event.event
    case = restate(
        CaseClockDocument,
        started,
        calendar=started.working_calendar,
        state=ClockState.RUNNING.value,
        started_at=instant(started.started_at),
        due_at=instant(started.due_at),
        due_soon_at=instant(started.due_soon_at or started.due_at),
        next_alarm=_optional(started.alarm),
    )
    session.put(CASES.name, event.key, case, event.version)


@CLOCK_VIEW.on(events.StepClockStarted, keys=_case_and_step)
def _step_started(event: RecordedEvent, session: ProjectionSession) -> None:
    started: events.StepClockStarted = event.event
    case = session.document(CASES, event.key)  # what a case pins never changes, so it may be read here
    assert case is not None, f"{event.stream} has no first event"
    step = StepClockDocument(
        case_number=event.key,
        agency=case.agency,
        procedure=case.procedure,
        calendar=case.calendar,
        imported=case.imported,
        step=started.step,
        visit=started.visit,
        division=started.division,
        official=started.official,
        state=ClockState.RUNNING.value,
        started_at=instant(started.started_at),
        time_limit=started.time_limit,
        due_at=instant(started.due_at),
        due_soon_at=instant(started.due_soon_at),
        next_alarm=_optional(started.alarm),
    )
    collection, key = _step_key(event, started.step, started.visit)
    session.put(collection, key, step, event.version)


def _optional(moment: datetime | None) -> str | None:
    return instant(moment) if moment is not None else None


# ---- work on a step


@CLOCK_VIEW.on(events.StepClockAssigned, keys=_step)
def _assigned(event: RecordedEvent, session: ProjectionSession) -> None:
    _changed(event, session).official = event.event.official


@CLOCK_VIEW.on(events.StepClockReceived, keys=_step)
def _received(event: RecordedEvent, session: ProjectionSession) -> None:
    received: events.StepClockReceived = event.event
    step = _changed(event, session)
    step.official = received.official
    step.received_at = instant(received.received_at)
    step.waited_minutes = received.waited_minutes


# ---- what the sweeper finds, and what is taken back


@CLOCK_VIEW.on(sla.StepDueSoon, keys=_step)
def _due_soon(event: RecordedEvent, session: ProjectionSession) -> None:
    step = _changed(event, session)
    step.due_soon = True
    step.next_alarm = instant(overdue_alarm(event.event.due_at))


@CLOCK_VIEW.on(sla.StepOverdue, keys=_step)
def _step_overdue(event: RecordedEvent, session: ProjectionSession) -> None:
    _overdue(event, _changed(event, session))


@CLOCK_VIEW.on(sla.CaseOverdue)
def _case_overdue(event: RecordedEvent, session: ProjectionSession) -> None:
    _overdue(event, _changed_case(event, session))


def _overdue(event: RecordedEvent, time: TimeDocument) -> None:
    time.overdue, time.overdue_noticed_at, time.next_alarm = True, instant(event.recorded_at), None


@CLOCK_VIEW.on(sla.OverdueWithdrawn, keys=_named)
def _withdrawn(event: RecordedEvent, session: ProjectionSession) -> None:
    time = _changed_time(event, session, event.event.step, event.event.visit)
    time.overdue, time.overdue_noticed_at = False, None


# ---- times stand still, and move


@CLOCK_VIEW.on(events.ClockPaused, keys=_all_running)
def _paused(event: RecordedEvent, session: ProjectionSession) -> None:
    case = _changed_case(event, session)
    case.state, case.paused_at = ClockState.PAUSED.value, instant(event.event.paused_at)
    _set_alarms(event, session)


@CLOCK_VIEW.on(events.ClockResumed, keys=_all_running)
def _resumed(event: RecordedEvent, session: ProjectionSession) -> None:
    case = _changed_case(event, session)
    case.state, case.paused_at = ClockState.RUNNING.value, None
    _moved(event, session)


@CLOCK_VIEW.on(events.ClockRecounted, keys=_all_running)
def _moved(event: RecordedEvent, session: ProjectionSession) -> None:
    for moved in event.event.moved:
        time = _changed_time(event, session, moved.step, moved.visit)
        time.due_at, time.due_soon_at = instant(moved.due_at), instant(moved.due_soon_at)
    _set_alarms(event, session)


def _set_alarms(event: RecordedEvent, session: ProjectionSession) -> None:
    for alarm in event.event.alarms:
        _changed_time(event, session, alarm.step, alarm.visit).next_alarm = _optional(alarm.at)


@CLOCK_VIEW.on(events.ClockExtended)
def _extended(event: RecordedEvent, session: ProjectionSession) -> None:
    extended: events.ClockExtended = event.event
    case = _changed_case(event, session)
    case.due_at, case.due_soon_at = instant(extended.due_at), instant(extended.due_soon_at)
    case.next_alarm = _optional(extended.alarm)


# ---- times end


@CLOCK_VIEW.on(events.StepClockStopped, keys=_step)
def _step_stopped(event: RecordedEvent, session: ProjectionSession) -> None:
    _end(_changed(event, session), event.event)


@CLOCK_VIEW.on(sla.ClockStopped)
def _stopped(event: RecordedEvent, session: ProjectionSession) -> None:
    _end(_changed_case(event, session), event.event)


def _end(time: TimeDocument, stopped: events.StepClockStopped | sla.ClockStopped) -> None:
    time.state = ClockState.STOPPED.value
    time.stopped_at = instant(stopped.stopped_at)
    time.used_minutes = stopped.used_minutes
    time.outcome = str(stopped.outcome)
    time.late = stopped.late
    time.next_alarm = None


# ---- calendars

CALENDAR_VIEW = View("calendars", CALENDARS, keys=lambda event: [(CALENDARS.name, event.key)])


@CALENDAR_VIEW.on(events.CalendarDefined)
def _calendar_defined(event: RecordedEvent, session: ProjectionSession) -> None:
    defined: events.CalendarDefined = event.event
    calendar = CalendarDocument(
        code=event.key,
        time_zone=defined.time_zone,
        version=event.version,
        defined_at=instant(defined.defined_at),
        changed_at=instant(event.recorded_at),
    )
    session.put(CALENDARS.name, event.key, calendar, event.version)


@CALENDAR_VIEW.on(events.HolidayAdded, events.MakeUpDayAdded, events.LocalDifferenceAdded, events.DayCleared)
def _calendar_changed(event: RecordedEvent, session: ProjectionSession) -> None:
    calendar = session.document(CALENDARS, event.key)
    assert calendar is not None, f"{event.stream} has no first event"
    calendar.version, calendar.changed_at = event.version, instant(event.recorded_at)
    session.put(CALENDARS.name, event.key, calendar, event.version)


VIEWS = (CLOCK_VIEW, CALENDAR_VIEW)
