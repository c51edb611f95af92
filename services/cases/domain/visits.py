"""Which visits a move opens and closes."""

from dataclasses import replace

from services.cases.domain.case import Case, Visit
from services.cases.domain.directory import BELONGS, Directory, check_belongs, check_is_there
from services.cases.domain.route import Route, Target
from services.cases.errors.known import DivisionNotResponsible, DivisionUnknown
from services.cases.errors.steps import StepsStillOpen
from shared.contracts.cases.facts import CaseStep, ClosedVisit
from shared.contracts.vocabulary import OpenedStep
from shared.restating import restate

#: How a division that is to hold a step may be refused.
RESPONSIBLE = (DivisionUnknown, DivisionNotResponsible)
#: How the opening of visits may be refused.
OPENED = (*RESPONSIBLE, *BELONGS)


def opened(
    route: Route, visits_made: dict[str, int], targets: tuple[Target, ...], directory: Directory
) -> tuple[OpenedStep, ...]:
    """The visits that begin at these targets, each taken by a division that is responsible for the step."""
    return tuple(_opened(route.steps[target.step], visits_made, target, directory) for target in targets)


def _opened(step: CaseStep, visits_made: dict[str, int], target: Target, directory: Directory) -> OpenedStep:
    division = target.division or step.division
    check_responsible(step, division, directory)
    if target.official is not None:
        check_belongs(directory, target.official, division)
    return restate(
        OpenedStep, step, visit=visits_made.get(step.step, 0) + 1, division=division, official=target.official
    )


def divisions_of(step: CaseStep) -> tuple[str, ...]:
    """Those that the procedure makes responsible for a step, the usual one first."""
    return step.division, *step.other_divisions


def check_responsible(step: CaseStep, division: str, directory: Directory) -> None:
    """A step is held by the divisions that the procedure names. Raises what `RESPONSIBLE` names."""
    responsible = divisions_of(step)
    if division not in responsible:
        check_is_there(directory, division)
        allowed = ", ".join(responsible)
        raise DivisionNotResponsible(where=step.step, division=division, step=step.step, allowed=allowed)


def opened_again(case: Case, targets: tuple[Target, ...], directory: Directory) -> tuple[OpenedStep, ...]:
    """The visits that begin where these have had the case before, as far as they are still there."""
    return tuple(_opened_again(case, target, directory) for target in targets)


def _opened_again(case: Case, target: Target, directory: Directory) -> OpenedStep:
    step, official = case.route.steps[target.step], target.official
    division = target.division
    if division not in divisions_of(step):
        division = official = None
    again = _opened(step, case.visits_made, Target(step=target.step, division=division), directory)
    known = directory.officials.get(official or "")
    has_left = known is not None and again.division not in known.divisions
    return again if has_left else replace(again, official=official)


def check_needed_done(case: Case) -> None:
    """What the present stage needs is done: an optional step that nobody has received doesn't keep it.

    Something of it must have been done, and what was reopened is needed as well.
    """
    visits = case.visits.values()
    nothing_done = not any(visit.completed for visit in visits)
    still_open = (visit for visit in visits if not visit.completed)
    needed = [visit.step for visit in still_open if nothing_done or _is_needed(case, visit)]
    if needed:
        raise StepsStillOpen(where=needed[0], steps=", ".join(needed))


def _is_needed(case: Case, visit: Visit) -> bool:
    return visit.received or visit.reopened or not case.route.steps[visit.step].optional


def closed_visits(case: Case) -> tuple[ClosedVisit, ...]:
    """The visits that are open, as closed without completion."""
    return tuple(
        ClosedVisit(step=visit.step, visit=visit.number)
        for visit in case.visits.values()
        if not visit.completed
    )
