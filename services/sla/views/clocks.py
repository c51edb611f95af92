"""How the time of each case and of each visit of a step stands."""

from datetime import datetime

from services.sla.domain import events
from services.sla.domain.alarms import overdue_alarm
from services.sla.views.documents import (
    CASES,
    STEPS,
    CaseClockDocument,
    ClockState,
    StepClockDocument,
    TimeDocument,
)
from shared.contracts import sla
from shared.documents.projection import Key, ProjectionSession, RecordedEvent, View
from shared.documents.values import instant
from shared.restating import restate

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
        subject=case.subject,
        agency=case.agency,
        procedure=case.procedure,
        edition=case.edition,
        calendar=case.calendar,
        imported=case.imported,
        step=started.step,
        step_name=started.step_name,
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
    time.late, time.overdue = True, time.state != ClockState.STOPPED
    time.overdue_noticed_at, time.next_alarm = instant(event.recorded_at), None


@CLOCK_VIEW.on(sla.OverdueWithdrawn, keys=_named)
def _withdrawn(event: RecordedEvent, session: ProjectionSession) -> None:
    time = _changed_time(event, session, event.event.step, event.event.visit)
    time.late, time.overdue, time.overdue_noticed_at = False, False, None


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
    time.late, time.overdue = stopped.late, False
    time.next_alarm = None
