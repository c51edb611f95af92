"""How fast work goes: accepted, settled, and what it costs in all processes that have a part in it."""

import os
import time
from dataclasses import dataclass

from tests.bench.load import STEPS, Drive, drive_all
from tests.bench.profiling.processor_time import seconds_of_family
from tests.bench.system import System


@dataclass(frozen=True, slots=True)
class Pace:
    """Steps a second, and milliseconds of CPU a step."""

    accepted: float
    settled: float
    cpu: float


async def paced(system: System, drive: Drive, cases: int, in_flight: int) -> Pace:
    """Work so many cases of six steps each, so many at a time, until all of it has had all its effects."""
    began, used, steps = time.perf_counter(), cpu_seconds(), cases * STEPS
    await drive_all(drive, cases, in_flight)
    accepted = time.perf_counter() - began
    settled = await system.settled() - began
    return Pace(steps / accepted, steps / settled, (cpu_seconds() - used) / steps * 1e3)


def cpu_seconds() -> float:
    """CPU of this process and all that it has started: servers, SLA and a peer; who waits uses none."""
    return seconds_of_family(os.getpid())
