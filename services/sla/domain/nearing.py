"""When a due instant is near: by the policy that was in force when the case was opened, to its end."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Protocol

from shared.working_time.calendar import WorkingCalendar
from shared.working_time.dues import Pause, due_soon_at, due_soon_before


class DueSoonRules(Protocol):
    """What says when a due instant is near: a policy, or a clock that was started under one."""

    @property
    def due_soon_percent(self) -> int:
        """The share of the time at which its end is near."""

    @property
    def due_soon_minutes(self) -> int | None:
        """The working time before it at which it is; None: by the share."""


def near(
    by: DueSoonRules, calendar: WorkingCalendar, start: datetime, due: datetime, pauses: Iterable[Pause] = ()
) -> datetime:
    """The instant from which on the due instant is near."""
    if by.due_soon_minutes is None:
        return due_soon_at(calendar, start, due, by.due_soon_percent, pauses)
    return due_soon_before(calendar, start, due, timedelta(minutes=by.due_soon_minutes), pauses)
