"""How each fact of a case changes its clock."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from services.sla.domain import facts
from services.sla.domain.clock import Clock, Timer, Visit, pause_until, visit_key
from services.sla.domain.clock_events import (
    CaseOutcome,
    ClockEvent,
    ClockExtended,
    ClockPaused,
    ClockResumed,
    ClockStarted,
    ClockStopped,
    StepClockAssigned,
    StepClockReceived,
    StepClockStarted,
    StepClockStopped,
    StepOutcome,
    WithdrawalReason,
)
from services.sla.domain.conclusions import at_end, withdrawn
from services.sla.domain.moves import first_dues, moved_dues, running
from services.sla.errors import FactOutOfPlace
from shared.working_time.calendar import WorkingCalendar
from shared.working_time.dues import due_soon_at, worked_between

_MINUTE = 60


@dataclass(slots=True)
class Moment:
    """What a fact meets: the clock, the calendar as its agency works, and the fact's version."""

    state: Clock
    calendar: WorkingCalendar
    version: int


def start(fact: facts.CaseOpened, calendar: WorkingCalendar, percent: int) -> list[ClockEvent]:
    """The case's clock starts, and those of its first steps."""
    due, soon = first_dues(calendar, fact.opened_at, fact.time_limit, fact.due_at, percent)
    started = ClockStarted(
        source_version=fact.source_version,
        case_number=fact.case_number,
        agency=fact.agency,
        procedure=fact.procedure,
        edition=fact.edition,
        calendar=fact.working_calendar,
        imported=fact.imported,
        started_at=fact.opened_at,
        time_limit=fact.time_limit,
        due_at=due,
        due_soon_at=soon,
        due_given=fact.due_at is not None,
        due_soon_percent=percent,
        step_names=fact.step_names,
    )
    return [started, *_open(fact.first, fact.opened_at, calendar, percent, fact.source_version)]


def _open(
    opened: tuple[facts.OpenedStep, ...], at: datetime, calendar: WorkingCalendar, percent: int, version: int
) -> list[ClockEvent]:
    """The receiving units' clocks start at this moment, not when they receive."""
    events: list[ClockEvent] = []
    for one in opened:
        due, soon = first_dues(calendar, at, one.time_limit, one.due_at, percent)
        started = StepClockStarted(
            source_version=version,
            step=one.step,
            visit=one.visit,
            division=one.division,
            official=one.official,
            started_at=at,
            time_limit=one.time_limit,
            due_at=due,
            due_soon_at=soon,
            due_given=one.due_at is not None,
        )
        events.append(started)
    return events


def _open_next(moment: Moment, to: tuple[facts.OpenedStep, ...], at: datetime) -> list[ClockEvent]:
    return _open(to, at, moment.calendar, moment.state.due_soon_percent, moment.version)


def _stop(moment: Moment, visit: Visit, at: datetime, outcome: StepOutcome) -> list[ClockEvent]:
    state, version = moment.state, moment.version
    ended_with_case = outcome is StepOutcome.CASE_ENDED
    reason = WithdrawalReason.CASE_ENDED if ended_with_case else WithdrawalReason.COMPLETED_IN_TIME
    timer = visit.timer
    stopped = StepClockStopped(
        source_version=version,
        case_number=state.case_number,
        agency=state.agency,
        procedure=state.procedure,
        edition=state.edition,
        step=visit.step,
        visit=visit.number,
        division=visit.division,
        official=visit.official,
        started_at=timer.started_at,
        time_limit=timer.time_limit,
        due_at=timer.due_at,
        stopped_at=at,
        used_minutes=_used_minutes(moment, timer.started_at, at),
        outcome=outcome,
        late=timer.is_late(at, state.paused_since),
    )
    return [*at_end(state, visit, timer, at, reason, version), stopped]


def _used_minutes(moment: Moment, start: datetime, at: datetime) -> int:
    state = moment.state
    pauses = state.pauses if state.paused_since is None else [*state.pauses, pause_until(state, at)]
    return int(worked_between(moment.calendar, start, at, pauses).total_seconds()) // _MINUTE


def _assigned(moment: Moment, fact: facts.StepAssigned) -> list[ClockEvent]:
    if visit_key(fact.step, fact.visit) not in moment.state.open:
        return []
    return [
        StepClockAssigned(
            source_version=fact.source_version, step=fact.step, visit=fact.visit, official=fact.official
        )
    ]


def _received(moment: Moment, fact: facts.StepReceived) -> list[ClockEvent]:
    visit = moment.state.open.get(visit_key(fact.step, fact.visit))
    if visit is None:
        return []
    return [
        StepClockReceived(
            source_version=fact.source_version,
            step=fact.step,
            visit=fact.visit,
            official=fact.received_by,
            received_at=fact.received_at,
            waited_minutes=_used_minutes(moment, visit.timer.started_at, fact.received_at),
        )
    ]


def _completed(moment: Moment, fact: facts.StepCompleted) -> list[ClockEvent]:
    visit = moment.state.open.get(visit_key(fact.step, fact.visit))
    if visit is None:
        return []
    return _stop(moment, visit, fact.completed_at, StepOutcome.COMPLETED)


def _stop_all(moment: Moment, at: datetime, outcome: StepOutcome) -> list[ClockEvent]:
    return [event for visit in moment.state.open.values() for event in _stop(moment, visit, at, outcome)]


def _handed_off(moment: Moment, fact: facts.StepHandedOff) -> list[ClockEvent]:
    left = _stop_all(moment, fact.handed_off_at, StepOutcome.HANDED_OFF)
    return left + _open_next(moment, fact.to, fact.handed_off_at)


def _returned(moment: Moment, fact: facts.StepReturned) -> list[ClockEvent]:
    left = _stop_all(moment, fact.returned_at, StepOutcome.RETURNED)
    return left + _open_next(moment, fact.to, fact.returned_at)


def _reopened(moment: Moment, fact: facts.StepReopened) -> list[ClockEvent]:
    return _open_next(moment, fact.to, fact.reopened_at)


def _suspended(moment: Moment, fact: facts.CaseSuspended) -> list[ClockEvent]:
    state, at, version = moment.state, fact.suspended_at, moment.version
    if state.paused_since is not None:
        return []
    paused = ClockPaused(source_version=version, paused_at=at, reason=fact.reason, source=fact.source)
    return [
        paused,
        *(
            withdrawn(state, visit, timer, WithdrawalReason.SUSPENDED, version)
            for visit, timer in running(state)
            if timer.overdue_raised and not timer.is_late(at, None)
        ),
    ]


def _resumed(moment: Moment, fact: facts.CaseResumed) -> list[ClockEvent]:
    state = moment.state
    if state.paused_since is None:
        return []
    pauses = [*state.pauses, pause_until(state, fact.resumed_at)]
    moved = moved_dues(state, moment.calendar, pauses)
    return [ClockResumed(source_version=fact.source_version, resumed_at=fact.resumed_at, moved=moved)]


def _extended(moment: Moment, fact: facts.ExtensionGranted) -> list[ClockEvent]:
    state, version, total = moment.state, moment.version, _total(moment)
    percent = state.due_soon_percent
    soon = due_soon_at(moment.calendar, total.started_at, fact.due_at, percent, state.pauses)
    extended = ClockExtended(
        source_version=version,
        extended_at=fact.granted_at,
        reason=fact.reason,
        due_at=fact.due_at,
        due_soon_at=soon,
    )
    if total.overdue_raised and fact.due_at > total.due_at:
        return [withdrawn(state, None, total, WithdrawalReason.EXTENDED, version), extended]
    return [extended]


def _case_completed(moment: Moment, fact: facts.CaseCompleted) -> list[ClockEvent]:
    return _end(moment, fact.completed_at, CaseOutcome.COMPLETED)


def _case_cancelled(moment: Moment, fact: facts.CaseCancelled) -> list[ClockEvent]:
    return _end(moment, fact.cancelled_at, CaseOutcome.CANCELLED)


def _end(moment: Moment, at: datetime, outcome: CaseOutcome) -> list[ClockEvent]:
    state, version, total = moment.state, moment.version, _total(moment)
    completed = outcome is CaseOutcome.COMPLETED
    reason = WithdrawalReason.COMPLETED_IN_TIME if completed else WithdrawalReason.CASE_ENDED
    stopped = ClockStopped(
        source_version=version,
        case_number=state.case_number,
        agency=state.agency,
        procedure=state.procedure,
        edition=state.edition,
        started_at=total.started_at,
        time_limit=total.time_limit,
        due_at=total.due_at,
        stopped_at=at,
        used_minutes=_used_minutes(moment, total.started_at, at),
        outcome=outcome,
        late=total.is_late(at, state.paused_since),
    )
    return [
        *_stop_all(moment, at, StepOutcome.CASE_ENDED),
        *at_end(state, None, total, at, reason, version),
        stopped,
    ]


def _total(moment: Moment) -> Timer:
    if moment.state.total is None:
        raise FactOutOfPlace(source_version=moment.version, fact="CaseOpened")
    return moment.state.total


#: What each kind of fact does to a running clock; a kind that isn't here does nothing to it.
CHANGES: dict[type, Callable[[Moment, Any], list[ClockEvent]]] = {
    facts.StepAssigned: _assigned,
    facts.StepReceived: _received,
    facts.StepCompleted: _completed,
    facts.StepHandedOff: _handed_off,
    facts.StepReturned: _returned,
    facts.StepReopened: _reopened,
    facts.CaseSuspended: _suspended,
    facts.CaseResumed: _resumed,
    facts.ExtensionGranted: _extended,
    facts.CaseCompleted: _case_completed,
    facts.CaseCancelled: _case_cancelled,
}
