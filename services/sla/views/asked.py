"""How the time of each coordination stands, and which visits wait for one."""

from services.sla.domain import events
from services.sla.domain.clock import AskedOutcome
from services.sla.views.clocks import CLOCK_VIEW, asked_key, begun, changed_asked, changed_step, step_key
from services.sla.views.documents import CASES, AskedClockDocument, ClockState, ReceivedDocument
from services.sla.views.looking import look_at, look_for_receipt, receipt_ended, wait_for_receipt
from shared.contracts.receipts import ReceiptOverdue, ReceiptOverdueWithdrawn
from shared.documents.projection import Key, ProjectionSession, RecordedEvent
from shared.documents.values import instant
from shared.restating import restate

__all__ = ["CLOCK_VIEW"]


def _asked(event: RecordedEvent) -> list[Key]:
    return [asked_key(event, event.event.coordination)]


def _asked_and_step(event: RecordedEvent) -> list[Key]:
    return [*_asked(event), step_key(event, event.event.step, event.event.visit)]


def _all(event: RecordedEvent) -> list[Key]:
    return [(CASES.name, event.key), *_asked_and_step(event)]


def _note_waiting(event: RecordedEvent, session: ProjectionSession) -> None:
    step = changed_step(event, session, event.event.step, event.event.visit)
    step.waiting_for = list(event.event.waiting_for)
    step.waiting = bool(step.waiting_for)


@CLOCK_VIEW.on(events.AskedClockStarted, keys=_all)
def _started(event: RecordedEvent, session: ProjectionSession) -> None:
    started: events.AskedClockStarted = event.event
    asked = restate(AskedClockDocument, started, **begun(event, session))
    wait_for_receipt(asked, started.receipt)
    collection, key = asked_key(event, started.coordination)
    session.put(collection, key, asked, event.version)
    _note_waiting(event, session)


def _changed(event: RecordedEvent, session: ProjectionSession) -> AskedClockDocument:
    return changed_asked(event, session, event.event.coordination)


@CLOCK_VIEW.on(events.AskedClockReceived, keys=_asked)
def _received(event: RecordedEvent, session: ProjectionSession) -> None:
    received: events.AskedClockReceived = event.event
    asked = _changed(event, session)
    asked.child_case, asked.received_at = received.child_case, instant(received.received_at)
    asked.waited_minutes = received.waited_minutes
    receipt_ended(asked)


@CLOCK_VIEW.on(events.AskedClockStopped, keys=_asked_and_step)
def _stopped(event: RecordedEvent, session: ProjectionSession) -> None:
    stopped: events.AskedClockStopped = event.event
    asked = _changed(event, session)
    asked.state, asked.stopped_at = ClockState.STOPPED.value, instant(stopped.stopped_at)
    asked.due_at, asked.used_minutes = instant(stopped.due_at), stopped.used_minutes
    asked.outcome, asked.late, asked.overdue = stopped.outcome, stopped.late, False
    receipt_ended(asked)
    look_at(asked, None)
    _note_waiting(event, session)
    _note_answer(event, session, waits=stopped.outcome == AskedOutcome.ANSWERED)


@CLOCK_VIEW.on(events.AskedClockMoved, keys=_asked_and_step)
def _moved(event: RecordedEvent, session: ProjectionSession) -> None:
    moved: events.AskedClockMoved = event.event
    asked = _changed(event, session)
    asked.asked_agency = moved.asked_agency
    asked.due_at, asked.due_soon_at = instant(moved.due_at), instant(moved.due_soon_at)
    look_at(asked, moved.alarm)
    wait_for_receipt(asked, moved.receipt)
    _note_waiting(event, session)


def _note_answer(event: RecordedEvent, session: ProjectionSession, *, waits: bool) -> None:
    """The answer waits at the visit to be accepted or sent back, or doesn't any more."""
    step, number = changed_step(event, session, event.event.step, event.event.visit), event.event.coordination
    step.answers = sorted({*step.answers, number} if waits else {*step.answers} - {number})
    step.came_back = step.returned or bool(step.answers)


@CLOCK_VIEW.on(events.AskedClockAccepted, keys=_asked_and_step)
def _accepted(event: RecordedEvent, session: ProjectionSession) -> None:
    _changed(event, session).accepted_at = instant(event.event.accepted_at)
    _note_answer(event, session, waits=False)


@CLOCK_VIEW.on(events.AskedClockContinued, keys=_asked_and_step)
def _continued(event: RecordedEvent, session: ProjectionSession) -> None:
    """What was late before its answer is so still."""
    continued: events.AskedClockContinued = event.event
    asked = _changed(event, session)
    asked.state, asked.stopped_at = ClockState.RUNNING.value, None
    asked.used_minutes = asked.outcome = None
    asked.due_at, asked.due_soon_at = instant(continued.due_at), instant(continued.due_soon_at)
    asked.overdue = asked.late
    look_at(asked, continued.alarm)
    _note_waiting(event, session)
    _note_answer(event, session, waits=False)


# ---- what nobody received, of a coordination or of a visit


def _received_key(event: RecordedEvent) -> list[Key]:
    if event.event.coordination is not None:
        return _asked(event)
    return [step_key(event, event.event.step, event.event.visit)]


def _to_receive(event: RecordedEvent, session: ProjectionSession) -> ReceivedDocument:
    if event.event.coordination is not None:
        return _changed(event, session)
    return changed_step(event, session, event.event.step, event.event.visit)


@CLOCK_VIEW.on(ReceiptOverdue, keys=_received_key)
def _receipt_overdue(event: RecordedEvent, session: ProjectionSession) -> None:
    time = _to_receive(event, session)
    time.receipt_late = time.receipt_overdue = True
    look_for_receipt(time, None)


@CLOCK_VIEW.on(ReceiptOverdueWithdrawn, keys=_received_key)
def _receipt_withdrawn(event: RecordedEvent, session: ProjectionSession) -> None:
    time = _to_receive(event, session)
    time.receipt_late = time.receipt_overdue = False
