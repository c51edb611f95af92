"""A case goes on to a later stage."""

from typing import Annotated

from services.cases.domain import rules
from services.cases.domain.case import CASE, Case
from services.cases.domain.coordination.guards import check_nothing_pending
from services.cases.domain.known import Known
from services.cases.domain.route import FORWARD, Target
from services.cases.domain.visits import OPENED, check_needed_done, closed_visits, opened
from services.cases.errors.coordination import CoordinationPending
from services.cases.errors.steps import StepNotCompleted, StepsStillOpen
from shared.contracts.cases.steps import StepHandedOff
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
        CoordinationPending,
        *rules.TIMED,
        *FORWARD,
        *OPENED,
    ),
)
def hand_off(case: Case, command: HandOff, act: Act, known: Known) -> StepHandedOff:
    """Go on from a completed step to a later stage, when what the present stage needs is completed.

    Optional steps that nobody has received are closed by it.
    """
    visit = rules.completed_visit(case, command.step)
    rules.check_may_work_on(act.by, case, visit)
    check_needed_done(case)
    check_nothing_pending(case, case.visits.values())
    rules.check_time_of_move(act, case)
    targets = case.route.forward(case.stage, command.to)
    return StepHandedOff(
        **case.named_at(visit, act),
        to=opened(case.route, case.visits_made, targets, known.directory(case.agency)),
        closed=closed_visits(case),
        handed_off_by=act.by.name,
        handed_off_at=act.at,
    )


@CASE.evolves(StepHandedOff)
def handed_off(case: Case, event: StepHandedOff) -> None:
    """The case is at the stage that it was handed to."""
    sender = Target(step=event.step, division=event.division, official=event.official)
    case.handed_by.update((one.step, (sender,)) for one in event.to)
    case.visits.clear()
    case.visit(event.to, event.handed_off_at)
