"""Who holds a step tells, before it is due, that it will be late: counted apart from silent lateness."""

from typing import Annotated

from services.cases.domain import rules
from services.cases.domain.case import CASE, Case
from services.cases.domain.deadline import calendar_of, deadline_of_visit
from services.cases.domain.known import Known
from services.cases.errors.course import ReasonMissing
from services.cases.errors.known import CalendarNotKnownYet
from services.cases.errors.remarks import LatenessAlreadyAnnounced, LatenessToldTooLate, NotExpectedLate
from services.cases.errors.steps import StepAlreadyCompleted
from shared.contracts.cases.remarks import LatenessAnnounced
from shared.contracts.vocabulary import Code, Instant, Text, described
from shared.decider import Act, command
from shared.working_time.errors import LimitBeyondCalendar


@command
class AnnounceLateness:
    """Say before a step is due that it will be late, why, and until when."""

    step: Code
    reason: Text
    expected_at: Annotated[Instant, described("When the step is expected to be completed.")]


@CASE.decides(
    AnnounceLateness,
    known=Known,
    refuses=(
        *rules.HELD,
        StepAlreadyCompleted,
        *rules.WORKED_ON,
        ReasonMissing,
        LatenessAlreadyAnnounced,
        *rules.TIMED,
        CalendarNotKnownYet,
        LimitBeyondCalendar,
        LatenessToldTooLate,
        NotExpectedLate,
    ),
)
def announce(case: Case, command: AnnounceLateness, act: Act, known: Known) -> LatenessAnnounced:
    """It moves no limit. Another instant may be told later, as long as the step isn't due."""
    visit = rules.open_visit(case, command.step)
    rules.check_may_work_on(act.by, case, visit)
    reason, expected_at = rules.reason_of(command.reason), command.expected_at
    if visit.expected_at == expected_at:
        raise LatenessAlreadyAnnounced(where="expected_at", step=visit.step, expected_at=expected_at)
    rules.check_time_at_visit(act, case, visit)
    due_at = deadline_of_visit(case, visit, calendar_of(case, known))
    if act.at >= due_at:
        raise LatenessToldTooLate(where="at", step=visit.step, due_at=due_at)
    if expected_at <= due_at:
        raise NotExpectedLate(where="expected_at", step=visit.step, expected_at=expected_at, due_at=due_at)
    return LatenessAnnounced(
        **case.named_at(visit, act),
        reason=reason,
        expected_at=expected_at,
        announced_by=act.by.name,
        announced_at=act.at,
    )


@CASE.evolves(LatenessAnnounced)
def announced(case: Case, event: LatenessAnnounced) -> None:
    """It is known by when."""
    case.touch(event.step, event.announced_at, event.official).expected_at = event.expected_at
