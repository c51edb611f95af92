"""A completed step is done once more, in the same place."""

from dataclasses import replace

from services.cases.domain import rules
from services.cases.domain.case import CASE, Case, Phase
from services.cases.domain.known import Known
from services.cases.domain.route import Target
from services.cases.domain.visits import OPENED, opened
from services.cases.errors.course import CaseToBeReopened, ReasonMissing
from services.cases.errors.steps import StepNotCompleted
from shared.contracts.cases.steps import StepReopened
from shared.contracts.vocabulary import Code, Text
from shared.decider import Act, command


@command
class ReopenStep:
    """Do a completed step once more; by those who did it, unless others are named."""

    step: Code
    reason: Text
    division: Code | None = None
    official: Code | None = None


@CASE.decides(
    ReopenStep,
    known=Known,
    refuses=(
        CaseToBeReopened,
        *rules.HELD,
        StepNotCompleted,
        *rules.WORKED_ON,
        ReasonMissing,
        *rules.TIMED,
        *OPENED,
    ),
)
def reopen(case: Case, command: ReopenStep, act: Act, known: Known) -> StepReopened:
    """Do a completed step once more, with a reason; by those who did it unless others are named."""
    if case.phase is Phase.COMPLETED:
        raise CaseToBeReopened
    visit = rules.completed_visit(case, command.step)
    rules.check_may_work_on(act.by, case, visit)
    reason = rules.reason_of(command.reason)
    rules.check_time_at_visit(act, case, visit)
    target = Target(step=visit.step, division=command.division or visit.division, official=command.official)
    again = opened(case.route, case.visits_made, (target,), known.directory(case.agency))
    if command.division is None and command.official is None:
        again = (replace(again[0], official=visit.official),)
    return StepReopened(
        **case.named_at(visit, act),
        to=again,
        reason=reason,
        reopened_by=act.by.name,
        reopened_at=act.at,
    )


@CASE.evolves(StepReopened)
def reopened(case: Case, event: StepReopened) -> None:
    """The step is open again, beside the others of its stage."""
    case.visit(event.to, event.reopened_at)
    for one in event.to:
        case.visits[one.step].reopened = True
