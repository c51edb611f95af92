"""What commands would do: the same decisions, on a unit of work that is never saved."""

from collections.abc import Callable, Sequence
from typing import Any

from shared.errors import Refusal
from shared.eventstore.application import Application
from shared.eventstore.cache import AggregateCache
from shared.eventstore.records import Answer, CommandContext
from shared.eventstore.unit_of_work import UnitOfWork

#: A use case in a unit of work, under its context.
Asked = tuple[Callable[[UnitOfWork], Answer], CommandContext]
#: What it would answer, or how it would be refused.
Foreseen = dict[str, Any] | Refusal | None

_STATES = 1_000


async def foresee(application: Application, asked: Sequence[Asked]) -> list[Foreseen]:
    """What each would answer, each after those before it; nothing is done."""
    return await application.read(_foresee, application, asked)


def _foresee(application: Application, asked: Sequence[Asked]) -> list[Foreseen]:
    work = UnitOfWork(application.store, AggregateCache(_STATES))
    return [_one(work, handler, context) for handler, context in asked]


def _one(work: UnitOfWork, handler: Callable[[UnitOfWork], Answer], context: CommandContext) -> Foreseen:
    savepoint = work.begin(context)
    try:
        return handler(work)
    except Refusal as refusal:
        work.undo(savepoint)
        return refusal
