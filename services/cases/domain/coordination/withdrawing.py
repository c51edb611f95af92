"""The asker no longer wants what it asked for."""

from services.cases.domain import rules
from services.cases.domain.case import CASE, Case
from services.cases.domain.coordination.guards import ASKING, check_asking, check_open, check_time_of_asking
from services.cases.domain.coordination.receiving import CoordinationName
from services.cases.domain.coordination_state import CoordinationPhase
from services.cases.errors.coordination import CoordinationOver
from services.cases.errors.course import ReasonMissing
from shared.contracts.cases.coordination import CoordinationWithdrawn
from shared.contracts.vocabulary import Text
from shared.decider import Act, command


@command
class WithdrawCoordination:
    """Take a request back: what is owed, or answered and not accepted."""

    coordination: CoordinationName
    reason: Text


@CASE.decides(WithdrawCoordination, refuses=(*ASKING, CoordinationOver, ReasonMissing, *rules.TIMED))
def withdraw(case: Case, command: WithdrawCoordination, act: Act) -> CoordinationWithdrawn:
    """What the asked agency has open for it ends with it."""
    asked = check_asking(case, command.coordination, act)
    check_open(asked)
    reason = rules.reason_of(command.reason)
    check_time_of_asking(act, case, asked)
    return CoordinationWithdrawn(
        **case.named_asked(asked, act.recorded_by),
        child_case=asked.child_case,
        reason=reason,
        withdrawn_by=act.by.name,
        withdrawn_at=act.at,
    )


@CASE.evolves(CoordinationWithdrawn)
def withdrawn(case: Case, event: CoordinationWithdrawn) -> None:
    """Nothing is owed."""
    case.coordinations[event.coordination].unsay_silence(event.withdrawn_at)
    asked = case.touch_asked(event.coordination, event.withdrawn_at)
    asked.phase = CoordinationPhase.WITHDRAWN
    asked.stop(event.withdrawn_at)
