"""Work on a step: assign, receive, complete."""

from services.cases.domain import rules
from services.cases.domain.case import Case
from services.cases.domain.commands import AssignStep, CompleteStep, ReceiveStep
from services.cases.domain.directory import Directory, check_belongs
from services.cases.domain.events import CaseEvent, StepAssigned, StepCompleted, StepReceived
from services.cases.domain.facts import visit_fields
from services.cases.errors import StepAlreadyAssigned, StepAlreadyReceived, StepNotReceived


def assign(state: Case, command: AssignStep, directory: Directory) -> list[CaseEvent]:
    """Give an open step to an official of the division that holds it, who is then the one to receive it."""
    visit = rules.open_visit(state, command.step)
    rules.check_may_assign(command.by, state, visit)
    if visit.official == command.official:
        raise StepAlreadyAssigned(where=command.step, step=command.step, official=command.official)
    check_belongs(directory, command.official, visit.division)
    rules.check_time_at_visit(command, state, visit)
    return [
        StepAssigned(
            assigned_by=command.by.name,
            assigned_at=command.at,
            **visit_fields(state, visit, command.by, command.official),
        )
    ]


def receive(state: Case, command: ReceiveStep) -> list[CaseEvent]:
    """Take an open step up, once."""
    visit = rules.open_visit(state, command.step)
    rules.check_may_work_on(command.by, state, visit)
    if visit.received:
        raise StepAlreadyReceived(where=command.step, step=command.step, official=visit.official)
    rules.check_time_at_visit(command, state, visit)
    return [
        StepReceived(
            received_by=command.by.name,
            received_at=command.at,
            **visit_fields(state, visit, command.by, command.by.name),
        )
    ]


def complete_step(state: Case, command: CompleteStep) -> list[CaseEvent]:
    """Close the visit; only a log, which may say nothing of receipts, completes what nobody received."""
    visit = rules.open_visit(state, command.step)
    rules.check_may_work_on(command.by, state, visit)
    if not visit.received and not rules.imports(command.by, state.agency):
        raise StepNotReceived(where=command.step, step=command.step)
    rules.check_time_at_visit(command, state, visit)
    return [
        StepCompleted(
            completed_by=command.by.name,
            completed_at=command.at,
            **visit_fields(state, visit, command.by, visit.official or command.by.name),
        )
    ]
