"""Over HTTP: what everybody has to do, and buck-passing with its figure and the leader who is told."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from shared.contracts.catalog.agencies import DivisionAdded, OfficialAppointed
from shared.contracts.catalog.procedures import ProcedureIssued, Stage, Step
from shared.contracts.catalog.staff import DelegationGranted
from shared.contracts.vocabulary import TimeLimit
from shared.kernel import Role
from tests.hosting import World, hosted, principal
from tests.integration.services.test_catalog import ok

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
LAN = principal("snv.lan", Role.OFFICIAL, "SNV", "P1")
MINH = principal("snv.minh", Role.OFFICIAL, "SNV", "P2")
HEAD = principal("snv.binh", Role.AGENCY_HEAD, "SNV")
STRANGER = principal("stc.tam", Role.AGENCY_HEAD, "STC")
PROVINCE = principal("ct", Role.PROVINCE_LEADER)


def step(code: str, division: str) -> Stage:
    limit = TimeLimit(duration="PT80H", counting="working_hours")
    made = Step(code=code, name=f"Bước {code}", division=division, content=code, time_limit=limit)
    return Stage(code=code, name=code, steps=(made,))


PROCEDURE = ProcedureIssued(
    agency="SNV",
    edition=1,
    procedure="P01",
    position=1,
    name="Thủ tục",
    kind="internal",
    time_limit=TimeLimit(duration="PT160H", counting="working_hours"),
    stages=(step("B1", "P1"), step("B2", "P2")),
    in_force_from=date(2026, 1, 1),
    working_calendar="VN",
    issued_by="snv.binh",
    issued_at=BEGIN,
)


def appointed(who: Any, name: str) -> OfficialAppointed:
    (grant,) = who.grants
    divisions = (grant.division,) if grant.division else ()
    return OfficialAppointed(
        agency="SNV",
        official=who.id,
        name=name,
        divisions=divisions,
        position="",
        roles=(grant.role.value,),
        appointed_by="operator",
        appointed_at=BEGIN,
    )


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with hosted(tmp_path, "cases", "sla", "notify") as made:
        await made.post("sla", "/calendars", json={"calendar": "VN"}, as_="operator")
        for code in ("P1", "P2"):
            told = DivisionAdded(
                agency="SNV", division=code, name=f"Phòng {code}", added_by="operator", added_at=BEGIN
            )
            await made.tell(told, "SNV", BEGIN)
        for who, name in ((LAN, "Nguyễn Lan"), (MINH, "Trần Minh"), (HEAD, "Lê Bình")):
            await made.tell(appointed(who, name), "SNV", BEGIN)
        await made.tell(PROCEDURE, "SNV", BEGIN)
        await made.settle()
        yield made


async def opened(world: World) -> str:
    """A case that P2 has returned to P1 twice."""
    body = {"agency": "SNV", "procedure": "P01", "subject": "Hồ sơ thử"}
    number = (await ok(await world.post("cases", "/cases", json=body, as_=LAN)))["case_number"]
    for _ in range(2):
        await give(world, number, LAN, "ReceiveStep", step="B1")
        await give(world, number, LAN, "CompleteStep", step="B1")
        await give(world, number, LAN, "HandOff", step="B1")
        await give(world, number, MINH, "ReturnStep", step="B2", to={"step": "B1"}, reason="Chưa rõ")
    await world.settle()
    return str(number)


async def give(world: World, number: str, who: Any, command: str, **fields: Any) -> None:
    await ok(await world.post("cases", f"/cases/{number}/{command}", json=fields, as_=who))


async def test_buck_passing_is_listed_counted_and_told(world: World) -> None:
    number = await opened(world)
    listed = await ok(await world.get("cases", "/buck-passing", as_=HEAD))
    (found,) = listed["buck_passing"]
    assert (listed["total"], found["case_number"], found["kind"]) == (1, number, "repeated_return")
    assert [one["division"] for one in found["between"]] == ["P2", "P1"]
    events = (await ok(await world.get("cases", f"/cases/{number}/events", as_=HEAD)))["events"]
    returned = [one for one in events if one["type"] == "StepReturned"]
    assert len(found["evidence"]) == len(returned) == 2
    assert events[-1]["causation_id"] == found["evidence"][-1]
    figures = (await ok(await world.get("cases", "/buck-passing/figures", as_=PROVINCE)))["figures"]
    units = {(one["division"], one["division_name"], one["count"]) for one in figures}
    assert units == {("P1", "Phòng P1", 1), ("P2", "Phòng P2", 1)}
    (entry,) = (await ok(await world.get("notify", "/inbox/entries", as_=HEAD)))["entries"]
    assert (entry["kind"], entry["case_number"], entry["between"]) == ("buck_passing", number, ["P2", "P1"])


async def test_nobody_else_sees_it(world: World) -> None:
    await opened(world)
    assert (await ok(await world.get("cases", "/buck-passing", as_=STRANGER)))["total"] == 0
    assert (await ok(await world.get("cases", "/buck-passing/figures", as_=STRANGER)))["figures"] == []
    answer = await world.get("cases", "/buck-passing", params={"agency": "SNV"}, as_=STRANGER)
    assert answer.status_code == 403


async def test_who_gave_a_command_sees_what_it_did(world: World) -> None:
    body = {"agency": "SNV", "procedure": "P01", "subject": "Hồ sơ thử"}
    given = await ok(await world.post("cases", "/cases", json=body, as_=LAN))
    seen = {"seen": f"{given['case_number']}@{given['version']}"}
    (row,) = (await ok(await world.get("sla", "/work", params=seen, as_=LAN)))["work"]
    assert (row["case_number"], row["box"]) == (given["case_number"], "to_receive")
    for later, who in ((f"{given['case_number']}@9", LAN), (seen["seen"], STRANGER)):
        answer = await world.get("sla", "/work", params={"seen": later}, as_=who)
        assert (answer.status_code, answer.json()["code"]) == (503, "not-yet-readable")


async def test_work_says_who_sent_it_what_is_left_and_in_which_box(world: World) -> None:
    number = await opened(world)
    (row,) = (await ok(await world.get("sla", "/work", as_=LAN)))["work"]
    assert (row["case_number"], row["subject"], row["step_name"]) == (number, "Hồ sơ thử", "Bước B1")
    assert (row["box"], row["division_name"], row["official"]) == ("came_back", "Phòng P1", None)
    sender = (row["sent_by"], row["sender_name"], row["sent_from"], row["sender_division_name"])
    assert sender == ("snv.minh", "Trần Minh", "P2", "Phòng P2")
    assert 0 < row["remaining_working_minutes"] <= 80 * 60
    boxes = (await ok(await world.get("sla", "/work/boxes", as_=LAN)))["boxes"]
    assert {one["box"] for one in boxes if one["count"]} == {"came_back", "handled"}
    assert (await ok(await world.get("sla", "/work", as_=MINH)))["work"] == []
    assert (await ok(await world.get("sla", "/work", params={"whose": "all"}, as_=MINH)))["total"] == 1
    assert (await ok(await world.get("sla", "/work", params={"whose": "all"}, as_=STRANGER)))["total"] == 0
    handled = await ok(await world.get("sla", "/work/cases", params={"box": "handled"}, as_=LAN))
    assert [one["case_number"] for one in handled["cases"]] == [number]


async def test_a_delegate_finds_what_there_is_to_do_in_the_name_of_who_is_away(world: World) -> None:
    body = {"agency": "SNV", "procedure": "P01", "subject": "Hồ sơ thử"}
    first = [{"step": "B1", "official": LAN.id}]
    await ok(await world.post("cases", "/cases", json=body | {"first_steps": first}, as_=HEAD))
    granted = DelegationGranted(
        agency="SNV",
        official=LAN.id,
        delegate=MINH.id,
        first_day=date(2026, 1, 1),
        last_day=date(2099, 1, 1),
        roles=("official",),
        divisions=("P1",),
        granted_by=LAN.id,
        granted_at=BEGIN,
    )
    await world.tell(granted, "SNV", BEGIN)
    await world.settle()
    assert (await ok(await world.get("sla", "/work", as_=MINH)))["work"] == []
    away = {"acting_for": LAN.id}
    (row,) = (await ok(await world.get("sla", "/work", params=away, as_=MINH)))["work"]
    assert (row["official"], row["box"]) == (LAN.id, "to_receive")
    own = await ok(await world.get("sla", "/work/boxes", as_=LAN))
    assert await ok(await world.get("sla", "/work/boxes", params=away, as_=MINH)) == own
    for path in ("/work", "/work/boxes", "/work/informed", "/work/cases?box=handled"):
        address = f"{path}{'&' if '?' in path else '?'}acting_for={MINH.id}"
        answer = await world.get("sla", address, as_=LAN)
        assert (answer.status_code, answer.json()["code"]) == (403, "delegation-missing")
    (entry,) = (await ok(await world.get("notify", "/inbox/entries", as_=LAN)))["entries"]
    assert (entry["kind"], entry["step"]) == ("step_to_do", "B1")
