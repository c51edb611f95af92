"""Bugs for a whole process."""

import os
from typing import Any

from services.sla.domain import sweeping
from shared.clock import WallClock

BELIEVED = "the wall clock is believed whatever it says"
KEPT = "what was told too early is kept"


def plant() -> None:
    """Plant what this process's environment names."""
    clock: Any = WallClock
    decided: Any = sweeping
    match os.environ.get("TTHC_TEST_PLANT"):
        case str(name) if name == BELIEVED:
            clock.ahead = lambda _clock: 0.0
        case str(name) if name == KEPT:
            decided._raised_early = lambda *_: []
