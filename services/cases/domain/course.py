"""The course of the case as a whole: suspend, resume, extend, complete, cancel."""

from services.cases.domain import rules
from services.cases.domain.case import Case, Phase
from services.cases.domain.commands import CancelCase, CompleteCase, ExtendCase, ResumeCase, SuspendCase
from services.cases.domain.events import (
    CaseCancelled,
    CaseCompleted,
    CaseEvent,
    CaseResumed,
    CaseSuspended,
    ExtensionGranted,
)
from services.cases.domain.facts import case_fields
from services.cases.domain.moves import check_none_open, closed_visits
from services.cases.errors import CaseNotSuspended, DueNotLater, MandatoryStepsRemain


def suspend(state: Case, command: SuspendCase) -> list[CaseEvent]:
    """Stop the clocks; nothing that is recorded already may fall into the pause."""
    rules.check_running(state)
    rules.check_may_lead(command.by, state)
    reason = rules.reason_of(command.reason)
    rules.check_time(command, state.agency, state.latest_at)
    return [
        CaseSuspended(
            reason=reason,
            suspended_by=command.by.name,
            suspended_at=command.at,
            **case_fields(state, command.by),
        )
    ]


def resume(state: Case, command: ResumeCase) -> list[CaseEvent]:
    """Let the clocks run again."""
    rules.check_alive(state)
    rules.check_may_lead(command.by, state)
    if state.phase is not Phase.SUSPENDED:
        raise CaseNotSuspended
    rules.check_time(command, state.agency, state.latest_at)
    return [
        CaseResumed(
            resumed_by=command.by.name,
            resumed_at=command.at,
            **case_fields(state, command.by),
        )
    ]


def extend(state: Case, command: ExtendCase) -> list[CaseEvent]:
    """Grant more time: later than the present due instant, or than the opening where none is known."""
    rules.check_running(state)
    rules.check_may_lead(command.by, state)
    reason = rules.reason_of(command.reason)
    rules.check_time(command, state.agency, state.running_since)
    present = state.due_at or state.opened_at
    if present is not None and command.due_at <= present:
        raise DueNotLater(where="due_at", due_at=command.due_at, present=present)
    return [
        ExtensionGranted(
            due_at=command.due_at,
            reason=reason,
            granted_by=command.by.name,
            granted_at=command.at,
            **case_fields(state, command.by),
        )
    ]


def complete_case(state: Case, command: CompleteCase) -> list[CaseEvent]:
    """End the case with its result: nothing is open, and only optional steps lie ahead."""
    rules.check_running(state)
    rules.check_may_complete_case(command.by, state)
    check_none_open(state)
    remaining = state.route.mandatory_after(state.stage)
    if remaining:
        raise MandatoryStepsRemain(where=remaining[0], steps=", ".join(remaining))
    rules.check_time(command, state.agency, state.latest_at)
    return [
        CaseCompleted(
            completed_by=command.by.name,
            completed_at=command.at,
            **case_fields(state, command.by),
        )
    ]


def cancel(state: Case, command: CancelCase) -> list[CaseEvent]:
    """End the case without a result, with a reason; also while it is suspended."""
    rules.check_alive(state)
    rules.check_may_lead(command.by, state)
    reason = rules.reason_of(command.reason)
    rules.check_time(command, state.agency, state.latest_at)
    return [
        CaseCancelled(
            closed=closed_visits(state),
            reason=reason,
            cancelled_by=command.by.name,
            cancelled_at=command.at,
            **case_fields(state, command.by),
        )
    ]
