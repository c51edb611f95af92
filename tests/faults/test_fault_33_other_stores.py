"""The catalog's or the sla service's store is put back from a backup, and lives on in a new epoch."""

import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from services.cases.domain.working_calendar import CALENDAR
from services.notify.domain.directory import DIRECTORY
from shared.contracts.topics import Service
from shared.eventstore.backup import copy_file
from shared.settings import load_settings
from tests.faults.test_fault_33_set_back import SERVICES, check, put_back
from tests.hosting import ADDRESS, World, hosted
from tests.integration.services.cases.driving import PROCEDURE, establish
from tests.integration.services.test_catalog import DECISION, EDITIONS, in_force, ok, put_in
from tthc.operations.access import Operator
from tthc.operations.epochs import NewEpoch, new_epoch


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def established(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An agency with a procedure in force."""
    folder = tmp_path_factory.mktemp("established")
    async with hosted(folder, *SERVICES) as world:
        await establish(world)
        await world.settle()
    return folder


async def put_back_to(
    established: Path, folder: Path, stores: tuple[str, ...], lose: Callable[[World], Awaitable[Any]]
) -> None:
    """These stores as they were before `lose`; everything else as it came to be since."""
    shutil.copytree(established, folder)
    for store in stores:
        copy_file(folder / f"{store}.events.sqlite", folder.parent / f"{store}.copy")
    async with hosted(folder, *SERVICES) as world:
        await lose(world)
        await world.settle()
    put_back(folder, stores)


async def begin_new_epoch(folder: Path, service: Service) -> NewEpoch:
    """The operator's decision that what is lost is lost."""
    settings = load_settings(data_dir=folder, address=ADDRESS)
    async with Operator(settings) as operator:
        return await new_epoch(settings, operator, service, force=True)


async def second_edition(world: World, code: str) -> int:
    """The agency's next edition is issued, with a procedure more; its number."""
    edition: int = (await ok(await world.post("catalog", EDITIONS, json={}, as_="bien-tap")))["edition"]
    await put_in(world, edition, {**PROCEDURE, "code": code})
    await ok(await world.post("catalog", f"{EDITIONS}/{edition}/issue", json=DECISION, as_="giam-doc"))
    return edition


@pytest.mark.parametrize("stores", [("catalog",), SERVICES])
async def test_the_number_of_a_lost_edition_is_not_given_again(
    established: Path, tmp_path: Path, stores: tuple[str, ...], plan: Callable[[str], None]
) -> None:
    plan(f"{stores} put back to before an edition was issued")
    folder = tmp_path / "var"
    await put_back_to(established, folder, stores, lambda world: second_edition(world, "SNV-08"))
    async with hosted(folder, *SERVICES) as world:
        refused = await world.post("catalog", EDITIONS, json={}, as_="bien-tap")
        assert (refused.status_code, refused.json()["code"]) == (503, "store-set-back")
    begun = await begin_new_epoch(folder, Service.CATALOG)
    assert begun.voided == ["SNV/2"]
    async with hosted(folder, *SERVICES) as world:
        await world.settle()
        shown = await ok(await world.get("catalog", f"{EDITIONS}/2", as_="bien-tap"))
        assert (shown["status"], shown["discarded_by"]) == ("discarded", "system")
        assert await second_edition(world, "SNV-09") == 3
        codes = [one["procedure"] for one in await in_force(world)]
        assert sorted(codes) == ["SNV-07", "SNV-09"]
        await world.settle()
    findings = await check(load_settings(data_dir=folder, address=ADDRESS))
    assert not findings.disagreements


async def day_off(world: World, day: str) -> None:
    """The working calendar has a day off more."""
    order = {"command": "AddHoliday", "day": day, "name": "Nghỉ bù", "source": "Công điện"}
    await ok(await world.post("sla", "/calendars/VN/changes", json=order, as_="operator"))


async def days_off(world: World) -> set[str]:
    """The days off of the calendar that cases count by, as far as these tests add any."""
    await world.settle()
    known, _ = await world.application("cases").state(CALENDAR, "VN")
    assert known.replicated is not None
    return {str(one.day) for one in known.replicated.holidays if one.name == "Nghỉ bù"}


async def test_a_copy_follows_the_new_epoch_whatever_version_the_lost_one_had(
    established: Path, tmp_path: Path, plan: Callable[[str], None]
) -> None:
    plan("sla's store put back to before two changes of the calendar")
    folder = tmp_path / "var"

    async def lose(world: World) -> None:
        await day_off(world, "2027-03-02")
        await day_off(world, "2027-03-03")

    await put_back_to(established, folder, ("sla",), lose)
    await begin_new_epoch(folder, Service.SLA)
    async with hosted(folder, *SERVICES) as world:
        assert await days_off(world) == set()
        await day_off(world, "2027-03-04")
        assert await days_off(world) == {"2027-03-04"}


async def test_who_lost_a_post_with_the_catalog_s_store_leads_no_more(
    established: Path, tmp_path: Path, plan: Callable[[str], None]
) -> None:
    plan("the catalog's store put back to before an appointment")
    folder = tmp_path / "var"

    async def lose(world: World) -> None:
        await appoint(world, "agency_head")

    await put_back_to(established, folder, ("catalog",), lose)
    await begin_new_epoch(folder, Service.CATALOG)
    async with hosted(folder, *SERVICES) as world:
        await appoint(world, "official")
        await world.settle()
        directory, _ = await world.application("notify").state(DIRECTORY, "SNV")
        assert directory.officials["snv.moi"].roles == ("official",)


async def appoint(world: World, role: str) -> None:
    """Somebody new gets a post."""
    post = {"official": "snv.moi", "name": "Mới", "divisions": ["VP"], "position": "", "roles": [role]}
    await ok(await world.post("catalog", "/agencies/SNV/officials", json=post, as_="operator"))
