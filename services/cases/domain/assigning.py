"""A leader names who is to do a step."""

from services.cases.domain import rules
from services.cases.domain.case import CASE, Case
from services.cases.domain.directory import BELONGS, check_belongs
from services.cases.domain.known import Known
from services.cases.errors import MayNotAssign, StepAlreadyAssigned, StepAlreadyCompleted
from shared.contracts.cases import StepAssigned
from shared.contracts.vocabulary import Code
from shared.decider import Act, command


@command
class AssignStep:
    """Name the official who is to do an open step."""

    step: Code
    official: Code


@CASE.decides(
    AssignStep,
    known=Known,
    refuses=(
        *rules.HELD,
        StepAlreadyCompleted,
        MayNotAssign,
        StepAlreadyAssigned,
        *BELONGS,
        *rules.TIMED,
    ),
)
def assign(case: Case, command: AssignStep, act: Act, known: Known) -> StepAssigned:
    """Give an open step to an official of the division that holds it, who is then the one to receive it."""
    visit = rules.open_visit(case, command.step)
    rules.check_may_assign(act.by, case, visit)
    if visit.official == command.official:
        raise StepAlreadyAssigned(where=command.step, step=command.step, official=command.official)
    check_belongs(known.directory(case.agency), command.official, visit.division)
    rules.check_time_at_visit(act, case, visit)
    return StepAssigned(
        **case.named_at(visit, act, command.official), assigned_by=act.by.name, assigned_at=act.at
    )


@CASE.evolves(StepAssigned)
def assigned(case: Case, event: StepAssigned) -> None:
    """A receipt by another lapses."""
    case.touch(event.step, event.assigned_at, event.official).received = False
