"""Moves of a case over its stages: forward, back, and once more in the same place."""

from dataclasses import replace

from services.cases.domain import rules
from services.cases.domain.case import Case
from services.cases.domain.commands import HandOff, ReopenStep, ReturnStep, Target
from services.cases.domain.directory import Directory
from services.cases.domain.events import CaseEvent, ClosedVisit, StepHandedOff, StepReopened, StepReturned
from services.cases.domain.facts import visit_fields
from services.cases.domain.opening import opened
from services.cases.errors import StepsStillOpen


def hand_off(state: Case, command: HandOff, directory: Directory) -> list[CaseEvent]:
    """Go on from a completed step to a later stage, when every visit of the present stage is completed."""
    visit = rules.completed_visit(state, command.step)
    rules.check_may_work_on(command.by, state, visit)
    check_none_open(state)
    rules.check_time_of_move(command, state)
    targets = state.route.forward(state.stage, command.to)
    return [
        StepHandedOff(
            to=opened(state.route, state.visits_made, targets, directory),
            handed_off_by=command.by.name,
            handed_off_at=command.at,
            **visit_fields(state, visit, command.by),
        )
    ]


def return_step(state: Case, command: ReturnStep, directory: Directory) -> list[CaseEvent]:
    """Go back to a step of an earlier stage, with a reason; what is still open here is closed by it."""
    visit = rules.held(state, command.step)
    rules.check_may_work_on(command.by, state, visit)
    reason = rules.reason_of(command.reason)
    rules.check_time_of_move(command, state)
    target = state.route.backward(state.stage, command.to)
    return [
        StepReturned(
            to=opened(state.route, state.visits_made, (target,), directory),
            closed=closed_visits(state),
            reason=reason,
            returned_by=command.by.name,
            returned_at=command.at,
            **visit_fields(state, visit, command.by),
        )
    ]


def reopen(state: Case, command: ReopenStep, directory: Directory) -> list[CaseEvent]:
    """Do a completed step once more, with a reason; by those who did it unless others are named."""
    visit = rules.completed_visit(state, command.step)
    rules.check_may_work_on(command.by, state, visit)
    reason = rules.reason_of(command.reason)
    rules.check_time_at_visit(command, state, visit)
    target = Target(step=visit.step, division=command.division or visit.division, official=command.official)
    again = opened(state.route, state.visits_made, (target,), directory)
    if command.division is None and command.official is None:
        again = (replace(again[0], official=visit.official),)
    return [
        StepReopened(
            to=again,
            reason=reason,
            reopened_by=command.by.name,
            reopened_at=command.at,
            **visit_fields(state, visit, command.by),
        )
    ]


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
