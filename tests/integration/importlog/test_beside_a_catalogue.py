"""A log into an agency that leads a catalogue: its procedure comes beside what is in force."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from shared.errors import Language, Refusal
from tests.hosting import World, hosted
from tests.integration.importlog.importing import DATA, SERVICES, cases_of, imported
from tests.integration.services.test_catalog import EDITIONS, found, issue, ok, procedure, put_in
from tests.unit.cli.logs import done, planned
from tthc.connection import in_process
from tthc.mining.log.driving import drive
from tthc.mining.log.driving_options import ImportOptions
from tthc.mining.log.driving_plan import ImportPlan, plan_import

LOG = DATA / "log-into-an-agency-with-a-catalogue.csv"
IN_FORCE = ["P01", "P02", "P03"]


async def led(world: World, first_day: str = "2025-08-01") -> None:
    """Home Affairs with three procedures in force."""
    await found(world)
    await ok(await world.post("catalog", EDITIONS, json={"empty": True}, as_="bien-tap"))
    for code in IN_FORCE:
        await put_in(world, 1, procedure(code))
    await issue(world, 1, decision_date=first_day, in_force_from=first_day)
    await world.settle()


async def in_force(world: World, on: date | None = None) -> dict[str, dict[str, Any]]:
    """What everybody is told to be in force, by code."""
    path = "/catalogue/agencies/SNV/procedures" + (f"?on={on}" if on else "")
    told = await ok(await world.get("catalog", path))
    return {one["procedure"]: one for one in told["procedures"]}


async def editions(world: World) -> list[dict[str, Any]]:
    answer = await ok(await world.get("catalog", EDITIONS, as_="operator"))
    return list(answer)


async def refused(world: World, plan: ImportPlan) -> Refusal:
    """Why the import isn't carried out."""
    async with in_process(world.host, Language.EN) as services:
        with pytest.raises(Refusal) as refusal:
            await drive(services, plan)
    return refusal.value


async def test_what_is_in_force_stays_in_force_beside_the_new_procedure(tmp_path: Path) -> None:
    async with hosted(tmp_path / "var", *SERVICES) as world:
        await led(world)
        before = await in_force(world)
        summary = await imported(world, plan_import(ImportOptions(path=LOG)))
        assert (summary.disagreements, summary.cases) == ([], 1)
        now = await in_force(world)
        assert [*now] == [*IN_FORCE, summary.procedure]
        for code in IN_FORCE:
            changing = {"edition": 0, "in_force_from": ""}
            assert now[code] | changing == before[code] | changing
        opening = {"agency": "SNV", "procedure": "P02", "subject": "Vẫn mở được"}
        await ok(await world.post("cases", "/cases", json=opening, as_="cong-chuc"))
        assert [await world.dead_letters(name) for name in SERVICES] == [[], [], [], []]


async def test_a_log_older_than_what_is_in_force_leaves_the_time_before_as_it_was(tmp_path: Path) -> None:
    plan = planned(tmp_path, done("A", 1, group="VP"), done("B", 30, group="VP", resource="binh"))
    async with hosted(tmp_path / "var", *SERVICES) as world:
        await led(world)
        summary = await imported(world, plan)
        assert (summary.disagreements, summary.steps_completed) == ([], 2)
        now = await in_force(world)
        assert {code: one["in_force_from"] for code, one in now.items()} == dict.fromkeys(now, "2025-08-01")
        assert await in_force(world, date(2021, 3, 2)) == {}
        (case,) = await cases_of(world)
        assert (case["edition"], case["opened_at"][:10]) == (2, "2021-03-01")
        calendars = {
            one["procedure"]: one["working_calendar"]
            for one in (await ok(await world.get("catalog", f"{EDITIONS}/2", as_="operator")))["procedures"]
        }
        assert calendars == dict.fromkeys((*IN_FORCE, "LOG"), "VN")


async def test_units_and_people_that_are_there_keep_their_names(tmp_path: Path) -> None:
    plan = planned(tmp_path, done("A", group="VP", resource="an"))
    async with hosted(tmp_path / "var", *SERVICES) as world:
        await led(world)
        posted = {"name": "Nguyễn Văn An", "position": "Văn thư", "divisions": ["VP"], "roles": ["official"]}
        staff = {"officials": [{"official": "an", **posted}]}
        await ok(await world.post("catalog", "/agencies/SNV/staff", json=staff, as_="giam-doc"))
        await imported(world, plan)
        divisions = await ok(await world.get("catalog", "/agencies/SNV/divisions", as_="operator"))
        assert [one["name"] for one in divisions] == ["Văn phòng Sở"]
        officials = await ok(await world.get("catalog", "/agencies/SNV/officials", as_="operator"))
        assert [one["name"] for one in officials] == ["Nguyễn Văn An"]


async def test_the_same_log_again_or_a_longer_one_changes_its_own_procedure_alone(tmp_path: Path) -> None:
    async with hosted(tmp_path / "var", *SERVICES) as world:
        await led(world)
        await imported(world, planned(tmp_path, done("A", group="VP")))
        again = await imported(world, planned(tmp_path, done("A", group="VP")))
        assert (again.disagreements, len(await editions(world))) == ([], 2)
        longer = planned(tmp_path, done("A", group="VP"), done("B", 9, case="c2", group="VP"))
        assert (await imported(world, longer)).disagreements == []
        assert [*await in_force(world)] == [*IN_FORCE, "LOG"]
        assert [one["edition"] for one in await editions(world)] == [3, 2, 1]


async def test_the_review_of_what_is_in_force_falls_due_as_before(tmp_path: Path) -> None:
    async with hosted(tmp_path / "var", *SERVICES) as world:
        await led(world)
        await imported(world, plan_import(ImportOptions(path=LOG)))
        events = await ok(await world.get("catalog", f"{EDITIONS}/2/events", as_="operator"))
        (entry,) = [one for one in events if one["type"] == "CatalogueEnteredIntoForce"]
        assert entry["event"]["review_due_on"] == "2026-08-01"


async def test_an_open_draft_is_left_alone_and_named(tmp_path: Path) -> None:
    async with hosted(tmp_path / "var", *SERVICES) as world:
        await led(world)
        await ok(await world.post("catalog", EDITIONS, json={}, as_="bien-tap"))
        await world.settle()
        refusal = await refused(world, planned(tmp_path, done("A", group="Phòng A")))
        assert (refusal.code, refusal.values["draft"]) == ("other-draft-in-progress", 2)
        assert "issue or discard that draft" in refusal.message(Language.EN)
        await world.settle()
        assert [one["edition"] for one in await editions(world)] == [2, 1]
        divisions = await ok(await world.get("catalog", "/agencies/SNV/divisions", as_="operator"))
        assert [one["division"] for one in divisions] == ["VP"]


async def test_an_edition_that_waits_for_its_day_is_not_overtaken(tmp_path: Path) -> None:
    async with hosted(tmp_path / "var", *SERVICES) as world:
        await led(world)
        await ok(await world.post("catalog", EDITIONS, json={}, as_="bien-tap"))
        await issue(world, 2, in_force_from="2099-01-01")
        await world.settle()
        refusal = await refused(world, planned(tmp_path, done("A", group="VP")))
        assert refusal.code == "edition-waits-for-its-day"
        assert [one["status"] for one in await editions(world)] == ["issued", "in_force"]


@pytest.mark.parametrize("code", ["P02", "p02"])
async def test_a_code_of_what_people_have_made_is_not_taken_over(tmp_path: Path, code: str) -> None:
    plan = plan_import(ImportOptions(path=LOG, procedure=code))
    async with hosted(tmp_path / "var", *SERVICES) as world:
        await led(world)
        refusal = await refused(world, plan)
        assert (refusal.code, refusal.values["other"]) == ("procedure-code-taken", "P02")
        assert len(await editions(world)) == 1


async def test_a_draft_that_a_run_left_is_gone_on_with(tmp_path: Path) -> None:
    plan = planned(tmp_path, done("A", group="VP"))
    async with hosted(tmp_path / "var", *SERVICES) as world:
        await led(world)
        before = (await editions(world))[0]
        begun = {"at": before["entered_at"], "empty": False}
        await ok(await world.post("catalog", EDITIONS, json=begun, as_="importer"))
        await world.settle()
        assert (await imported(world, plan)).disagreements == []
        assert [one["edition"] for one in await editions(world)] == [2, 1]
        assert [*await in_force(world)] == [*IN_FORCE, "LOG"]
