"""A case goes back to a step of an earlier stage."""

from services.cases.domain import rules
from services.cases.domain.case import CASE, Case
from services.cases.domain.known import Known
from services.cases.domain.route import Target
from services.cases.domain.visits import OPENED, closed_visits, opened
from services.cases.errors import ReasonMissing, StepNotEarlier
from shared.contracts.cases import StepReturned
from shared.contracts.vocabulary import Code, Text
from shared.decider import Act, command


@command
class ReturnStep:
    """Send the case back from an open or completed step to a step of an earlier stage."""

    step: Code
    to: Target
    reason: Text


@CASE.decides(
    ReturnStep,
    known=Known,
    refuses=(*rules.HELD, *rules.WORKED_ON, ReasonMissing, *rules.TIMED, StepNotEarlier, *OPENED),
)
def return_step(case: Case, command: ReturnStep, act: Act, known: Known) -> StepReturned:
    """Go back to a step of an earlier stage, with a reason; what is still open here is closed by it."""
    visit = rules.held(case, command.step)
    rules.check_may_work_on(act.by, case, visit)
    reason = rules.reason_of(command.reason)
    rules.check_time_of_move(act, case)
    target = case.route.backward(case.stage, command.to)
    return StepReturned(
        **case.named_at(visit, act),
        to=opened(case.route, case.visits_made, (target,), known.directory(case.agency)),
        closed=closed_visits(case),
        reason=reason,
        returned_by=act.by.name,
        returned_at=act.at,
    )


@CASE.evolves(StepReturned)
def returned(case: Case, event: StepReturned) -> None:
    """The case is at the earlier step alone."""
    case.visits.clear()
    case.visit(event.to, event.returned_at)
