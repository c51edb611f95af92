"""A leader gives a case more time: it is due at an instant that is given exactly."""

from typing import Any

from services.sla.domain.alarms import alarm_of
from services.sla.domain.clock import Clock, WithdrawalReason
from services.sla.domain.conclusions import withdrawn
from services.sla.domain.events import ClockExtended
from services.sla.domain.following import CLOCK, ChangeContext
from services.sla.domain.moves import due_of
from services.sla.domain.nearing import near
from shared.contracts.cases.course import ExtensionGranted


@CLOCK.follows(ExtensionGranted)
def granted(clock: Clock, event: ExtensionGranted, context: ChangeContext) -> list[Any]:
    """An overdue that was told of an earlier due instant is none any more.

    Who granted it may not have known the newest calendar: it brings no deadline forward.
    """
    total = clock.case_timer
    due = max(event.due_at, due_of(total, context.calendar, clock.pauses))
    disproved = total.overdue_raised and due > total.due_at
    extended = ClockExtended(
        source_version=context.version,
        extended_at=event.granted_at,
        reason=event.reason,
        due_at=due,
        due_soon_at=near(clock, context.calendar, total.started_at, due, clock.pauses),
        alarm=alarm_of(clock, due) if disproved or not total.overdue_raised else None,
    )
    if not disproved:
        return [extended]
    reason, at = WithdrawalReason.EXTENDED, context.recorded_at
    return [withdrawn(clock, None, total, reason, at, context.version), extended]


@CLOCK.evolves(ClockExtended)
def extended(clock: Clock, event: ClockExtended) -> None:
    """Only pauses since then move it."""
    total = clock.case_timer
    total.due_at, total.due_soon_at = event.due_at, event.due_soon_at
    total.given_due, total.given_from = event.due_at, event.extended_at
