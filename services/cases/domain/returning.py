"""A case goes back to a step of an earlier stage."""

from typing import Annotated

from services.cases.domain import rules
from services.cases.domain.case import CASE, Case
from services.cases.domain.coordination.guards import check_nothing_pending
from services.cases.domain.known import Known
from services.cases.domain.route import Target
from services.cases.domain.visits import OPENED, closed_visits, opened
from services.cases.errors.coordination import CoordinationPending
from services.cases.errors.course import ReasonMissing
from services.cases.errors.moves import StepNotEarlier
from shared.contracts.cases.steps import StepReturned
from shared.contracts.vocabulary import SINCE, Code, Text, described
from shared.decider import Act, command
from shared.kernel import ReturnGrounds


@command
class ReturnStep:
    """Send the case back from an open or completed step to a step of an earlier stage."""

    step: Code
    to: Target
    reason: Text
    grounds: Annotated[
        ReturnGrounds | None,
        described("What kind of reason it is; null: not said, which is told as `other`."),
        SINCE,
    ] = None


@CASE.decides(
    ReturnStep,
    known=Known,
    refuses=(
        *rules.HELD,
        *rules.WORKED_ON,
        ReasonMissing,
        CoordinationPending,
        *rules.TIMED,
        StepNotEarlier,
        *OPENED,
    ),
)
def return_step(case: Case, command: ReturnStep, act: Act, known: Known) -> StepReturned:
    """Go back to a step of an earlier stage, with a reason; what is still open here is closed by it."""
    visit = rules.held(case, command.step)
    rules.check_may_work_on(act.by, case, visit)
    reason = rules.reason_of(command.reason)
    check_nothing_pending(case, case.visits.values())
    rules.check_time_of_move(act, case)
    target = case.route.backward(case.stage, command.to)
    return StepReturned(
        **case.named_at(visit, act),
        to=opened(case.route, case.visits_made, (target,), known.directory(case.agency)),
        closed=closed_visits(case),
        reason=reason,
        grounds=(command.grounds or ReturnGrounds.OTHER).value,
        without_grounds=command.grounds is None,
        returned_by=act.by.name,
        returned_at=act.at,
    )


@CASE.evolves(StepReturned)
def returned(case: Case, event: StepReturned) -> None:
    """The case is at the earlier step alone; who may refuse it there sends it back to all of this stage."""
    still_open = [visit for visit in case.visits.values() if visit.step == event.step or not visit.completed]
    senders = tuple(visit.target for visit in still_open)
    case.handed_by.update((one.step, senders) for one in event.to)
    case.visits.clear()
    case.visit(event.to, event.returned_at)
