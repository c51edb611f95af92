"""What follows from the times of a clock: due soon, overdue, and overdue no more."""

from datetime import datetime
from typing import Any, TypedDict

from services.sla.domain.clock import (
    Clock,
    ReceiptOf,
    Timed,
    TimeName,
    Timer,
    Visit,
    WithdrawalReason,
    name_of,
    visit_key,
)
from services.sla.domain.following import CLOCK, ChangeContext
from shared.contracts.receipts import ReceiptOverdueWithdrawn
from shared.contracts.sla import CaseOverdue, OpenStep, OverdueWithdrawn, StepDueSoon, StepOverdue
from shared.contracts.vocabulary import TimeLimit


class CaseFields(TypedDict):
    """What everything that is told of a clock says of the case."""

    case_number: str
    agency: str
    procedure: str
    edition: int


class StepFields(CaseFields):
    """And of a visit, who holds it, and its times."""

    step: str
    step_name: str | None
    visit: int
    division: str
    official: str | None
    started_at: datetime
    time_limit: TimeLimit
    due_at: datetime


def of_case(clock: Clock) -> CaseFields:
    """The case that the clock belongs to."""
    return {
        "case_number": clock.case_number,
        "agency": clock.agency,
        "procedure": clock.procedure,
        "edition": clock.edition,
    }


def of_step(clock: Clock, visit: Visit) -> StepFields:
    """The visit, as it stands now."""
    return {
        **of_case(clock),
        "step": visit.step,
        "step_name": clock.step_names.get(visit.step),
        "visit": visit.number,
        "division": visit.division,
        "official": visit.official,
        "started_at": visit.timer.started_at,
        "time_limit": visit.timer.time_limit,
        "due_at": visit.timer.due_at,
    }


def step_due_soon(clock: Clock, visit: Visit, detected_at: datetime) -> StepDueSoon:
    """The visit's time is nearly used up."""
    percent = clock.due_soon_percent
    return StepDueSoon(
        **of_step(clock, visit),
        used_percent=percent,
        before_minutes=clock.due_soon_minutes,
        detected_at=detected_at,
        old_news=clock.is_old_news(visit.timer.due_soon_at),
    )


def step_overdue(
    clock: Clock, visit: Visit, detected_at: datetime, source_version: int | None = None
) -> StepOverdue:
    """The visit's time is over."""
    return StepOverdue(
        **of_step(clock, visit),
        source_version=source_version,
        waiting_for=clock.waiting_for(visit, visit.timer.due_at),
        detected_at=detected_at,
        old_news=clock.is_old_news(visit.timer.due_at),
    )


def case_overdue(clock: Clock, detected_at: datetime, source_version: int | None = None) -> CaseOverdue:
    """The case's time is over; who had it then is named."""
    total = clock.case_timer
    visits = (*clock.finished.values(), *clock.open.values())
    return CaseOverdue(
        **of_case(clock),
        source_version=source_version,
        started_at=total.started_at,
        time_limit=total.time_limit,
        due_at=total.due_at,
        open_steps=tuple(
            _open_step(clock, one, total.due_at) for one in visits if one.was_open_at(total.due_at)
        ),
        detected_at=detected_at,
        old_news=clock.is_old_news(total.due_at),
    )


def _open_step(clock: Clock, visit: Visit, due_at: datetime) -> OpenStep:
    return OpenStep(
        step=visit.step,
        step_name=clock.step_names.get(visit.step),
        visit=visit.number,
        division=visit.division,
        official=visit.official,
        waiting_for=clock.waiting_for(visit, due_at),
    )


def withdrawn(
    clock: Clock,
    owner: Timed,
    timer: Timer,
    reason: WithdrawalReason,
    withdrawn_at: datetime,
    source_version: int | None = None,
) -> OverdueWithdrawn | ReceiptOverdueWithdrawn:
    """The overdue of a visit, a coordination or a receipt, or with none of them of the case, is none."""
    name = name_of(owner)
    visit = clock.visit(name.step, name.visit) if name.step and name.visit else None
    held: dict[str, Any] = {
        **name.place(),
        "division": visit.division if visit else None,
        "official": visit.official if visit else None,
    }
    told: type[OverdueWithdrawn] | type[ReceiptOverdueWithdrawn]
    told = ReceiptOverdueWithdrawn if isinstance(owner, ReceiptOf) else OverdueWithdrawn
    return told(
        **of_case(clock),
        source_version=source_version,
        **held,
        due_at=timer.due_at,
        reason=reason,
        withdrawn_at=withdrawn_at,
    )


def at_end(
    clock: Clock,
    visit: Visit | None,
    timer: Timer,
    at: datetime,
    reason: WithdrawalReason,
    context: ChangeContext,
) -> list[Any]:
    """What an end of the visit, or of the case, shows: late and untold, or told and not late."""
    late, now, version = timer.is_late(at, clock.paused_since), context.recorded_at, context.version
    if timer.overdue_raised and not late:
        return [withdrawn(clock, visit, timer, reason, now, version)]
    if timer.overdue_raised or not late:
        return []
    if visit is not None:
        return [step_overdue(clock, visit, now, version)]
    return [case_overdue(clock, now, version)]


@CLOCK.evolves(StepDueSoon)
def due_soon_told(clock: Clock, event: StepDueSoon) -> None:
    """It isn't told again."""
    clock.open[visit_key(event.step, event.visit)].due_soon_raised = True


@CLOCK.evolves(StepOverdue)
def overdue_told(clock: Clock, event: StepOverdue) -> None:
    """It isn't told again, unless it is withdrawn."""
    clock.timer(TimeName(event.step, event.visit)).overdue_raised = True


@CLOCK.evolves(CaseOverdue)
def case_overdue_told(clock: Clock, _event: CaseOverdue) -> None:
    """It isn't told again, unless it is withdrawn."""
    clock.case_timer.overdue_raised = True


@CLOCK.evolves(OverdueWithdrawn)
def overdue_withdrawn(clock: Clock, event: OverdueWithdrawn) -> None:
    """It may be overdue once more."""
    clock.timer(TimeName(event.step, event.visit, event.coordination)).overdue_raised = False
