"""Two sweepers at once, one that knows less than the other, one that dies half-way: all is told, and once.

Both work on one store, each with its own memory of the clocks, as two processes do. The last test plants what
the others are against, and sees that they would notice.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from services.sla.application.known_here import KnownHere
from services.sla.application.sla import SlaApplication
from services.sla.domain.deciders import CLOCK, DECIDERS
from services.sla.domain.sweeping import Sweep
from services.sla.queries import SlaQueries
from services.sla.sweeper import Sweeper
from shared.contracts.topics import Service
from shared.decider import by_itself
from shared.eventstore.environment import sqlite_environment
from shared.eventstore.records import Answer
from shared.eventstore.unit_of_work import UnitOfWork
from shared.vietnam_time import VIETNAM
from tests.integration.services.sla_case import CASE, Sla, sla_alone
from tests.unit.sla.cases import requested
from tests.unit.working_time.calendars import hanoi, hours

BEFORE, LATE = "2026-03-02 08:00", "2026-03-12 08:00"
#: What must be told of a case whose one step nobody receives, and of what that asks for in vain: by its true
#: instant. The step waits for another agency, so nothing climbs against its holder.
TOLD = {
    ("StepOverdue", "2026-03-02 17:30", ""): 1,
    ("CaseOverdue", "2026-03-04 17:30", ""): 1,
    ("CoordinationOverdue", "2026-03-02 14:30", ""): 1,
    ("ReceiptOverdue", "2026-03-03 17:30", ""): 2,
    ("EscalationRaised", "2026-03-03 14:30", "agency_head"): 1,
    ("EscalationRaised", "2026-03-09 14:30", "province"): 1,
    ("EscalationRaised", "2026-03-05 17:30", "agency_head"): 1,
    ("EscalationRaised", "2026-03-11 17:30", "province"): 1,
}


class Killed(BaseException):
    """The process ends here."""


@asynccontextmanager
async def another(sla: Sla) -> AsyncIterator[SlaApplication]:
    """The same store, with a memory of its own."""
    file = sla.world.application("sla").store.file
    assert file is not None
    application = SlaApplication("sla", DECIDERS, sqlite_environment(file.parent, "sla"))
    application.start()
    try:
        yield application
    finally:
        await application.close()


def sweeper(sla: Sla, application: SlaApplication) -> Sweeper:
    queries = SlaQueries(sla.world.host.hosted[Service.SLA].service.documents)
    return Sweeper(application, queries, lambda: hanoi(LATE))


async def opened(sla: Sla, *cases: str) -> None:
    for case in cases:
        await sla.open(case=case)
        asked = requested(2, "2026-03-02 08:30", hours(4)).event
        await sla.tell(type(asked)(**{**_fields(asked), "case_number": case}), "2026-03-02 08:30")


async def in_turn(application: SlaApplication, cases: list[str]) -> None:
    for case in cases:
        await application.sweep(case, hanoi(LATE))


def _fields(event: Any) -> dict[str, Any]:
    return {name: getattr(event, name) for name in type(event).__dataclass_fields__}


async def told(sla: Sla, case: str = CASE) -> Counter[tuple[str, str, str]]:
    """What was told of the case, by its true instant; how often."""
    application = sla.world.application("sla")
    recorded = await application.read(application.store.events, f"clock-{case}")
    return Counter(
        (type(one.event).__name__, _written(one.event), getattr(one.event, "level", ""))
        for one in recorded
        if type(one.event).__name__ in {name for name, *_ in TOLD}
    )


def _written(event: Any) -> str:
    at = getattr(event, "raised_at", event.due_at)
    return at.astimezone(VIETNAM).strftime("%Y-%m-%d %H:%M")


async def test_two_that_sweep_at_once_tell_it_once(tmp_path: Path) -> None:
    cases = [f"SNV-260302-{number:04d}" for number in range(1, 4)]
    async with sla_alone(tmp_path) as sla, another(sla) as second:
        await opened(sla, *cases)
        first = sla.world.application("sla")
        assert isinstance(first, SlaApplication)
        await asyncio.gather(*(sweeper(sla, one).sweep() for one in (first, second, first)))
        for case in cases:
            assert await told(sla, case) == TOLD


async def test_one_that_knows_less_tells_nothing_twice(tmp_path: Path) -> None:
    async with sla_alone(tmp_path) as sla, another(sla) as second:
        await opened(sla, CASE)
        await second.sweep(CASE, hanoi(BEFORE))  # from now on it has the clock in its memory
        await sla.sweep(LATE)
        assert await told(sla) == TOLD
        await second.sweep(CASE, hanoi(LATE), 1)  # a read model that is behind names an old version
        assert await told(sla) == TOLD


@pytest.mark.parametrize("after", [False, True])
async def test_one_that_dies_half_way_leaves_the_rest_to_the_next(tmp_path: Path, *, after: bool) -> None:
    cases = [f"SNV-260302-{number:04d}" for number in range(1, 4)]
    async with sla_alone(tmp_path) as sla, another(sla) as dying, another(sla) as next_one:
        await opened(sla, *cases)
        swept, sweep = [], dying.sweep

        async def killed(case: str, now: Any, version: int = 0) -> None:
            swept.append(case)
            if len(swept) == 2 and not after:
                raise Killed
            await sweep(case, now, version)
            if len(swept) == 2:
                raise Killed

        dying.sweep = killed  # type: ignore[method-assign]
        with pytest.raises(Killed):
            await in_turn(dying, cases)
        assert [sum((await told(sla, case)).values()) > 0 for case in cases] == [True, after, False]
        await sweeper(sla, next_one).sweep()  # the read model hasn't seen what the dead one has told
        for case in cases:
            assert await told(sla, case) == TOLD


async def test_a_sweeper_that_decides_by_what_it_remembered_would_be_found_out(tmp_path: Path) -> None:
    async with sla_alone(tmp_path) as sla, another(sla) as careless:
        await opened(sla, CASE)
        remembered, _ = await careless.state(CLOCK, CASE)
        await sla.sweep(LATE)

        def handler(work: UnitOfWork) -> Answer:
            work.fresh(CLOCK, CASE)  # so that no conflict tells of it
            events = CLOCK.decide(remembered, Sweep(), by_itself(hanoi(LATE)), KnownHere(work))
            work.append(CLOCK, CASE, events, CASE)
            return None

        await careless.execute(handler)
        found = await told(sla)
        assert found != TOLD
        assert max(found.values()) > 1
