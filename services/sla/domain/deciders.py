"""Every kind of aggregate of the service; the modules of its features register themselves there."""

from typing import Any

from services.sla.domain import (
    changing_calendar,
    conclusions,
    current_calendar,
    defining_calendar,
    ending,
    extending,
    moving,
    opening,
    pausing,
    recounting,
    stopping,
    sweeping,
    working,
)
from services.sla.domain.calendar import CALENDAR
from services.sla.domain.clock import Clock
from services.sla.domain.current_calendar import CURRENT_CALENDAR
from services.sla.domain.following import CLOCK, ChangeContext
from shared.contracts import cases
from shared.contracts.declaring import told_in
from shared.names.following import NAMES

__all__ = ["CALENDAR", "CLOCK", "CURRENT_CALENDAR", "DECIDERS", "FEATURES"]

FEATURES = (
    opening,
    working,
    moving,
    stopping,
    pausing,
    extending,
    ending,
    conclusions,
    sweeping,
    recounting,
    defining_calendar,
    changing_calendar,
    current_calendar,
)
DECIDERS = (CLOCK, CALENDAR, CURRENT_CALENDAR, NAMES)

_FOLLOWED = {followed for following in CLOCK.followings for followed in following.followed}


@CLOCK.follows(*(one for one in told_in(cases) if one not in _FOLLOWED))
def other(_clock: Clock, _event: Any, _context: ChangeContext) -> list[Any]:
    """No time follows it; that it came keeps the versions of the case without gaps."""
    return []
