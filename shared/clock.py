"""The wall clock of this machine, and whether it is to be believed.

It is watched against the time since the machine was started, which nobody sets: where the two run apart by
more than `TOLERANCE`, the wall clock was set, and what is said to be now may be a day off. What takes its
time from it stands still until the two agree again, or an operator says that the new time is right.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime

#: What the two may differ by, in seconds: leap seconds and small corrections are no jump.
TOLERANCE = 5.0


def _since_boot() -> float:
    """Seconds since the machine was started, its sleep included where that is known."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot is None else time.clock_gettime(boot)


def utc_now() -> datetime:
    """What the wall clock says."""
    return datetime.now(UTC)


class WallClock:
    """The wall clock, watched since this was made."""

    def __init__(
        self, wall: Callable[[], float] = time.time, since_boot: Callable[[], float] = _since_boot
    ) -> None:
        self._wall = wall
        self._since_boot = since_boot
        self._booted_at = wall() - since_boot()

    def ahead(self) -> float:
        """By how many seconds the wall clock was set forward (backward: less than 0); 0 where it wasn't."""
        ahead = self._wall() - self._since_boot() - self._booted_at
        return ahead if abs(ahead) > TOLERANCE else 0.0

    def accept(self) -> float:
        """Believe the wall clock as it is; by how many seconds it had been set."""
        ahead = self.ahead()
        self._booted_at = self._wall() - self._since_boot()
        return ahead


#: This process's, watched since it was started.
WALL_CLOCK = WallClock()
