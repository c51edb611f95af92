"""Every kind of aggregate of the service; the modules of its features register themselves there."""

from typing import Any

from services.sla.domain import (
    acknowledging,
    adopting_policy,
    answering,
    asked_conclusions,
    asked_succeeding,
    asking,
    changing_calendar,
    conclusions,
    contesting,
    conversions,
    correcting_subject,
    current_calendar,
    defining_calendar,
    delegations,
    ending,
    ending_escalation,
    ending_history,
    escalating,
    extending,
    giving,
    informing,
    moving,
    opening,
    passing,
    pausing,
    reaching,
    receipts,
    recounting,
    reopening,
    rollout,
    staff,
    stopping,
    succeeding,
    superiors,
    sweeping,
    taking_back,
    working,
)
from services.sla.domain.calendar import CALENDAR
from services.sla.domain.clock import Clock
from services.sla.domain.conversions import CONVERSIONS
from services.sla.domain.current_calendar import CURRENT_CALENDAR
from services.sla.domain.deadline_policy import DEADLINE_POLICY
from services.sla.domain.delegations import DELEGATIONS
from services.sla.domain.evaluation import adopting, closing, entering
from services.sla.domain.evaluation.adopting import EVALUATION_POLICY
from services.sla.domain.evaluation.rating import EVALUATION
from services.sla.domain.following import CLOCK, ChangeContext
from services.sla.domain.reports import issuing, keeping
from services.sla.domain.reports.issuing import REPORT
from services.sla.domain.reports.keeping import REPORT_CONTENT
from services.sla.domain.rollout import ROLLOUT
from services.sla.domain.staff import STAFF
from services.sla.domain.superiors import SUPERIORS
from shared.contracts.cases import MODULES
from shared.contracts.declaring import told_in
from shared.names.following import NAMES

__all__ = [
    "CALENDAR",
    "CLOCK",
    "CONVERSIONS",
    "CURRENT_CALENDAR",
    "DEADLINE_POLICY",
    "DECIDERS",
    "DELEGATIONS",
    "EVALUATION",
    "EVALUATION_POLICY",
    "FEATURES",
    "REPORT",
    "REPORT_CONTENT",
    "ROLLOUT",
    "STAFF",
    "SUPERIORS",
]

FEATURES = (
    opening,
    working,
    giving,
    taking_back,
    moving,
    stopping,
    pausing,
    extending,
    asking,
    answering,
    asked_succeeding,
    informing,
    ending,
    reopening,
    correcting_subject,
    ending_history,
    passing,
    contesting,
    succeeding,
    conclusions,
    asked_conclusions,
    receipts,
    escalating,
    ending_escalation,
    reaching,
    acknowledging,
    sweeping,
    recounting,
    defining_calendar,
    changing_calendar,
    current_calendar,
    adopting_policy,
    superiors,
    rollout,
    delegations,
    staff,
    conversions,
    adopting,
    entering,
    closing,
    issuing,
    keeping,
)
DECIDERS = (
    CLOCK,
    CALENDAR,
    CURRENT_CALENDAR,
    NAMES,
    DELEGATIONS,
    STAFF,
    CONVERSIONS,
    EVALUATION_POLICY,
    EVALUATION,
    DEADLINE_POLICY,
    SUPERIORS,
    ROLLOUT,
    REPORT,
    REPORT_CONTENT,
)

_FOLLOWED = {followed for following in CLOCK.followings for followed in following.followed}


@CLOCK.follows(*(one for one in told_in(*MODULES) if one not in _FOLLOWED))
def other(_clock: Clock, _event: Any, _context: ChangeContext) -> list[Any]:
    """No time follows it; that it came keeps the versions of the case without gaps."""
    return []
