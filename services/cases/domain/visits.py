"""Which visits a move opens and closes."""

from services.cases.domain.case import Case
from services.cases.domain.directory import BELONGS, Directory, check_belongs, check_is_there
from services.cases.domain.route import Route, Target
from services.cases.errors import DivisionNotResponsible, DivisionUnknown, StepsStillOpen
from shared.contracts.cases import CaseStep, ClosedVisit
from shared.contracts.vocabulary import OpenedStep
from shared.restating import restate

#: How the opening of visits may be refused.
OPENED = (DivisionUnknown, DivisionNotResponsible, *BELONGS)


def opened(
    route: Route, visits_made: dict[str, int], targets: tuple[Target, ...], directory: Directory
) -> tuple[OpenedStep, ...]:
    """The visits that begin at these targets, each taken by a division that is responsible for the step."""
    return tuple(_opened(route.steps[target.step], visits_made, target, directory) for target in targets)


def _opened(step: CaseStep, visits_made: dict[str, int], target: Target, directory: Directory) -> OpenedStep:
    division = target.division or step.division
    if division != step.division and division not in step.other_divisions:
        check_is_there(directory, division)
        allowed = ", ".join((step.division, *step.other_divisions))
        raise DivisionNotResponsible(where=step.step, division=division, step=step.step, allowed=allowed)
    if target.official is not None:
        check_belongs(directory, target.official, division)
    return restate(
        OpenedStep, step, visit=visits_made.get(step.step, 0) + 1, division=division, official=target.official
    )


def check_none_open(case: Case) -> None:
    """Every visit of the present stage is completed."""
    still_open = case.open_steps()
    if still_open:
        raise StepsStillOpen(where=still_open[0], steps=", ".join(still_open))


def closed_visits(case: Case) -> tuple[ClosedVisit, ...]:
    """The visits that are open, as closed without completion."""
    return tuple(
        ClosedVisit(step=visit.step, visit=visit.number)
        for visit in case.visits.values()
        if not visit.completed
    )
