"""Evaluations from the stores of this machine, which no service runs on: who has the files sees all."""

from collections.abc import Awaitable, Callable
from typing import TypeVar, cast

from services.sla.application.sla import SlaApplication
from services.sla.queries import SlaQueries
from services.sla.queries.evaluations import Evaluations
from shared.contracts.topics import Service
from shared.settings import Settings
from tthc.operations.opening import opened
from tthc.operations.stored_scorecards import catch_up

T = TypeVar("T")


async def stored_evaluations(settings: Settings, ask: Callable[[Evaluations], Awaitable[T]]) -> T:
    """What is asked of them, of all that is in the log of the clocks."""
    async with opened(settings, (Service.SLA,)) as (sla,):
        await catch_up(sla)
        return await ask(Evaluations(SlaQueries(sla.documents), cast(SlaApplication, sla.application)))
