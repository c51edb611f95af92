"""A case goes on to a later stage."""

from typing import Annotated

from services.cases.domain import rules
from services.cases.domain.case import CASE, Case
from services.cases.domain.known import Known
from services.cases.domain.route import FORWARD, Target
from services.cases.domain.visits import OPENED, check_none_open, opened
from services.cases.errors import StepNotCompleted, StepsStillOpen
from shared.contracts.cases import StepHandedOff
from shared.contracts.vocabulary import Code, described
from shared.decider import Act, command


@command
class HandOff:
    """Pass the case on from a completed step."""

    step: Code
    to: Annotated[
        tuple[Target, ...] | None, described("Without it: the next stage with a mandatory step.")
    ] = None


@CASE.decides(
    HandOff,
    known=Known,
    refuses=(
        *rules.HELD,
        StepNotCompleted,
        *rules.WORKED_ON,
        StepsStillOpen,
        *rules.TIMED,
        *FORWARD,
        *OPENED,
    ),
)
def hand_off(case: Case, command: HandOff, act: Act, known: Known) -> StepHandedOff:
    """Go on from a completed step to a later stage, when every visit of the present stage is completed."""
    visit = rules.completed_visit(case, command.step)
    rules.check_may_work_on(act.by, case, visit)
    check_none_open(case)
    rules.check_time_of_move(act, case)
    targets = case.route.forward(case.stage, command.to)
    return StepHandedOff(
        **case.named_at(visit, act),
        to=opened(case.route, case.visits_made, targets, known.directory(case.agency)),
        handed_off_by=act.by.name,
        handed_off_at=act.at,
    )


@CASE.evolves(StepHandedOff)
def handed_off(case: Case, event: StepHandedOff) -> None:
    """The case is at the stage that it was handed to."""
    case.visits.clear()
    case.visit(event.to, event.handed_off_at)
