"""A leader grants the whole case more time."""

from services.cases.domain import rules
from services.cases.domain.case import CASE, Case
from services.cases.errors import AgencyHeadOnly, DueNotLater, ReasonMissing
from shared.contracts.cases import ExtensionGranted
from shared.contracts.vocabulary import Instant, Text
from shared.decider import Act, command


@command
class ExtendCase:
    """Grant the case more time, until `due_at`."""

    due_at: Instant
    reason: Text


@CASE.decides(ExtendCase, refuses=(*rules.RUNNING, AgencyHeadOnly, ReasonMissing, *rules.TIMED, DueNotLater))
def extend(case: Case, command: ExtendCase, act: Act) -> ExtensionGranted:
    """Grant more time: later than the present due instant, or than the opening where none is known."""
    rules.check_running(case)
    rules.check_may_lead(act.by, case)
    reason = rules.reason_of(command.reason)
    rules.check_time(act, case.agency, case.running_since)
    present = case.due_at or case.opened_at
    if present is not None and command.due_at <= present:
        raise DueNotLater(where="due_at", due_at=command.due_at, present=present)
    return ExtensionGranted(
        **case.named(act), due_at=command.due_at, reason=reason, granted_by=act.by.name, granted_at=act.at
    )


@CASE.evolves(ExtensionGranted)
def extended(case: Case, event: ExtensionGranted) -> None:
    """The case is due at an exact instant from now on."""
    case.due_at = event.due_at
    case.note_time(event.granted_at)
