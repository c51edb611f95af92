"""SIGTERM under load, twice, and then SIGKILL: who is turned away is told so, and nothing is lost."""

import asyncio
import random
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from shared.deployment import PUBLISHERS
from shared.settings import load_settings
from tests.faults.invariants import Violated, check_each_once, check_streams_whole
from tests.faults.kill_points.planting import CLOSED_FIRST, READY_TO_THE_END
from tests.faults.ledger import Ledger
from tests.faults.permits import check_findings
from tests.faults.plants import Plant, plants
from tests.faults.serving import Load, Serving, serving
from tests.faults.stored_rows import stored_rows
from tests.integration.operations.command import free_ports
from tthc.operations.access import Operator
from tthc.operations.opening import opened
from tthc.operations.settling import settled
from tthc.operations.verify import verify

CLIENTS = 4
ENDS_WITHIN = 20.0  #: seconds: what is under way has eight of them
EFFECTS = {"AddDivision": {"DivisionAdded": 1}}

pytestmark = pytest.mark.timeout(180)


@plants(21, CLOSED_FIRST)
def closed_first(patch: pytest.MonkeyPatch) -> None:
    """Questions that come while the doors are open find nobody to answer them."""
    patch.setattr(Scenario, "planted", CLOSED_FIRST)


@plants(21, READY_TO_THE_END)
def ready_to_the_end(patch: pytest.MonkeyPatch) -> None:
    """A load balancer goes on sending people."""
    patch.setattr(Scenario, "planted", READY_TO_THE_END)


class Scenario:
    """One process is told to go while people work, comes back, is told again and killed, and comes back."""

    planted = ""

    def __init__(self, folder: Path, ledger: Ledger, chance: random.Random) -> None:
        self.settings = load_settings(data_dir=folder / "var", **free_ports())
        self._ledger = ledger
        self._load = Load(self.settings, ledger)
        self.working = [chance.uniform(0.1, 0.4) for _ in range(2)]  #: seconds of work before each signal
        self.dying = chance.uniform(0.0, 0.3)  #: seconds from SIGTERM to SIGKILL

    async def run(self) -> None:
        async with serving(self.settings, self.planted) as process:
            await self._load.found()
            await self._under_load(process, self._told_to_go, self.working[0])
        async with serving(self.settings) as process:
            await self._under_load(process, self._killed, self.working[1])
        async with serving(self.settings) as process:
            await self._load.again()
            async with Operator(self.settings) as operator:
                await settled(operator, PUBLISHERS, 60)
            process.send(signal.SIGTERM)
            assert await process.ended(ENDS_WITHIN) == 0
        await self._check()

    async def _under_load(
        self, process: Serving, end: Callable[[Serving], "asyncio.Future[None]"], seconds: float
    ) -> None:
        over = asyncio.Event()
        pressing = asyncio.create_task(self._load.press(CLIENTS, over))
        await asyncio.sleep(seconds)  # the length of the work
        try:
            await end(process)
        finally:
            over.set()
            await pressing

    async def _told_to_go(self, process: Serving) -> None:
        """It says that it goes, then turns people away, answers who is inside, and ends well."""
        process.send(signal.SIGTERM)
        process.send(signal.SIGTERM)
        code = await process.ended(ENDS_WITHIN)
        if code != 0:
            raise Violated(f"it ended with {code} after SIGTERM")
        if self._load.refused is None:
            raise AssertionError("nobody was turned away: there was no load")
        if self._load.unready is None or self._load.unready > self._load.refused:
            raise Violated("people were turned away before readiness fell")

    async def _killed(self, process: Serving) -> None:
        process.send(signal.SIGTERM)
        await asyncio.sleep(self.dying)
        process.send(signal.SIGKILL)
        assert await process.ended(ENDS_WITHIN) == -signal.SIGKILL, "it had ended by itself just then"

    async def _check(self) -> None:
        rows = stored_rows(self.settings.data_dir / "catalog.events.sqlite")
        check_streams_whole(rows)
        check_each_once(rows, self._ledger.entries(), EFFECTS)
        assert self._ledger.doubts, "no command was in doubt: the signals hit nothing"
        async with opened(self.settings) as services:
            check_findings(await verify(services, self.settings))


@pytest.fixture
def scenario(tmp_path: Path, ledger: Ledger, chance: random.Random, plan: Callable[[str], None]) -> Scenario:
    scenario = Scenario(tmp_path, ledger, chance)
    first, second = scenario.working
    plan(f"SIGTERM after {first:.2f} s and {second:.2f} s of work, SIGKILL {scenario.dying:.2f} s later")
    return scenario


async def test_who_is_turned_away_is_told_and_nothing_is_lost(scenario: Scenario) -> None:
    await scenario.run()


async def test_a_planted_bug_is_seen(scenario: Scenario, plant: Plant) -> None:
    with plant.seen():
        await scenario.run()
