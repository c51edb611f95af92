"""A leader grants the whole case more time, as far as its procedure allows."""

from services.cases.domain import rules
from services.cases.domain.case import CASE, Case
from services.cases.domain.extension_bounds import BOUNDED, check_extension
from services.cases.domain.known import Known
from services.cases.errors.course import ReasonMissing
from services.cases.errors.who import AgencyHeadOnly
from shared.contracts.cases.course import ExtensionGranted
from shared.contracts.vocabulary import Instant, Text
from shared.decider import Act, command


@command
class ExtendCase:
    """Grant the case more time, until `due_at`."""

    due_at: Instant
    reason: Text


@CASE.decides(
    ExtendCase,
    known=Known,
    refuses=(*rules.RUNNING, AgencyHeadOnly, ReasonMissing, *rules.TIMED, *BOUNDED),
)
def extend(case: Case, command: ExtendCase, act: Act, known: Known) -> ExtensionGranted:
    """By itself, or as the answer to a request, which was in time if it was asked for in time."""
    rules.check_running(case)
    rules.check_may_lead(act.by, case)
    reason = rules.reason_of(command.reason)
    asked_at = case.extension_asked_at
    rules.check_time(act, case.agency, case.running_since, case.due_from, asked_at)
    rule = check_extension(case, command.due_at, act.at, asked_at or act.at, known)
    return ExtensionGranted(
        **case.named(act),
        due_at=command.due_at,
        reason=reason,
        conditions=rule.conditions,
        granted_by=act.by.name,
        granted_at=act.at,
    )


@CASE.evolves(ExtensionGranted)
def extended(case: Case, event: ExtensionGranted) -> None:
    """The case is due at an exact instant from now on; only pauses since then move it."""
    case.due_at, case.due_from = event.due_at, event.granted_at
    case.extensions += 1
    case.extension_asked_at = None
    case.note_time(event.granted_at)
