"""Every kind of aggregate of the service; the modules of its features register themselves there."""

from typing import Any

from services.sla.domain import (
    answering,
    asked_conclusions,
    asked_succeeding,
    asking,
    changing_calendar,
    conclusions,
    contesting,
    correcting_subject,
    current_calendar,
    defining_calendar,
    delegations,
    ending,
    ending_history,
    extending,
    giving,
    informing,
    moving,
    opening,
    passing,
    pausing,
    recounting,
    reopening,
    stopping,
    succeeding,
    sweeping,
    taking_back,
    working,
)
from services.sla.domain.calendar import CALENDAR
from services.sla.domain.clock import Clock
from services.sla.domain.current_calendar import CURRENT_CALENDAR
from services.sla.domain.delegations import DELEGATIONS
from services.sla.domain.following import CLOCK, ChangeContext
from shared.contracts.cases import MODULES
from shared.contracts.declaring import told_in
from shared.names.following import NAMES

__all__ = ["CALENDAR", "CLOCK", "CURRENT_CALENDAR", "DECIDERS", "DELEGATIONS", "FEATURES"]

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
    sweeping,
    recounting,
    defining_calendar,
    changing_calendar,
    current_calendar,
    delegations,
)
DECIDERS = (CLOCK, CALENDAR, CURRENT_CALENDAR, NAMES, DELEGATIONS)

_FOLLOWED = {followed for following in CLOCK.followings for followed in following.followed}


@CLOCK.follows(*(one for one in told_in(*MODULES) if one not in _FOLLOWED))
def other(_clock: Clock, _event: Any, _context: ChangeContext) -> list[Any]:
    """No time follows it; that it came keeps the versions of the case without gaps."""
    return []
