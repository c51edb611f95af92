"""An agency ends: its open cases are its successor's on that day, with their clocks, and people are told."""

import shutil
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from shared.kernel import Role
from tests.hosting import principal
from tests.integration.services.cases.driving import refusal
from tests.integration.services.suspending import LAN, OPENED, Suspending, prepare, suspending
from tests.integration.services.test_catalog import ok
from tthc.operations.opening import opened
from tthc.operations.verify import verify

HOA = principal("snvm.hoa", Role.AGENCY_HEAD, "SNVM")
THU = principal("snvm.thu", Role.OFFICIAL, "SNVM", "VPM")
END, BEFORE, AFTER = "2026-03-05", "2026-03-04 17:00", "2026-03-05 00:00:01"
FOUNDED = {
    "code": "SNVM",
    "kind": "department",
    "name_vi": "Sở Nội vụ mới",
    "name_en": "New Home Affairs",
    "parent": "UBND",
}


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("founded")
    await prepare(folder)
    return folder


@pytest.fixture
def folder(founded: Path, tmp_path: Path) -> Path:
    """The stores, of this test's own."""
    return shutil.copytree(founded, tmp_path / "var")


async def decide(office: Suspending, *transfers: dict[str, Any]) -> None:
    """Home Affairs is to be merged into a new agency with a head and an official."""
    decision = {"decision_number": "9/QĐ-UBND", "decision_date": "2026-02-20", "effective_from": END}
    body = {**decision, "agencies": ["SNV"], "into": "SNVM", "founded": [FOUNDED], "divisions": transfers}
    await ok(await office.world.post("catalog", "/agencies/mergers", json=body, as_="operator"))
    await staff(office)


async def staff(office: Suspending) -> None:
    """The people of the new agency, from its first day on."""
    divisions = [{"division": "BGD", "name": "Ban giám đốc"}, {"division": "VPM", "name": "Văn phòng"}]
    head = {"official": "snvm.hoa", "name": "Hoà", "position": "Giám đốc", "roles": ["agency_head"]}
    thu = {"official": "snvm.thu", "name": "Thu", "position": "", "roles": ["official"], "divisions": ["VPM"]}
    body = {"divisions": divisions, "officials": [{**head, "divisions": ["BGD"]}, thu]}
    await ok(await office.world.post("catalog", "/agencies/SNVM/staff", json=body, as_="importer"))
    await office.stage.settle()


async def shown(office: Suspending, who: Any = HOA) -> Any:
    return await ok(await office.world.get("cases", f"/cases/{office.case}", as_=who))


async def moves(office: Suspending) -> list[Any]:
    answer = await ok(await office.world.get("cases", f"/cases/{office.case}/events", as_=HOA))
    return [one["event"] for one in answer["events"] if one["type"] == "CaseMoved"]


async def told(office: Suspending) -> list[Any]:
    answer = await ok(await office.world.get("notify", "/inbox/entries", as_=HOA))
    return [one for one in answer["entries"] if one["kind"] == "case_left_to_head"]


VP = {"agency": "SNV", "division": "VP", "successor": "SNVM", "successor_division": "VPM"}


async def test_an_open_case_is_the_successor_s_from_that_day_on_and_its_clock_goes_on(folder: Path) -> None:
    async with suspending(folder) as office:
        await office.open()
        due = (await office.clock())["due_at"]
        await decide(office, VP)
        await office.stage.at(BEFORE)
        assert (await shown(office, LAN))["agency"] == "SNV"
        await office.stage.at(AFTER)
        case = await shown(office)
        assert (case["agency"], case["opened_in"], case["status"]) == ("SNVM", "SNV", "open")
        assert (case["procedure_name"], case["steps"][0]["division_name"]) == (
            "Thủ tục SNV-07",
            "Văn phòng Sở",
        )
        (step,) = case["steps"]
        assert (step["division"], step["official"], step["visit"]) == ("VPM", None, 1)
        clock = await ok(await office.world.get("sla", f"/clocks/{office.case}", as_=HOA))
        assert (clock["agency"], clock["due_at"], clock["steps"][0]["division"]) == ("SNVM", due, "VPM")
        assert refusal(await office.give("ReceiveStep", who=LAN, step="S01"))[1] == "case-not-opened"
        assert (await office.give("ReceiveStep", who=THU, step="S01")).is_success
        assert (await office.give("CompleteStep", who=THU, step="S01")).is_success
        assert await told(office) == []


async def test_the_head_is_told_once_of_what_no_division_takes_over_also_after_a_restart(
    folder: Path,
) -> None:
    async with suspending(folder) as office:
        await office.open()
        await decide(office)
        await office.stage.at(BEFORE)
    async with suspending(folder, "2026-03-09 08:00", office.case) as later:
        await later.stage.at("2026-03-09 08:00")
        await later.stage.at("2026-03-09 08:01")
        (move,) = await moves(later)
        assert (move["moved_at"], move["left_to_head"]) == ("2026-03-04T17:00:00Z", ["VP"])
        (entry,) = await told(later)
        assert (entry["case_number"], entry["counterpart"]) == (office.case, "SNV")
        assert "SNV" in entry["sentence"]
        assert (await later.give("ReceiveStep", who=HOA, step="S01")).is_success
        settings = later.world.settings
    async with opened(settings) as services:
        findings = await verify(services, settings, within=0)
    assert [str(one) for one in findings.disagreements] == []


async def test_a_case_that_is_opened_after_the_end_goes_the_same_way(folder: Path) -> None:
    async with suspending(folder, OPENED) as office:
        await decide(office, VP)
        await office.stage.at(AFTER)
        await office.open()
        await office.stage.at("2026-03-05 08:00")
        assert (await shown(office))["agency"] == "SNVM"


async def test_a_history_that_is_taken_in_is_judged_by_its_acts_alone(folder: Path) -> None:
    """Those of before the end come after it; the first one of after it moves the case."""
    async with suspending(folder) as office:
        await decide(office, VP)
        await office.stage.at(AFTER)
        began = {"imported": True, "at": "2026-03-02T08:00:00+07:00", "acting_for": "snv.lan"}
        await office.open("importer", **began)
        await office.stage.at("2026-03-05 08:00")
        before = {"at": "2026-03-03T08:00:00+07:00", "acting_for": "snv.lan", "step": "S01"}
        received = await office.give("ReceiveStep", who="importer", **before)
        assert received.json()["events"] == ["StepReceived"]
        after = {"at": "2026-03-05T07:50:00+07:00", "acting_for": "snvm.thu", "step": "S01"}
        completed = await office.give("CompleteStep", who="importer", **after)
        assert completed.json()["events"] == ["CaseMoved", "StepCompleted"]
