"""Who works on a case asks its leader for more time, who grants it or not."""

from services.cases.domain import rules
from services.cases.domain.case import CASE, Case
from services.cases.domain.extension_bounds import BOUNDED, check_extension
from services.cases.domain.known import Known
from services.cases.errors.course import ReasonMissing
from services.cases.errors.procedure_rules import ExtensionAlreadyRequested, NoExtensionRequested
from services.cases.errors.who import AgencyHeadOnly, NoPartInCase
from shared.contracts.cases.course import ExtensionDenied, ExtensionRequested
from shared.contracts.vocabulary import Instant, Text
from shared.decider import Act, command


@command
class RequestExtension:
    """Ask the agency's head for more time, until `due_at`."""

    due_at: Instant
    reason: Text


@CASE.decides(
    RequestExtension,
    known=Known,
    refuses=(
        *rules.RUNNING,
        NoPartInCase,
        ReasonMissing,
        ExtensionAlreadyRequested,
        *rules.TIMED,
        *BOUNDED,
    ),
)
def request_extension(case: Case, command: RequestExtension, act: Act, known: Known) -> ExtensionRequested:
    """What the procedure doesn't allow isn't even asked for; one request at a time."""
    rules.check_running(case)
    rules.check_has_part(act.by, case)
    reason = rules.reason_of(command.reason)
    if case.extension_asked_at is not None:
        raise ExtensionAlreadyRequested
    rules.check_time(act, case.agency, case.running_since, case.due_from)
    check_extension(case, command.due_at, act.at, act.at, known)
    return ExtensionRequested(
        **case.named(act),
        due_at=command.due_at,
        reason=reason,
        requested_by=act.by.name,
        requested_at=act.at,
    )


@CASE.evolves(ExtensionRequested)
def extension_requested(case: Case, event: ExtensionRequested) -> None:
    """It waits for an answer; no limit moves."""
    case.extension_asked_at = event.requested_at
    case.note_time(event.requested_at)


@command
class DenyExtension:
    """Give no more time to who asked for it."""

    reason: Text


@CASE.decides(
    DenyExtension,
    refuses=(*rules.RUNNING, AgencyHeadOnly, ReasonMissing, NoExtensionRequested, *rules.TIMED),
)
def deny_extension(case: Case, command: DenyExtension, act: Act) -> ExtensionDenied:
    """With a reason; it may be asked for again."""
    rules.check_running(case)
    rules.check_may_lead(act.by, case)
    reason = rules.reason_of(command.reason)
    if case.extension_asked_at is None:
        raise NoExtensionRequested
    rules.check_time(act, case.agency, case.running_since, case.extension_asked_at)
    return ExtensionDenied(**case.named(act), reason=reason, denied_by=act.by.name, denied_at=act.at)


@CASE.evolves(ExtensionDenied)
def extension_denied(case: Case, event: ExtensionDenied) -> None:
    """Nothing is asked for any more."""
    case.extension_asked_at = None
    case.note_time(event.denied_at)
