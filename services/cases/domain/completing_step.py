"""The work of a step is done."""

from services.cases.domain import rules
from services.cases.domain.case import CASE, Case, Given
from services.cases.domain.coordination.guards import GOES_ON, check_goes_on
from services.cases.errors.steps import StepAlreadyCompleted, StepNotReceived
from shared.contracts.cases.steps import StepCompleted
from shared.contracts.vocabulary import Code
from shared.decider import Act, command


@command
class CompleteStep:
    """Say that a step's work is done."""

    step: Code


@CASE.decides(
    CompleteStep,
    refuses=(*rules.HELD, StepAlreadyCompleted, *rules.WORKED_ON, StepNotReceived, *GOES_ON, *rules.TIMED),
)
def complete_step(case: Case, command: CompleteStep, act: Act) -> StepCompleted:
    """Close the visit; only a log, which may say nothing of receipts, completes what nobody received."""
    visit = rules.open_visit(case, command.step)
    rules.check_may_work_on(act.by, case, visit)
    if not visit.received and not rules.imports(act.by, case.agency):
        raise StepNotReceived(where=command.step, step=command.step)
    check_goes_on(case, visit)
    rules.check_time_at_visit(act, case, visit)
    return StepCompleted(
        **case.named_at(visit, act, visit.official or act.by.name),
        completed_by=act.by.name,
        completed_at=act.at,
    )


@CASE.evolves(StepCompleted)
def step_completed(case: Case, event: StepCompleted) -> None:
    """The step is in hand until it is handed off, returned or the case completed."""
    held_before = case.visits[event.step].official
    visit = case.touch(event.step, event.completed_at, event.official)
    visit.completed = True
    visit.completion = Given(event.completed_by, event.completed_at, case.version, held_before)
    case.done_by[visit.step] = visit.target
