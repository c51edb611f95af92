"""The disk is full while commands run: nothing is answered that isn't saved, and room heals it."""

import asyncio
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from eventsourcing.persistence import InterfaceError, OperationalError

from shared.eventstore.application import Application
from shared.eventstore.store import EventStore
from tests.faults.disks import Disk, LimitedFiles, may_mount, small_disk
from tests.faults.invariants import Violated, check_each_once, check_streams_whole
from tests.faults.ledger import Ledger, Outcome
from tests.faults.plants import Plant, plants
from tests.faults.stored_rows import stored_rows
from tests.hosting import World, hosted
from tests.integration.services.catalogue_life import DEPARTMENT, PROVINCE

MEGABYTES = 12
TOLD_WITHIN = 8.0  #: seconds; what is not known to be a full disk is tried for five
HEALED_WITHIN = 10.0
EFFECTS = {"AddDivision": {"DivisionAdded": 1}}


@plants(9, "error swallowed")
def error_swallowed(patch: pytest.MonkeyPatch) -> None:
    """A save that failed is answered as if it had been done."""
    save = EventStore.save

    def swallow(*args: Any) -> Sequence[int]:
        try:
            return save(*args)
        except (InterfaceError, OperationalError):
            return ()

    patch.setattr(EventStore, "save", swallow)


@plants(9, "readiness reads")
def readiness_reads(patch: pytest.MonkeyPatch) -> None:
    """Ready is who can read."""

    async def check(self: Application) -> None:
        await self.read(self.store.last_notification_id)

    patch.setattr(Application, "check_saving", check)


class Scenario:
    """Divisions are added while the disk is filled and emptied again."""

    def __init__(self, disk: Disk, ledger: Ledger) -> None:
        self._disk, self._ledger = disk, ledger
        self._count = 0

    async def run(self) -> None:
        async with hosted(self._disk.folder, "catalog") as world:
            await self._found(world)
            assert {await self._add(world) for _ in range(5)} == {201}
            self._disk.fill()
            try:
                await self._is_full(world)
            finally:
                self._disk.make_room()
            await self._is_healed(world)
            await self._all_given_again(world)
            await world.settle()
            shown = await world.get("catalog", "/agencies/SNV", as_="operator")
        rows = stored_rows(self._disk.folder / "catalog.events.sqlite")
        check_streams_whole(rows)
        check_each_once(rows, self._ledger.entries(), EFFECTS)
        if len(shown.json()["divisions"]) != self._count:
            raise Violated(f"I4: {len(shown.json()['divisions'])} divisions are shown of {self._count}")

    async def _found(self, world: World) -> None:
        for order in (PROVINCE, {**DEPARTMENT, "code": "SNV", "name_vi": "Sở Nội vụ"}):
            answer = await world.post("catalog", "/agencies", json=order, as_="operator")
            assert answer.is_success, answer.text

    async def _is_full(self, world: World) -> None:
        """Commands are refused by name, soon; readiness falls; questions are answered."""
        statuses = {await self._add(world) for _ in range(12)}
        if statuses - {201, 503} or 503 not in statuses:
            raise Violated(f"on a full disk commands are answered {statuses}")
        ready = await world.get("catalog", "/readyz")
        if ready.status_code != 503 or "saves" not in ready.json()["failed"]:
            raise Violated(f"ready while nothing can be saved: {ready.text}")
        answer = await world.get("catalog", "/agencies", as_="operator")
        assert answer.is_success, answer.text

    async def _is_healed(self, world: World) -> None:
        """With room again readiness comes back, though nobody gives a command."""
        give_up = time.monotonic() + HEALED_WITHIN
        while not (ready := await world.get("catalog", "/readyz")).is_success:
            if time.monotonic() > give_up:
                raise Violated(f"not healed with room again: {ready.text}")
            await asyncio.sleep(0.1)

    async def _all_given_again(self, world: World) -> None:
        """What was refused is carried out under its key; what was answered isn't done twice."""
        for key, entry in self._ledger.entries().items():
            status = await self._give(world, key)
            if status != 201:
                raise Violated(f"{key}, first answered {entry.outcome}, is answered {status} with room again")

    async def _add(self, world: World) -> int:
        self._count += 1
        return await self._give(world, f"D{self._count}")

    async def _give(self, world: World, key: str) -> int:
        self._ledger.asked(key, "AddDivision")
        began = time.monotonic()
        answer = await world.post(
            "catalog",
            "/agencies/SNV/divisions",
            json={"division": key, "name": "Phòng " + "x" * 180},
            headers={"Idempotency-Key": f"{key}/", "Accept-Language": "en"},
            as_="operator",
        )
        self._ledger.answered(key, Outcome.OK if answer.is_success else Outcome.UNKNOWN)
        if answer.status_code == 503 and answer.json()["code"] != self._disk.code:
            raise Violated(f"a full disk is told as {answer.text}")
        if time.monotonic() - began > TOLD_WITHIN:
            raise Violated(f"the answer took {time.monotonic() - began:.1f} s")
        return answer.status_code


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    """A small one, or where nothing may be mounted, a limit."""
    if not may_mount():
        yield LimitedFiles(tmp_path)
        return
    with small_disk(tmp_path / "disk", MEGABYTES) as disk:
        yield disk


@pytest.fixture
def planned(plan: Callable[[str], None]) -> Callable[[Disk, Ledger], Scenario]:
    def scenario(disk: Disk, ledger: Ledger) -> Scenario:
        plan(f"{type(disk).__name__}, filled to the last byte")
        return Scenario(disk, ledger)

    return scenario


Planned = Callable[[Disk, Ledger], Scenario]


async def test_a_full_disk_loses_nothing_and_is_told(disk: Disk, ledger: Ledger, planned: Planned) -> None:
    await planned(disk, ledger).run()


@pytest.mark.soak
async def test_a_limit_on_files_loses_nothing(tmp_path: Path, ledger: Ledger, planned: Planned) -> None:
    await planned(LimitedFiles(tmp_path), ledger).run()


async def test_a_planted_bug_is_seen(disk: Disk, ledger: Ledger, planned: Planned, plant: Plant) -> None:
    with plant.seen():
        await planned(disk, ledger).run()
