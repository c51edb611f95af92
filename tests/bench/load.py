"""The load: cases of six steps each, opened, worked and closed, one command after the other in each case."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

STEPS = 6
#: Commands of one case: open, receive and complete each step, hand off five times, complete.
COMMANDS = 1 + 2 * STEPS + (STEPS - 1) + 1

Drive = Callable[[int], Awaitable[None]]  #: works one case, by its number, from beginning to end


@dataclass(frozen=True, slots=True)
class Measured:
    """How a run went."""

    cases: int
    in_flight: int
    seconds: float
    mean_group: float  #: events a save

    @property
    def steps_a_second(self) -> float:
        """Steps worked a second, from the first command to the last effect."""
        return self.cases * STEPS / self.seconds


async def drive_all(drive: Drive, cases: int, in_flight: int, first: int = 0) -> None:
    """Work so many cases, so many at a time."""
    numbers = iter(range(first, first + cases))

    async def worker() -> None:
        for number in numbers:
            await drive(number)

    await asyncio.gather(*(worker() for _ in range(in_flight)))


class Stopwatch:
    """Seconds since it was made."""

    def __init__(self) -> None:
        self._start = time.perf_counter()

    @property
    def seconds(self) -> float:
        """So long it has run."""
        return time.perf_counter() - self._start
