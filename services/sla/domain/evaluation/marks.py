"""What a visit or a return is marked with: what counts against the official, and what only shows."""

from enum import StrEnum

from services.sla.domain.evaluation.policy import LatenessPolicy
from services.sla.domain.evaluation.work import ReturnedWork, VisitMinutes, WorkedVisit
from shared.contracts.evaluation import EvaluationPolicy


class Mark(StrEnum):
    """A mark of a visit or of a return."""

    DELAY = "delay"  #: late by the official's own minutes (Art. 14(2)c)
    OTHERS = "others"  #: late only by what other agencies owed
    ABSENCE = "absence"  #: late only by a recorded leave with nobody delegated
    EXEMPT = "exempt"  #: late by an objective cause that a competent leader confirmed (Art. 14(2))
    RETURN = "return"  #: sent back for its content (Art. 14(2)b)
    CLEARED = "cleared"  #: sent back, and cleared by a competent leader


#: Marks that are held against the official.
COUNTED = frozenset({Mark.DELAY, Mark.RETURN})


def mark_of(visit: WorkedVisit, minutes: VisitMinutes, policy: EvaluationPolicy) -> Mark | None:
    """How a visit is marked with the minutes that it has at an instant; None: it isn't late."""
    if not is_late(visit, minutes):
        return None
    if visit.confirmed:
        return Mark.EXEMPT
    return _not_ones(visit, minutes, policy) or Mark.DELAY


def is_late(visit: WorkedVisit, minutes: VisitMinutes) -> bool:
    """Whether it ended, or is open still, after its due instant; at the instant itself it is in time."""
    return minutes.used > visit.limit_minutes if minutes.late is None else minutes.late


def _not_ones(visit: WorkedVisit, minutes: VisitMinutes, policy: EvaluationPolicy) -> Mark | None:
    """Late through others or through absence, where the policy exempts that without a confirmation.

    Where each alone would do, or neither, the larger part names it; others go first.
    """
    of_others = minutes.waiting + minutes.held_up
    waiting = of_others if policy.late_through_others == LatenessPolicy.EXEMPT else 0
    absent = minutes.absent if policy.absence == LatenessPolicy.EXEMPT else 0
    if not waiting + absent or minutes.used - waiting - absent > visit.limit_minutes:
        return None
    through_others = waiting > 0 and minutes.used - waiting <= visit.limit_minutes
    through_absence = absent > 0 and minutes.used - absent <= visit.limit_minutes
    if through_others == through_absence:
        return Mark.OTHERS if waiting >= absent else Mark.ABSENCE
    return Mark.OTHERS if through_others else Mark.ABSENCE


def mark_of_return(returned: ReturnedWork, policy: EvaluationPolicy) -> Mark | None:
    """How a return is marked; None: its grounds don't count."""
    counts = (
        policy.return_without_grounds
        if returned.grounds is None
        else returned.grounds in policy.return_grounds
    )
    if not counts:
        return None
    return Mark.RETURN if returned.cleared_by is None else Mark.CLEARED
