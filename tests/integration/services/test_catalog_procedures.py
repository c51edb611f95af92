"""A procedure in full over HTTP: written, checked beside other agencies, issued, and shown to everybody."""

from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from services.catalog.domain.procedure.in_full import CONTENT
from services.catalog.domain.procedure.procedure import ProcedureContent
from services.catalog.domain.procedure.writing import written
from shared.kernel import Role
from tests.hosting import World, hosted, person, principal
from tests.integration.services.test_catalog import (
    DECISION,
    EDITIONS,
    PROVINCE,
    found,
    issue,
    ok,
    procedure,
    put_in,
    reviewed,
)
from tests.unit.catalog.full_procedure import FULL

SCT = {**PROVINCE, "code": "SCT", "kind": "department", "name_vi": "Sở Công Thương", "parent": "UBND"}
TODAY = {"in_force_from": DECISION["in_force_from"]}


async def register(world: World, code: str, valid_from: str = "2021-01-01") -> None:
    agency = {**SCT, "code": code, "valid_from": valid_from}
    await ok(await world.post("catalog", "/agencies", json=agency, as_="operator"))


async def prepare(world: World) -> None:
    """Home Affairs with its divisions and a draft."""
    await found(world)
    for division in ("CCVC", "TTr"):
        order = {"division": division, "name": division}
        await ok(await world.post("catalog", "/agencies/SNV/divisions", json=order, as_="giam-doc"))
    await ok(await world.post("catalog", EDITIONS, json={}, as_="bien-tap"))


async def check(world: World, edition: int = 1, **query: str) -> list[tuple[str, str]]:
    answer = await world.get(
        "catalog", f"{EDITIONS}/{edition}/check", params={**TODAY, **query}, as_="bien-tap"
    )
    return [(one["where"], one["code"]) for one in await ok(answer)]


def asking(code: str, agency: str, responding: str) -> dict[str, Any]:
    """A procedure with one step, which another agency's procedure does a part of."""
    entry = procedure(code, kind="coordinated")
    asked = {"responding_agency": agency, "responding_procedure": responding, "answers": ["agree"]}
    entry["stages"][0]["steps"][0]["coordination"] = asked
    return entry


async def issue_of_sct(world: World, edition: int, entry: dict[str, Any], **changes: str) -> None:
    """Industry and Trade issues an edition of one procedure."""
    who, path = principal("nhap-lieu", Role.IMPORTER), "/agencies/SCT/editions"
    await ok(await world.post("catalog", path, json={"edition": edition}, as_=who))
    order = {"procedure": entry}
    await ok(await world.post("catalog", f"{path}/{edition}/procedures", json=order, as_=who))
    decision = {**DECISION, **changes}
    await ok(await world.post("catalog", f"{path}/{edition}/issue", json=decision, as_=who))


async def with_sct(world: World) -> None:
    await register(world, "SCT")
    order = {"division": "VP", "name": "Văn phòng"}
    head = person("giam-doc", "SCT")
    await ok(await world.post("catalog", "/agencies/SCT/divisions", json=order, as_=head))


async def test_a_procedure_in_full_is_written_issued_and_shown_as_it_was_written(tmp_path: Path) -> None:
    async with hosted(tmp_path, "catalog", "cases") as world:
        await prepare(world)
        await with_sct(world)
        for agency in ("STP", "SKHCN"):
            await register(world, agency)
        await issue_of_sct(world, 7, procedure("C01"))
        await put_in(world, 1, written(FULL))
        assert await check(world) == []
        await issue(world, 1)
        await world.settle()
        shown = await ok(await world.get("catalog", "/catalogue/agencies/SNV/procedures/P01"))
        content = {name: value for name, value in shown.items() if name in CONTENT}
        assert TypeAdapter(ProcedureContent).validate_python(content).under("P01") == FULL
        assert await world.dead_letters("catalog") == await world.dead_letters("cases") == []


async def test_a_draft_may_lack_what_the_check_then_asks_for_each_at_its_place(tmp_path: Path) -> None:
    async with hosted(tmp_path, "catalog") as world:
        await prepare(world)
        step = {"code": "S01", "name": "Lấy ý kiến", "coordination": {}}
        stages = [{"code": "G1", "steps": [step]}]
        await put_in(world, 1, {"code": "P01", "name": "Điều động", "kind": "coordinated", "stages": stages})
        first = "procedures/P01/stages/1/steps/S01"
        assert await check(world) == [
            (first, "step-without-division"),
            (first, "step-without-content"),
            ("procedures/P01/time_limit", "procedure-without-limit"),
            (f"{first}/time_limit", "step-without-limit"),
            (f"{first}/coordination", "step-without-responding-agency"),
            (f"{first}/coordination", "answers-missing"),
        ]
        refused = await world.post("catalog", f"{EDITIONS}/1/review", json={}, as_="bien-tap")
        problem = refused.json()
        assert (refused.status_code, problem["code"], problem["where"]) == (
            422,
            "step-without-division",
            first,
        )


async def test_an_agency_that_is_named_must_be_there_on_the_first_day_in_force(tmp_path: Path) -> None:
    async with hosted(tmp_path, "catalog") as world:
        await prepare(world)
        await put_in(world, 1, procedure("P01", informed_units=["SCT"]))
        place = "procedures/P01/informed_units/SCT"
        assert await check(world) == [(place, "unit-unknown")]
        await register(world, "SCT", valid_from="2026-06-01")
        assert await check(world) == [(place, "unit-not-live")]
        assert await check(world, in_force_from="2026-06-01") == []
        await reviewed(world)
        refused = await world.post("catalog", f"{EDITIONS}/1/issue", json=DECISION, as_="giam-doc")
        assert (refused.status_code, refused.json()["code"]) == (422, "unit-not-live")
        await issue(world, 1, in_force_from="2026-06-01")


async def test_a_chain_that_leads_back_is_refused_with_the_whole_of_it(tmp_path: Path) -> None:
    later = {"in_force_from": "2030-01-01"}  # when Home Affairs, registered today, is there
    async with hosted(tmp_path, "catalog") as world:
        await prepare(world)
        await with_sct(world)
        await put_in(world, 1, procedure("P01"))
        await issue(world, 1)
        await issue_of_sct(world, 7, asking("C01", "SNV", "P01"), **later)
        await ok(await world.post("catalog", EDITIONS, json={"empty": True}, as_="bien-tap"))
        await put_in(world, 2, asking("P01", "SCT", "C01"))
        place = "procedures/P01/stages/1/steps/S01/coordination"
        assert await check(world, 2, **later) == [(place, "coordination-cycle")]
        order = {**DECISION, **later}
        refused = await world.post("catalog", f"{EDITIONS}/2/issue", json=order, as_="giam-doc")
        assert (refused.status_code, refused.json()["where"]) == (422, place)
        assert "SNV/P01 → SCT/C01 → SNV/P01" in refused.json()["detail"]


async def test_a_procedure_that_is_asked_for_must_be_in_force(tmp_path: Path) -> None:
    async with hosted(tmp_path, "catalog") as world:
        await prepare(world)
        await with_sct(world)
        await put_in(world, 1, asking("P01", "SCT", "C01"))
        place = "procedures/P01/stages/1/steps/S01/coordination"
        assert await check(world) == [(place, "responding-procedure-not-in-force")]
        await issue_of_sct(world, 3, procedure("C01"))
        assert await check(world) == []
        assert await check(world, in_force_from="2026-01-09") == [
            (place, "responding-procedure-not-in-force")
        ]


async def test_a_factor_that_is_no_number_is_refused_at_its_place(tmp_path: Path) -> None:
    async with hosted(tmp_path, "catalog") as world:
        order = {"procedure": procedure("P01", conversion_factor="1,5")}
        answer = await world.post("catalog", f"{EDITIONS}/1/procedures", json=order, as_="bien-tap")
        assert (answer.status_code, answer.json()["where"]) == (422, "/procedure/conversion_factor")
