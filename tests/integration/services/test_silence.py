"""Silence is agreement, all services together: at the due instant cases answers, and sla counts it late."""

from datetime import datetime
from pathlib import Path
from typing import Any

from shared.contracts.topics import Service as ServiceName
from shared.kernel import Role
from shared.vietnam_time import VIETNAM
from tests.hosting import World, principal
from tests.integration.services.cases.driving import step
from tests.integration.services.test_catalog import PROVINCE, ok
from tools.contracts.scenario.stage import Stage, staged

LAN = principal("snv.lan", Role.OFFICIAL, "SNV", "VP")
THANH = principal("stc.thanh", Role.OFFICIAL, "STC", "VP")
BEGINNING = "2026-12-07 08:00"  #: a Monday
_LIVE = {"decision_number": "88/QĐ", "decision_date": "2026-01-05", "effective_from": "2026-01-06"}
_ISSUED = {
    "decision_number": "95/QĐ",
    "decision_date": "2026-01-05",
    "signed_by": "Giám đốc",
    "in_force_from": "2026-01-10",
}
_ASKS = {"responding_agency": "STC", "answers": ["agree", "disagree"], "silence_is_agreement": True}
_PROCEDURE = {
    "code": "SNV-22",
    "name": "Bổ nhiệm",
    "kind": "coordinated",
    "time_limit": {"duration": "PT8H", "counting": "working_hours"},
    "stages": [{"code": "G1", "steps": [step("tham-dinh", "VP") | {"coordination": _ASKS}]}],
}


async def _set_up(world: World) -> None:
    for code in ("UBND", "SNV", "STC"):
        department = {"kind": "department", "parent": "UBND"} if code != "UBND" else {}
        agency = {**PROVINCE, **department, "code": code, "valid_from": "2021-01-01"}
        await ok(await world.post("catalog", "/agencies", json=agency, as_="operator"))
    for who in (LAN, THANH):
        path = f"/agencies/{who.grants[0].agency}"
        office = {"division": "VP", "name": "Văn phòng Sở"}
        person = {
            "official": who.id,
            "name": who.id,
            "position": "",
            "roles": ["official"],
            "divisions": ["VP"],
        }
        staff = {"divisions": [office], "officials": [person]}
        await ok(await world.post("catalog", f"{path}/staff", json=staff, as_="importer"))
        await ok(await world.post("catalog", f"{path}/live", json=_LIVE, as_="operator"))
    editions = "/agencies/SNV/editions"
    for path, body in (("", {}), ("/1/procedures", {"procedure": _PROCEDURE}), ("/1/issue", _ISSUED)):
        await ok(await world.post("catalog", editions + path, json=body, as_="importer"))


async def _asking(stage: Stage) -> str:
    """A case that asks at nine on Monday, with four hours to answer; its number."""
    await _set_up(stage.world)
    await stage.settle()
    opening = {"agency": "SNV", "procedure": "SNV-22", "subject": "Bổ nhiệm"}
    number: str = (await stage.do(LAN, "/cases", "cases", **opening))["case_number"]
    await stage.do(LAN, f"/cases/{number}/ReceiveStep", "cases", step="tham-dinh")
    await stage.at("2026-12-07 09:00")
    limit = {"duration": "PT4H", "counting": "working_hours"}
    asked = {"step": "tham-dinh", "question": "Ý kiến?", "time_limit": limit}
    await stage.do(LAN, f"/cases/{number}/RequestCoordination", "cases", **asked)
    return number


async def test_silence_answers_at_the_instant_that_sla_tells_and_is_late_there_too(tmp_path: Path) -> None:
    async with staged(tmp_path, BEGINNING) as stage:
        number = await _asking(stage)
        await stage.at("2026-12-07 15:00")
        assert (await _clock(stage, number))["state"] == "running"
        await stage.at("2026-12-07 15:01")
        await stage.settle()
        row = await _clock(stage, number)
        assert (row["state"], row["outcome"], row["late"]) == ("stopped", "answered", True)
        assert row["stopped_at"] == row["due_at"] == "2026-12-07T08:00:00.000000Z"
        assert row["used_minutes"] == 240
        steps = (await stage.look(LAN, f"/clocks/{number}", "sla"))["steps"]
        assert [one["waiting"] for one in steps] == [False]
        shown = await stage.look(THANH, f"/coordinations/{number}/1", "cases")
        assert (shown["late"], shown["due_at"]) == (True, row["due_at"])
        await stage.do(LAN, f"/cases/{number}/AcceptAnswer", "cases", coordination=1)
        assert (await _clock(stage, number))["accepted_at"] is not None
        for service in ("cases", "sla", "notify"):
            assert await stage.world.dead_letters(service) == []


async def test_an_answer_in_time_is_in_time_in_both(tmp_path: Path) -> None:
    async with staged(tmp_path, BEGINNING) as stage:
        number = await _asking(stage)
        await stage.at("2026-12-07 14:30")
        await stage.do(THANH, f"/cases/{number}/AnswerCoordination", "cases", coordination=1, kind="agree")
        await stage.at("2026-12-08 09:00")
        row = await _clock(stage, number)
        assert (row["late"], row["used_minutes"], row["due_at"]) == (
            False,
            210,
            "2026-12-07T08:00:00.000000Z",
        )
        shown = await stage.look(THANH, f"/coordinations/{number}/1", "cases")
        assert (shown["late"], shown["due_at"]) == (False, row["due_at"])


async def test_silence_doesn_t_answer_once_more_what_was_sent_back(tmp_path: Path) -> None:
    """Nor does the sweeper look each time whether it does."""
    async with staged(tmp_path, BEGINNING) as stage:
        number = await _asking(stage)
        await stage.at("2026-12-07 15:01")
        why = {"coordination": 1, "reason": "Phải có ý kiến bằng văn bản", "grounds": "content"}
        await stage.do(LAN, f"/cases/{number}/ReturnAnswer", "cases", **why)
        cases = stage.world.host.hosted[ServiceName.CASES].service
        assert await cases.queries.alarmed(datetime(2026, 12, 9, tzinfo=VIETNAM), 10, None) == []
        await stage.at("2026-12-09 09:00")
        row = await _clock(stage, number)
        assert (row["state"], row["due_at"]) == ("running", "2026-12-07T08:00:00.000000Z")


async def _clock(stage: Stage, number: str) -> dict[str, Any]:
    (row,) = (await stage.look(LAN, f"/clocks/{number}", "sla"))["coordinations"]
    assert isinstance(row, dict)
    return row
