"""A case ends without a result."""

from services.cases.domain import rules
from services.cases.domain.case import CASE, Case, Phase
from services.cases.domain.visits import closed_visits
from services.cases.errors.course import ReasonMissing
from services.cases.errors.who import AgencyHeadOnly
from shared.contracts.cases.course import CaseCancelled
from shared.contracts.vocabulary import Text
from shared.decider import Act, command


@command
class CancelCase:
    """End the case without a result."""

    reason: Text


@CASE.decides(CancelCase, refuses=(*rules.ALIVE, AgencyHeadOnly, ReasonMissing, *rules.TIMED))
def cancel(case: Case, command: CancelCase, act: Act) -> CaseCancelled:
    """End the case without a result, with a reason; also while it is suspended."""
    rules.check_alive(case)
    rules.check_may_lead(act.by, case)
    reason = rules.reason_of(command.reason)
    rules.check_time(act, case.agency, case.latest_at)
    return CaseCancelled(
        **case.named(act),
        closed=closed_visits(case),
        reason=reason,
        cancelled_by=act.by.name,
        cancelled_at=act.at,
    )


@CASE.evolves(CaseCancelled)
def cancelled(case: Case, event: CaseCancelled) -> None:
    """Nothing more can happen to the case."""
    case.phase, case.extension_asked_at = Phase.CANCELLED, None
    case.visits.clear()
    case.note_time(event.cancelled_at)
