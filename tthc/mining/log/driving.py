"""Imports a log into running services: everything by their own commands, so that nothing of it is special."""

import time
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from shared.client.services import Services
from shared.errors import Refusal
from tthc.mining.log.driving_cases import CasesDone, import_cases
from tthc.mining.log.driving_plan import ImportPlan
from tthc.mining.log.driving_setup import set_up


@dataclass(frozen=True, slots=True)
class Imported:
    """An import that is done. Times in seconds."""

    plan: ImportPlan
    happened: Counter[str]  #: events of the log's cases by type, whether now or in an earlier run
    set_up_in: float
    cases_in: float
    settled_in: float


async def drive(services: Services, plan: ImportPlan, done: CasesDone = lambda _cases: None) -> Imported:
    """Set up what the log needs, import its cases, and wait until all of it has had all its effects.

    May be stopped and started again at any point, and done twice: what is there stays as it is.
    """
    times = [time.monotonic()]
    edition = await set_up(services, plan)
    times.append(time.monotonic())
    try:
        happened = await import_cases(services, plan, edition, done)
    except* Refusal as refused:
        raise _first(refused) from None
    times.append(time.monotonic())
    await services.settle()
    times.append(time.monotonic())
    set_up_in, cases_in, settled_in = (after - before for before, after in pairwise(times))
    return Imported(plan, happened, set_up_in, cases_in, settled_in)


def _first(group: BaseExceptionGroup[Refusal]) -> Refusal:
    first = group.exceptions[0]
    return _first(first) if isinstance(first, BaseExceptionGroup) else first
