"""Histories in chunks: acts that are carried out, and cases that become ordinary ones.

Each chunk may be given again, whatever became of it: what is known already stays as it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from services.cases.application.histories.people import Importer
from services.cases.application.histories.taking import PlacedAct, began_at, take
from services.cases.application.recording import record
from services.cases.domain.case import CASE
from services.cases.domain.ending_history import history_over
from services.cases.domain.history import HISTORY, case_key
from services.cases.errors.histories import NameUnknown
from shared.decider import Act
from shared.eventstore.application import Application
from shared.eventstore.errors import TooLarge
from shared.eventstore.records import Answer, CommandContext
from shared.eventstore.unit_of_work import UnitOfWork
from shared.kernel import Actor

#: Carried out in one save, which has a bound.
_AT_ONCE = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedCase:
    """A case by a file's name for it."""

    agency: str
    case: str


async def take_in(
    application: Application, placed: Sequence[PlacedAct], importer: Importer, context: CommandContext
) -> dict[str, Any]:
    """Carry acts out in their order; how many were new, and when the first of their cases was taken in.

    Raises the first refusal, which names its line; what stands before it may be taken in.
    """
    new, begun = 0, list[datetime]()
    for start in range(0, len(placed), _AT_ONCE):
        for answer in await _take_some(application, placed[start : start + _AT_ONCE], importer, context):
            new += answer["new"]
            begun += answer["begun"]
    return {"new": new, "known": len(placed) - new, "began_at": min(begun, default=None)}


async def _take_some(
    application: Application, some: Sequence[PlacedAct], importer: Importer, context: CommandContext
) -> list[dict[str, Any]]:
    """All of them in one save, or in as many as it takes."""

    def handler(work: UnitOfWork) -> Answer:
        new = sum(take(work, one, importer) for one in some)
        return {"new": new, "begun": [at for one in some if (at := began_at(work, one)) is not None]}

    try:
        return [await application.execute(handler, context) or {}]
    except TooLarge:
        if len(some) == 1:
            raise
        middle = len(some) // 2
        halves = (some[:middle], some[middle:])
        return [one for half in halves for one in await _take_some(application, half, importer, context)]


async def end_histories(
    application: Application,
    named: Sequence[NamedCase],
    import_began_at: datetime,
    importer: Importer,
    context: CommandContext,
) -> list[str]:
    """Let these cases be ordinary ones; the numbers of those that weren't yet and run still."""
    ended: list[str] = []
    for start in range(0, len(named), _AT_ONCE):
        some = named[start : start + _AT_ONCE]
        handler = partial(_end_some, some=some, import_began_at=import_began_at, importer=importer)
        ended += (await application.execute(handler, context) or {})["ended"]
    return ended


def _end_some(
    work: UnitOfWork, some: Sequence[NamedCase], import_began_at: datetime, importer: Importer
) -> Answer:
    at = work.context.recorded_at
    for one in some:
        importer.check_may(one.agency)
    act = Act(by=Actor(importer.id), at=at, recorded_at=at, at_given=False)
    ended = (end_history(work, one, import_began_at, act) for one in some)
    return {"ended": [number for number in ended if number is not None]}


def end_history(work: UnitOfWork, one: NamedCase, import_began_at: datetime, act: Act) -> str | None:
    """Let a case be an ordinary one; its number, if it wasn't and runs still."""
    number = work.state(HISTORY, case_key(one.agency, one.case)).case_number
    if not number:
        raise NameUnknown(where="case", name=one.case)
    case = work.state(CASE, number)
    events = history_over(case, import_began_at, act)
    record(work, number, events)
    return number if events and case.is_alive else None
