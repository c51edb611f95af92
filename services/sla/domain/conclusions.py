"""What follows from the times of a clock: due soon, overdue, and overdue no more."""

from datetime import datetime
from typing import TypedDict

from services.sla.domain.clock import Clock, Timer, Visit
from services.sla.domain.clock_events import (
    CaseOverdue,
    ClockEvent,
    OpenVisit,
    OverdueWithdrawn,
    StepDueSoon,
    StepOverdue,
    WithdrawalReason,
)
from shared.contracts.vocabulary import TimeLimit


class _CaseFields(TypedDict):
    """The fields of `CaseConclusion`."""

    case_number: str
    agency: str
    procedure: str
    edition: int


class _StepFields(_CaseFields):
    """The fields of `StepConclusion`."""

    step: str
    step_name: str | None
    visit: int
    division: str
    official: str | None
    started_at: datetime
    time_limit: TimeLimit
    due_at: datetime


def _of_case(state: Clock) -> _CaseFields:
    return {
        "case_number": state.case_number,
        "agency": state.agency,
        "procedure": state.procedure,
        "edition": state.edition,
    }


def _of_step(state: Clock, visit: Visit) -> _StepFields:
    return {
        **_of_case(state),
        "step": visit.step,
        "step_name": state.step_names.get(visit.step),
        "visit": visit.number,
        "division": visit.division,
        "official": visit.official,
        "started_at": visit.timer.started_at,
        "time_limit": visit.timer.time_limit,
        "due_at": visit.timer.due_at,
    }


def step_due_soon(state: Clock, visit: Visit) -> StepDueSoon:
    return StepDueSoon(**_of_step(state, visit), used_percent=state.due_soon_percent)


def step_overdue(state: Clock, visit: Visit, source_version: int | None = None) -> StepOverdue:
    return StepOverdue(**_of_step(state, visit), source_version=source_version)


def case_overdue(state: Clock, total: Timer, source_version: int | None = None) -> CaseOverdue:
    visits = (*state.finished.values(), *state.open.values())
    return CaseOverdue(
        source_version=source_version,
        **_of_case(state),
        started_at=total.started_at,
        time_limit=total.time_limit,
        due_at=total.due_at,
        open_steps=tuple(
            OpenVisit(
                step=one.step,
                step_name=state.step_names.get(one.step),
                visit=one.number,
                division=one.division,
                official=one.official,
            )
            for one in visits
            if one.was_open_at(total.due_at)
        ),
    )


def withdrawn(
    state: Clock, visit: Visit | None, timer: Timer, reason: WithdrawalReason, source_version: int | None
) -> OverdueWithdrawn:
    """The overdue of a visit, or without one of the case, is none."""
    return OverdueWithdrawn(
        source_version=source_version,
        **_of_case(state),
        step=visit.step if visit else None,
        visit=visit.number if visit else None,
        division=visit.division if visit else None,
        official=visit.official if visit else None,
        due_at=timer.due_at,
        reason=reason,
    )


def at_end(
    state: Clock,
    visit: Visit | None,
    timer: Timer,
    at: datetime,
    reason: WithdrawalReason,
    source_version: int,
) -> list[ClockEvent]:
    """What an end of the visit, or of the case, shows: late and untold, or told and not late."""
    late = timer.is_late(at, state.paused_since)
    if timer.overdue_raised and not late:
        return [withdrawn(state, visit, timer, reason, source_version)]
    if timer.overdue_raised or not late:
        return []
    if visit is not None:
        return [step_overdue(state, visit, source_version)]
    return [case_overdue(state, timer, source_version)]
