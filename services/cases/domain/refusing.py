"""A unit says that a step isn't its own: the case goes back to those who had handed it off."""

from typing import Annotated

from services.cases.domain import rules
from services.cases.domain.case import CASE, Case
from services.cases.domain.coordination.guards import check_nothing_pending
from services.cases.domain.known import Known
from services.cases.domain.visits import closed_visits, opened_again
from services.cases.errors.coordination import CoordinationPending
from services.cases.errors.course import ReasonMissing
from services.cases.errors.steps import NobodyHandedOff, StepAlreadyCompleted
from shared.contracts.cases.steps import StepRefused
from shared.contracts.vocabulary import Code, Text, described
from shared.decider import Act, command


@command
class RefuseStep:
    """Say that an open step isn't one's own, and whose it is."""

    step: Code
    reason: Text
    belongs_to: Annotated[Code | None, described("The unit whose it is.")] = None


@CASE.decides(
    RefuseStep,
    known=Known,
    refuses=(
        *rules.HELD,
        StepAlreadyCompleted,
        *rules.WORKED_ON,
        ReasonMissing,
        NobodyHandedOff,
        CoordinationPending,
        *rules.TIMED,
    ),
)
def refuse(case: Case, command: RefuseStep, act: Act, known: Known) -> StepRefused:
    """The whole stage goes back, as in a return; what is still open here is closed by it."""
    visit = rules.open_visit(case, command.step)
    rules.check_may_work_on(act.by, case, visit)
    reason = rules.reason_of(command.reason)
    senders = case.handed_by.get(visit.step)
    if not senders:
        raise NobodyHandedOff(where=visit.step, step=visit.step)
    check_nothing_pending(case, case.visits.values())
    rules.check_time_of_move(act, case)
    return StepRefused(
        **case.named_at(visit, act),
        to=opened_again(case, senders, known.directory(case.agency)),
        closed=closed_visits(case),
        reason=reason,
        belongs_to=command.belongs_to,
        refused_by=act.by.name,
        refused_at=act.at,
    )


@CASE.evolves(StepRefused)
def refused(case: Case, event: StepRefused) -> None:
    """Those who have it back may refuse it in turn, to those who had handed it to them."""
    case.visits.clear()
    case.visit(event.to, event.refused_at)
