"""A command on its way through the commit thread, and the way of its answer back to the event loop."""

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from shared.eventstore.records import Answer, CommandContext, Position
from shared.eventstore.unit_of_work import Stream, UnitOfWork


@dataclass(slots=True)
class PendingCommand:
    """One command: what to do, its context, and who waits for it."""

    handler: Callable[[UnitOfWork], Answer]
    context: CommandContext
    positions: Sequence[Position]
    future: "asyncio.Future[Answer]"
    reads: Sequence[Stream] = field(default=(), kw_only=True)  #: what it is about to ask for, as far as known
    answer: Answer = None
    error: Exception | None = None

    def answer_with(self, answer: Answer) -> None:
        """The command was carried out."""
        self.answer, self.error = answer, None

    def refuse(self, error: Exception) -> None:
        """The command was refused, or failed."""
        self.error = error


def deliver(commands: Sequence[PendingCommand], error: Exception | None = None) -> None:
    """Tell everybody who waits, with one wake-up for each event loop."""
    by_loop: dict[asyncio.AbstractEventLoop, list[PendingCommand]] = defaultdict(list)
    for command in commands:
        if error is not None:
            command.refuse(error)
        by_loop[command.future.get_loop()].append(command)
    for loop, waiting in by_loop.items():
        with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits any more
            loop.call_soon_threadsafe(_resolve, waiting)


def _resolve(commands: Sequence[PendingCommand]) -> None:
    for command in commands:
        if command.future.done():
            continue
        if command.error is not None:
            command.future.set_exception(command.error)
        else:
            command.future.set_result(command.answer)
