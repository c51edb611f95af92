"""Run by Python at the start of each process that has this folder on its PYTHONPATH."""

import os
import threading
import time
from pathlib import Path

from tests.faults.wrong_time.planting import plant

_TICKS = os.sysconf("SC_CLK_TCK")
_gettime = time.clock_gettime


def _sleep(seconds: float) -> None:
    threading.Event().wait(seconds)


def _cpu_gettime(clock: int) -> float:
    """The library shifts what a thread has computed as if it were a time of day; the kernel says it truly."""
    if clock >= 0:
        return _gettime(clock)
    thread = ~(clock >> 3)  # as Linux makes a thread's clock of its number
    user, system = Path(f"/proc/self/task/{thread}/stat").read_text("utf-8").rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / _TICKS


time.sleep = _sleep
time.clock_gettime = _cpu_gettime
plant()
