"""A leader names who is to do a step, or gives it to the queue of a division; once more: reassigns it."""

from typing import Annotated

from services.cases.domain import rules
from services.cases.domain.case import CASE, Case, Visit
from services.cases.domain.directory import BELONGS, check_belongs
from services.cases.domain.known import Known
from services.cases.domain.visits import RESPONSIBLE, check_responsible
from services.cases.errors.steps import StepAlreadyAssigned, StepAlreadyCompleted, StepAlreadyInQueue
from services.cases.errors.who import AgencyHeadOnly, MayNotAssign
from shared.contracts.cases.steps import StepAssigned
from shared.contracts.vocabulary import SINCE, Code, described
from shared.decider import Act, command


@command
class AssignStep:
    """Name the official who is to do an open step, or give it to a division's queue."""

    step: Code
    official: Annotated[Code | None, described("Without it: the queue of the division.")] = None
    division: Annotated[
        Code | None,
        described("Another that is responsible for the step, if the agency's head says so; else as it is."),
        SINCE,
    ] = None


@CASE.decides(
    AssignStep,
    known=Known,
    refuses=(
        *rules.HELD,
        StepAlreadyCompleted,
        MayNotAssign,
        AgencyHeadOnly,
        StepAlreadyAssigned,
        StepAlreadyInQueue,
        *RESPONSIBLE,
        *BELONGS,
        *rules.TIMED,
    ),
)
def assign(case: Case, command: AssignStep, act: Act, known: Known) -> StepAssigned:
    """To an official of the division that holds it, who is then the one to receive it, or to its queue.

    Also after it was received. Into another division it is moved by the agency's head.
    """
    visit = rules.open_visit(case, command.step)
    rules.check_may_assign(act.by, case, visit)
    division = command.division or visit.division
    if division != visit.division:
        rules.check_may_lead(act.by, case)
    elif visit.official == command.official:
        _refuse_as_it_is(visit)
    directory = known.directory(case.agency)
    check_responsible(case.route.steps[visit.step], division, directory)
    if command.official is not None:
        check_belongs(directory, command.official, division)
    rules.check_time_at_visit(act, case, visit)
    named = case.named_at(visit, act)
    named["division"], named["official"] = division, command.official
    return StepAssigned(**named, assigned_by=act.by.name, assigned_at=act.at)


def _refuse_as_it_is(visit: Visit) -> None:
    if visit.official is None:
        raise StepAlreadyInQueue(where=visit.step, step=visit.step, division=visit.division)
    raise StepAlreadyAssigned(where=visit.step, step=visit.step, official=visit.official)


@CASE.evolves(StepAssigned)
def assigned(case: Case, event: StepAssigned) -> None:
    """A receipt by another lapses."""
    visit = case.touch(event.step, event.assigned_at, event.official)
    visit.division, visit.received = event.division, False
