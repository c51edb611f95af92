"""How the time of each case, of each visit of a step and of each coordination stands."""

from typing import Any

from services.sla.domain import events
from services.sla.domain.alarms import overdue_alarm
from services.sla.domain.clock import StepOutcome
from services.sla.domain.subject_events import ClockSubjectCorrected
from services.sla.views.documents import (
    ASKED,
    CASES,
    INFORMED,
    STEPS,
    AnsweredBy,
    AskedClockDocument,
    CaseClockDocument,
    ClockState,
    ReceivedDocument,
    StepClockDocument,
    TimeDocument,
)
from services.sla.views.escalation_documents import ESCALATIONS, LADDERS
from services.sla.views.looking import look_at, look_for_receipt, optional, receipt_ended, wait_for_receipt
from shared.contracts import sla
from shared.documents.projection import Key, ProjectionSession, RecordedEvent, View
from shared.documents.values import instant
from shared.restating import restate

#: What the times of a case have in common.
_OF_CASE = ("subject", "agency", "opened_in", "procedure", "edition", "calendar", "imported")

# ---- which documents an event touches, and how they are changed


def _case_key(event: RecordedEvent) -> Key:
    return CASES.name, event.key


def step_key(event: RecordedEvent, step: str, visit: int | None) -> Key:
    return STEPS.name, f"{event.key}:{step}:{visit}"


def _case(event: RecordedEvent) -> list[Key]:
    return [_case_key(event)]


def _step(event: RecordedEvent) -> list[Key]:
    return [step_key(event, event.event.step, event.event.visit)]


def _case_and_step(event: RecordedEvent) -> list[Key]:
    return [*_case(event), *_step(event)]


def asked_key(event: RecordedEvent, coordination: int) -> Key:
    """The document of a coordination, named as people write it."""
    return ASKED.name, f"{event.key}/{coordination}"


def _key(event: RecordedEvent, one: Any) -> Key:
    """The document of a coordination, of a visit, or, without a step, of the case."""
    if one.coordination is not None:
        return asked_key(event, one.coordination)
    return _case_key(event) if one.step is None else step_key(event, one.step, one.visit)


def _named(event: RecordedEvent) -> list[Key]:
    return [_key(event, event.event)]


def _all_running(event: RecordedEvent) -> list[Key]:
    return list(dict.fromkeys([*_case(event), *(_key(event, one) for one in event.event.alarms)]))


def _all_visits(event: RecordedEvent) -> list[Key]:
    visits = (step_key(event, one.step, one.visit) for one in event.event.visits)
    return [*_case(event), *visits, *(asked_key(event, one) for one in event.event.coordinations)]


def _changed_case(event: RecordedEvent, session: ProjectionSession) -> CaseClockDocument:
    """The case's document, which the event changes; it is put as of the event's version."""
    case = session.document(CASES, event.key)
    assert case is not None, f"{event.stream} has no first event"
    session.put(CASES.name, event.key, case, event.version)
    return case


def changed_step(
    event: RecordedEvent, session: ProjectionSession, step: str, visit: int
) -> StepClockDocument:
    _, key = step_key(event, step, visit)
    found = session.document(STEPS, key)
    assert found is not None, f"{event.stream} has no visit {visit} of {step}"
    session.put(STEPS.name, key, found, event.version)
    return found


def _changed(event: RecordedEvent, session: ProjectionSession) -> StepClockDocument:
    """The document of the visit that the event names."""
    return changed_step(event, session, event.event.step, event.event.visit)


def _changed_time(event: RecordedEvent, session: ProjectionSession, one: Any) -> TimeDocument:
    """The document of a coordination, of a visit, or, without a step, of the case."""
    if one.coordination is not None:
        return changed_asked(event, session, one.coordination)
    if one.step is None:
        return _changed_case(event, session)
    return changed_step(event, session, one.step, one.visit)


def changed_asked(event: RecordedEvent, session: ProjectionSession, coordination: int) -> AskedClockDocument:
    """The document of a coordination, which the event changes."""
    _, key = asked_key(event, coordination)
    found = session.document(ASKED, key)
    assert found is not None, f"{event.stream} has no coordination {coordination}"
    session.put(ASKED.name, key, found, event.version)
    return found


CLOCK_VIEW = View("clocks", CASES, STEPS, ASKED, INFORMED, ESCALATIONS, LADDERS, keys=_case)

# ---- times begin


@CLOCK_VIEW.on(sla.ClockStarted)
def _started(event: RecordedEvent, session: ProjectionSession) -> None:
    started: sla.ClockStarted = event.event
    case = restate(
        CaseClockDocument,
        started,
        opened_in=started.agency,
        calendar=started.working_calendar,
        answers=restate(AnsweredBy, started.answers) if started.answers is not None else None,
        state=ClockState.RUNNING.value,
        started_at=instant(started.started_at),
        due_at=instant(started.due_at),
        due_soon_at=instant(started.due_soon_at or started.due_at),
        next_alarm=optional(started.alarm),
    )
    session.put(CASES.name, event.key, case, event.version)


def _started_and_left(event: RecordedEvent) -> list[Key]:
    return [*_case_and_step(event), *_left(event)]


def _left(event: RecordedEvent) -> list[Key]:
    return [step_key(event, one.step, one.visit) for one in event.event.left]


@CLOCK_VIEW.on(events.VisitsLeft, keys=_left)
def _visits_left(event: RecordedEvent, session: ProjectionSession) -> None:
    """There is nothing to hand off any more."""
    for one in event.event.left:
        changed_step(event, session, one.step, one.visit).in_hand = False


@CLOCK_VIEW.on(events.StepClockStarted, keys=_started_and_left)
def _step_started(event: RecordedEvent, session: ProjectionSession) -> None:
    started: events.StepClockStarted = event.event
    step = restate(StepClockDocument, started, **begun(event, session), returned=started.came_back)
    wait_for_receipt(step, started.receipt)
    collection, key = step_key(event, started.step, started.visit)
    session.put(collection, key, step, event.version)
    _visits_left(event, session)


def begun(event: RecordedEvent, session: ProjectionSession) -> dict[str, Any]:
    """What the document of a visit's or a coordination's time begins with: its case, and its instants."""
    started: events.StepClockStarted | events.AskedClockStarted = event.event
    case = session.document(CASES, event.key)  # what a case pins never changes, so it may be read here
    assert case is not None, f"{event.stream} has no first event"
    return {name: getattr(case, name) for name in _OF_CASE} | {
        "case_number": event.key,
        "state": ClockState.RUNNING.value,
        "started_at": instant(started.started_at),
        "due_at": instant(started.due_at),
        "due_soon_at": instant(started.due_soon_at),
        "next_alarm": optional(started.alarm),
        "own_alarm": optional(started.alarm),
    }


@CLOCK_VIEW.on(ClockSubjectCorrected, keys=_all_visits)
def _subject_corrected(event: RecordedEvent, session: ProjectionSession) -> None:
    corrected: ClockSubjectCorrected = event.event
    _changed_case(event, session).subject = corrected.subject
    for one in corrected.visits:
        changed_step(event, session, one.step, one.visit).subject = corrected.subject
    for number in corrected.coordinations:
        changed_asked(event, session, number).subject = corrected.subject


# ---- work on a step


@CLOCK_VIEW.on(events.StepClockAssigned, keys=_step)
def _assigned(event: RecordedEvent, session: ProjectionSession) -> None:
    step = _changed(event, session)
    _hold(step, event.event.official)
    step.division = event.event.division or step.division
    step.received = False


def _hold(step: StepClockDocument, official: str | None) -> None:
    if step.official not in (None, official, *step.held_before):
        step.held_before.append(str(step.official))
    step.official = official


@CLOCK_VIEW.on(events.StepClockReceived, keys=_step)
def _received(event: RecordedEvent, session: ProjectionSession) -> None:
    received: events.StepClockReceived = event.event
    step = _changed(event, session)
    _hold(step, received.official)
    step.received = True
    step.received_at = instant(received.received_at)
    step.waited_minutes = received.waited_minutes
    receipt_ended(step)


@CLOCK_VIEW.on(events.StepClockHandedBack, keys=_step)
def _handed_back(event: RecordedEvent, session: ProjectionSession) -> None:
    step = _changed(event, session)
    step.official, step.received_at, step.waited_minutes = event.event.official, None, None
    step.received = False
    if event.event.receipt is not None:
        wait_for_receipt(step, event.event.receipt)
        step.receipt_overdue = step.receipt_late


# ---- what the sweeper finds, and what is taken back


@CLOCK_VIEW.on(sla.StepDueSoon, keys=_step)
def _due_soon(event: RecordedEvent, session: ProjectionSession) -> None:
    _note_due_soon(event, _changed(event, session))


@CLOCK_VIEW.on(sla.CoordinationDueSoon, keys=_named)
def _asked_due_soon(event: RecordedEvent, session: ProjectionSession) -> None:
    _note_due_soon(event, changed_asked(event, session, event.event.coordination))


def _note_due_soon(event: RecordedEvent, time: StepClockDocument | AskedClockDocument) -> None:
    time.due_soon = True
    look_at(time, overdue_alarm(event.event.due_at))


@CLOCK_VIEW.on(sla.StepOverdue, keys=_step)
def _step_overdue(event: RecordedEvent, session: ProjectionSession) -> None:
    _overdue(event, _changed(event, session))


@CLOCK_VIEW.on(sla.CoordinationOverdue, keys=_named)
def _asked_overdue(event: RecordedEvent, session: ProjectionSession) -> None:
    _overdue(event, changed_asked(event, session, event.event.coordination))


@CLOCK_VIEW.on(sla.CaseOverdue)
def _case_overdue(event: RecordedEvent, session: ProjectionSession) -> None:
    _overdue(event, _changed_case(event, session))


def _overdue(event: RecordedEvent, time: TimeDocument) -> None:
    time.late, time.overdue = True, time.state != ClockState.STOPPED
    time.overdue_noticed_at = instant(event.recorded_at)
    look_at(time, None)


@CLOCK_VIEW.on(sla.OverdueWithdrawn, keys=_named)
def _withdrawn(event: RecordedEvent, session: ProjectionSession) -> None:
    time = _changed_time(event, session, event.event)
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
        time = _changed_time(event, session, moved)
        if moved.receipt and isinstance(time, ReceivedDocument):
            time.receipt_due_at = instant(moved.due_at)
        else:
            time.due_at, time.due_soon_at = instant(moved.due_at), instant(moved.due_soon_at)
    _set_alarms(event, session)


@CLOCK_VIEW.on(events.ClockMoved, keys=_all_running)
def _taken_over(event: RecordedEvent, session: ProjectionSession) -> None:
    told: events.ClockMoved = event.event
    _changed_case(event, session).agency = told.agency
    for one in told.visits:
        step = changed_step(event, session, one.step, one.visit)
        step.received = step.received and step.official == one.official
        step.agency, step.division, step.official = told.agency, one.division, one.official
    for number in (one.coordination for one in told.alarms if one.coordination is not None):
        changed_asked(event, session, number).agency = told.agency
    _moved(event, session)


def _set_alarms(event: RecordedEvent, session: ProjectionSession) -> None:
    for alarm in event.event.alarms:
        time = _changed_time(event, session, alarm)
        if alarm.receipt and isinstance(time, ReceivedDocument):
            look_for_receipt(time, alarm.at)
        else:
            look_at(time, alarm.at)


@CLOCK_VIEW.on(events.HistoryTaken, events.HistoryGoesOn, keys=_all_running)
def _history_taken(event: RecordedEvent, session: ProjectionSession) -> None:
    _changed_case(event, session)
    _set_alarms(event, session)


@CLOCK_VIEW.on(events.ClockExtended)
def _extended(event: RecordedEvent, session: ProjectionSession) -> None:
    extended: events.ClockExtended = event.event
    case = _changed_case(event, session)
    case.due_at, case.due_soon_at = instant(extended.due_at), instant(extended.due_soon_at)
    look_at(case, extended.alarm)


# ---- times end


@CLOCK_VIEW.on(events.StepClockStopped, keys=_case_and_step)
def _step_stopped(event: RecordedEvent, session: ProjectionSession) -> None:
    """Who completed it, which nothing changes from then on, stands in the case as well."""
    step = _changed(event, session)
    _end(step, event.event)
    step.in_hand = event.event.outcome == StepOutcome.COMPLETED
    case = _changed_case(event, session)
    if step.in_hand and step.official is not None and step.official not in case.handled_by:
        case.handled_by.append(step.official)


@CLOCK_VIEW.on(sla.ClockStopped)
def _stopped(event: RecordedEvent, session: ProjectionSession) -> None:
    _end(_changed_case(event, session), event.event)


def _end(time: TimeDocument, stopped: events.StepClockStopped | sla.ClockStopped) -> None:
    time.state = ClockState.STOPPED.value
    time.stopped_at = instant(stopped.stopped_at)
    time.used_minutes = stopped.used_minutes
    time.outcome = str(stopped.outcome)
    time.late, time.overdue = stopped.late, False
    receipt_ended(time)
    look_at(time, None)


# ---- times that had ended run again


@CLOCK_VIEW.on(events.StepClockContinued, keys=_step)
def _continued(event: RecordedEvent, session: ProjectionSession) -> None:
    step = _changed(event, session)
    step.official, step.in_hand = event.event.official, False
    _go_on(step, event.event)


@CLOCK_VIEW.on(events.ClockReopened)
def _reopened(event: RecordedEvent, session: ProjectionSession) -> None:
    _go_on(_changed_case(event, session), event.event)


def _go_on(time: TimeDocument, again: events.StepClockContinued | events.ClockReopened) -> None:
    time.state = ClockState.RUNNING.value
    time.stopped_at = time.used_minutes = time.outcome = None
    time.due_at, time.due_soon_at = instant(again.due_at), instant(again.due_soon_at)
    time.late = time.overdue = again.overdue
    look_at(time, again.alarm)
