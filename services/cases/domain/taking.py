"""An official takes a step out of the division's queue."""

from services.cases.domain import rules
from services.cases.domain.case import CASE, Case
from services.cases.errors.steps import StepAlreadyAssigned, StepAlreadyCompleted
from shared.contracts.cases.steps import StepTaken
from shared.contracts.vocabulary import Code
from shared.decider import Act, command


@command
class TakeStep:
    """Take an open step that nobody has out of the division's queue; it is still to be received."""

    step: Code


@CASE.decides(
    TakeStep,
    refuses=(*rules.HELD, StepAlreadyCompleted, *rules.WORKED_ON, StepAlreadyAssigned, *rules.TIMED),
)
def take(case: Case, command: TakeStep, act: Act) -> StepTaken:
    """Nobody else of the division receives it then."""
    visit = rules.open_visit(case, command.step)
    rules.check_may_work_on(act.by, case, visit)
    if visit.official is not None:
        raise StepAlreadyAssigned(where=command.step, step=command.step, official=visit.official)
    rules.check_time_at_visit(act, case, visit)
    return StepTaken(**case.named_at(visit, act, act.by.name), taken_by=act.by.name, taken_at=act.at)


@CASE.evolves(StepTaken)
def taken(case: Case, event: StepTaken) -> None:
    """It is that official's."""
    case.touch(event.step, event.taken_at, event.official)
