"""A history on Kafka and PostgreSQL, while services die: the trees come out as ever, nothing twice."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from services.cases.application.cases import CasesApplication
from services.cases.domain.deciders import CASE, DECIDERS
from shared.client.services import Services
from shared.contracts.topics import Service
from shared.eventstore.records import RecordedEvent
from shared.runtime.resources import Resources
from shared.settings import Settings
from tests.faults.killing import CountedServices, Kill, Killer, When
from tests.faults.permits import check_findings
from tests.faults.test_fault_01_kill_in_mid_import import World, world
from tests.integration.histories.random_files import keep_the_calendar, random_file
from tests.integration.histories.taking_over import EXAMPLE, EXPECTED, LINES, ignored, tree_from
from tests.unit.cases.histories.test_tree import as_said
from tthc.histories import driving
from tthc.histories.driving import take_over
from tthc.histories.file import read_history
from tthc.operations.deployment import Deployment

__all__ = ["world"]

ROOT = "SNV-260302-0001"
IN_TIME = 240.0  #: seconds that the whole import may take with all its kills
#: The header takes about thirty commands; then come the acts.
KILLS = [
    Kill(Service.CATALOG, 12, When.SENT),
    Kill(Service.CASES, 40, When.SENT),
    Kill(Service.SLA, 42, When.ANSWERED),
    Kill(Service.CASES, 44, When.ANSWERED),
]
#: The trial of so many trees is about thirty commands, and so is the header of five agencies.
LATER_KILLS = [
    Kill(Service.CASES, 10, When.SENT),
    Kill(Service.CATALOG, 45, When.SENT),
    Kill(Service.CASES, 75, When.SENT),
    Kill(Service.SLA, 80, When.ANSWERED),
    Kill(Service.CASES, 85, When.ANSWERED),
]
TREES = 25

pytestmark = [pytest.mark.soak, pytest.mark.timeout(500)]


async def test_services_that_die_while_a_history_is_taken_in_lose_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(driving, "ACTS_IN_REQUEST", 4)
    async with Deployment(world.settings()) as deployment:
        killer = Killer(deployment, KILLS)
        async with CountedServices(deployment.settings, killer) as services:
            await _taken_over_twice(services, EXAMPLE, len(LINES) - 1)
        await killer.check()
        await deployment.settled(60)
        events = await _case_events(deployment.settings)
        for expected in EXPECTED:
            assert as_said(tree_from(events, ROOT, expected["as_of"]), expected) == expected
        check_findings(await deployment.verify())


async def test_random_histories_come_out_as_a_naive_count_has_them_while_services_die(
    world: World, monkeypatch: pytest.MonkeyPatch, chance: Random
) -> None:
    first = chance.randrange(10_000)
    print(f"histories {first} to {first + TREES - 1}")  # noqa: T201 - shown with a failure
    made = random_file(world.folder, range(first, first + TREES), length=60, looks=6)
    monkeypatch.setattr(driving, "ACTS_IN_REQUEST", 60)
    async with Deployment(world.settings()) as deployment:
        killer = Killer(deployment, LATER_KILLS)
        async with CountedServices(deployment.settings, killer) as services:
            await keep_the_calendar(services)
            await _taken_over_twice(services, made.path, len(made.acts))
            await killer.check()
            await deployment.settled(60)
            await made.check(services, await _case_events(deployment.settings))
        check_findings(await deployment.verify())


async def _taken_over_twice(services: Services, path: Path, acts: int) -> None:
    """The second time nothing is new, whatever died meanwhile."""
    now = datetime.now(UTC)
    history = read_history(path, now)
    assert len(history.acts) == acts
    async with asyncio.timeout(IN_TIME):
        await take_over(services, history, now, ignored, ignored)
        again = await take_over(services, history, now, ignored, ignored)
    assert again.new == 0


async def _case_events(settings: Settings) -> list[RecordedEvent]:
    application = Resources(settings).application(CasesApplication, Service.CASES, DECIDERS)
    try:
        found = await application.read(application.store.log, 0, 100_000)
    finally:
        application.store.close()
    return [one for one in found if one.stream.startswith(f"{CASE.category}-")]
