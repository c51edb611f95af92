"""Whoever holds a step takes it up."""

from services.cases.domain import rules
from services.cases.domain.case import CASE, Case, Given
from services.cases.errors.steps import StepAlreadyCompleted, StepAlreadyReceived
from shared.contracts.cases.steps import StepReceived
from shared.contracts.vocabulary import Code
from shared.decider import Act, command


@command
class ReceiveStep:
    """Take an open step up."""

    step: Code


@CASE.decides(
    ReceiveStep,
    refuses=(*rules.HELD, StepAlreadyCompleted, *rules.WORKED_ON, StepAlreadyReceived, *rules.TIMED),
)
def receive(case: Case, command: ReceiveStep, act: Act) -> StepReceived:
    """Take an open step up, once."""
    visit = rules.open_visit(case, command.step)
    rules.check_may_work_on(act.by, case, visit)
    if visit.received:
        raise StepAlreadyReceived(where=command.step, step=command.step, official=visit.official)
    rules.check_time_at_visit(act, case, visit)
    return StepReceived(**case.named_at(visit, act, act.by.name), received_by=act.by.name, received_at=act.at)


@CASE.evolves(StepReceived)
def received(case: Case, event: StepReceived) -> None:
    """`official` holds the step from now on. The division's time runs already."""
    held_before = case.visits[event.step].official
    visit = case.touch(event.step, event.received_at, event.official)
    visit.received = True
    visit.receipt = Given(event.received_by, event.received_at, case.version, held_before)
