"""A command on its way through the commit thread, and the way of its answer back to the event loop."""

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from shared.eventstore.records import CommandContext, Position
from shared.eventstore.work import Work

#: What a command answers: JSON, since it is kept under the idempotency key.
Answer: TypeAlias = dict[str, Any] | None


@dataclass(slots=True)
class Job:
    """One command: what to do, its context, and who waits for it."""

    act: Callable[[Work], Answer]
    context: CommandContext
    positions: Sequence[Position]
    future: "asyncio.Future[Answer]"
    answer: Answer = None
    error: Exception | None = None

    def answer_with(self, answer: Answer) -> None:
        """The command was carried out."""
        self.answer, self.error = answer, None

    def refuse(self, error: Exception) -> None:
        """The command was refused, or failed."""
        self.error = error


def deliver(jobs: Sequence[Job], error: Exception | None = None) -> None:
    """Tell everybody who waits, with one wake-up for each event loop."""
    by_loop: dict[asyncio.AbstractEventLoop, list[Job]] = defaultdict(list)
    for job in jobs:
        if error is not None:
            job.refuse(error)
        by_loop[job.future.get_loop()].append(job)
    for loop, waiting in by_loop.items():
        with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits any more
            loop.call_soon_threadsafe(_resolve, waiting)


def _resolve(jobs: Sequence[Job]) -> None:
    for job in jobs:
        if job.future.done():
            continue
        if job.error is not None:
            job.future.set_exception(job.error)
        else:
            job.future.set_result(job.answer)
