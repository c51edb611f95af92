"""Another agency is asked, and takes it up: the time for its answer runs from the request."""

from typing import Any

from services.sla.domain import informing
from services.sla.domain.alarms import alarm_of
from services.sla.domain.clock import Asked, Clock, Timer, Visit, visit_key
from services.sla.domain.events import AskedClockReceived, AskedClockStarted
from services.sla.domain.following import CLOCK, ChangeContext
from services.sla.domain.nearing import near
from services.sla.domain.receipts import at_receipt, awaited_by, ended, time_to_receive
from shared.contracts.cases.coordination import CoordinationReceived, CoordinationRequested
from shared.kernel import CoordinationRole
from shared.restating import restate
from shared.working_time.dues import worked_between

_MINUTE = 60


@CLOCK.follows(CoordinationRequested)
def requested(clock: Clock, event: CoordinationRequested, context: ChangeContext) -> list[Any]:
    """It counts by the asked agency's calendar; who is only informed owes nothing."""
    visit = clock.open.get(visit_key(event.step, event.visit))
    if event.role == CoordinationRole.INFORMED:
        return informing.informed(event, context)
    if visit is None:
        return []
    calendar, at = context.calendar.of(event.asked_agency), event.requested_at
    due = calendar.due_at(at, event.time_limit)
    soon = near(clock, calendar, at, due)
    return [
        restate(
            AskedClockStarted,
            event,
            source_version=context.version,
            step_name=clock.step_names.get(event.step),
            started_at=at,
            due_at=due,
            due_soon_at=soon,
            alarm=alarm_of(clock, due, soon),
            receipt=time_to_receive(clock, event.asked_agency, at, calendar, context),
            waiting_for=waiting_for(clock, visit, also=event.asked_agency),
        )
    ]


def waiting_for(
    clock: Clock, visit: Visit | None, *, without: Asked | None = None, also: str | None = None
) -> tuple[str, ...]:
    """The agencies that the visit waits for, without this coordination, and with that agency."""
    if visit is None:
        return ()
    here = (visit.step, visit.number)
    owed = (one for one in clock.owed() if (one.step, one.visit) == here and one is not without)
    return tuple(sorted({*(one.agency for one in owed), *([also] if also else [])}))


@CLOCK.evolves(AskedClockStarted)
def started(clock: Clock, event: AskedClockStarted) -> None:
    """An answer is owed."""
    timer = Timer(event.started_at, event.time_limit, event.due_at, event.due_soon_at)
    number, silence = event.coordination, event.silence_is_agreement
    clock.asked[number] = Asked(number, event.step, event.visit, event.asked_agency, timer, silence)
    clock.asked[number].receipt = awaited_by(event.started_at, event.receipt)


@CLOCK.follows(CoordinationReceived)
def received(clock: Clock, event: CoordinationReceived, context: ChangeContext) -> list[Any]:
    """How long it waited is the asked agency's own working time."""
    asked, at = clock.asked.get(event.coordination), event.received_at
    if asked is None:
        return informing.received(clock, event, context)
    pauses = asked.pauses(clock.pauses_until(at))
    worked = worked_between(asked.counted_by(context.calendar), asked.timer.started_at, at, pauses)
    waited = int(worked.total_seconds()) // _MINUTE
    return [
        *at_receipt(clock, asked, at, context),
        restate(AskedClockReceived, event, source_version=context.version, waited_minutes=waited),
    ]


@CLOCK.evolves(AskedClockReceived)
def taken_up(clock: Clock, event: AskedClockReceived) -> None:
    """With its own case for it, if it has one."""
    clock.asked[event.coordination].child_case = event.child_case
    ended(clock.asked[event.coordination], event.received_at)
