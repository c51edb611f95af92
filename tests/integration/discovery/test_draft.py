"""A discovery becomes a draft edition over HTTP, and that is issued without a hand's touch."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from shared.client.errors import ServiceRefused
from shared.errors import Language
from tests.hosting import World, hosted
from tests.integration.discovery.test_command_line import PERMIT_LOG
from tests.unit.cli.logs import done
from tests.unit.mining.discovery.logs import discovered, way
from tthc.connection import in_process
from tthc.mining.discovery.discover import discover
from tthc.mining.discovery.drafting import Drafted, draft
from tthc.mining.discovery.found import Discovery
from tthc.mining.discovery.options import DiscoverOptions
from tthc.mining.log.driving_errors import TooManyActivities
from tthc.mining.log.options import ReadOptions

PROVINCE = {"code": "UBND", "kind": "province", "name_vi": "UBND tỉnh", "name_en": "Province"}
AGENCY = {"code": "SNV", "kind": "department", "name_vi": "Sở Nội vụ", "name_en": "DHA", "parent": "UBND"}
ISSUE = {
    "decision_number": "01/QĐ-SNV",
    "decision_date": "2026-12-20",
    "signed_by": "Giám đốc",
    "in_force_from": "2027-01-01",
}


async def registered(world: World) -> None:
    for agency in (PROVINCE, AGENCY):
        answer = await world.post("catalog", "/agencies", json=agency, as_="operator")
        assert answer.is_success, answer.text


async def drafted(world: World, found: Discovery, *, with_units: bool = True) -> Drafted:
    async with in_process(world.host, Language.EN) as services:
        return await draft(services, found, "SNV", with_units=with_units)


async def test_the_permit_log_s_proposal_is_issued_as_it_is(tmp_path: Path) -> None:
    read = ReadOptions(zone=ZoneInfo("Europe/Amsterdam"))
    found = discover(DiscoverOptions(path=PERMIT_LOG, read=read, calendar="NL"))
    async with hosted(tmp_path / "var", "catalog") as world:
        await registered(world)
        made = await drafted(world, found)
        assert (made.edition, made.findings, len(made.divisions_added)) == (1, (), 9)
        await world.settle()
        path = "/agencies/SNV/editions/1/issue"
        issued = await world.post("catalog", path, json=ISSUE, as_="importer")
        assert issued.is_success, issued.text
        await world.settle()
        public = "/catalogue/agencies/SNV/procedures/PERMIT-RECEIPT-LOG"
        shown = (await world.get("catalog", public, params={"on": "2027-01-01"})).json()
        steps = [step for stage in shown["stages"] for step in stage["steps"]]
        assert [step["code"] for step in steps] == [step.code for step in found.steps]


async def test_the_same_again_finds_the_same_draft(tmp_path: Path) -> None:
    found = discovered(tmp_path, way("c1", "AB"))
    async with hosted(tmp_path / "var", "catalog") as world:
        await registered(world)
        first = await drafted(world, found)
        await world.settle()
        again = await drafted(world, found)
    assert (first.edition, first.divisions_added) == (1, ("PHONG-A",))
    assert (again.edition, again.divisions_added, again.findings) == (1, (), ())


async def test_starts_from_what_the_agency_has_and_replaces_the_procedure_of_its_code(tmp_path: Path) -> None:
    early, later = discovered(tmp_path, way("c1", "AB")), discovered(tmp_path, way("c1", "ABC"))
    async with hosted(tmp_path / "var", "catalog") as world:
        await registered(world)
        first = await drafted(world, early)
        path = "/agencies/SNV/editions"
        await world.post("catalog", f"{path}/1/issue", json=ISSUE, as_="importer")
        made = await drafted(world, later)
        assert (first.carried, first.replaced) == (0, False)
        assert (made.edition, made.carried, made.replaced, made.findings) == (2, 1, True, ())
        await world.settle()
        (entry,) = (await world.get("catalog", f"{path}/2", as_="operator")).json()["procedures"]
        assert len(entry["stages"]) == 3
        await world.post("catalog", f"{path}/2/discard", json={"reason": "Bỏ"}, as_="importer")
        async with in_process(world.host, Language.EN) as services:
            emptied = await draft(services, early, "SNV", with_units=True, empty=True)
        assert emptied.carried == 0


async def test_tells_what_the_agency_lacks_rather_than_adding_it_unasked(tmp_path: Path) -> None:
    found = discovered(tmp_path, way("c1", "A"))
    async with hosted(tmp_path / "var", "catalog") as world:
        await registered(world)
        made = await drafted(world, found, with_units=False)
        assert made.divisions_added == ()
        assert len(made.findings) == 1
        assert "PHONG-A" in made.findings[0]


async def test_refuses_an_agency_that_is_not_registered(tmp_path: Path) -> None:
    found = discovered(tmp_path, way("c1", "A"))
    async with hosted(tmp_path / "var", "catalog") as world:
        with pytest.raises(ServiceRefused) as refused:
            await drafted(world, found, with_units=False)
        assert refused.value.problem == "agency-not-registered"


async def test_the_same_again_begins_anew_where_its_draft_was_discarded(tmp_path: Path) -> None:
    found = discovered(tmp_path, way("c1", "A"))
    async with hosted(tmp_path / "var", "catalog") as world:
        await registered(world)
        assert (await drafted(world, found)).edition == 1
        for number in (1, 2):
            path = f"/agencies/SNV/editions/{number}/discard"
            answer = await world.post("catalog", path, json={"reason": "Bỏ"}, as_="importer")
            assert answer.is_success
            assert (await drafted(world, found)).edition == number + 1
        assert (await drafted(world, found)).edition == 3


async def test_a_log_of_more_activities_than_steps_may_be_makes_nothing(tmp_path: Path) -> None:
    found = discovered(tmp_path, [done(f"A{number}", number / 100) for number in range(201)])
    async with hosted(tmp_path / "var", "catalog") as world:
        await registered(world)
        with pytest.raises(TooManyActivities, match="201 activities"):
            await drafted(world, found)
        await world.settle()
        assert (await world.get("catalog", "/agencies/SNV/divisions", as_="operator")).json() == []


async def test_begins_no_draft_beside_an_open_one_and_adds_no_unit(tmp_path: Path) -> None:
    async with hosted(tmp_path / "var", "catalog") as world:
        await registered(world)
        begun = await world.post("catalog", "/agencies/SNV/editions", json={}, as_="bien-tap")
        assert begun.is_success, begun.text
        with pytest.raises(ServiceRefused) as refused:
            await drafted(world, discovered(tmp_path, way("c1", "AB")))
        assert refused.value.problem == "draft-in-progress"
        await world.settle()
        assert (await world.get("catalog", "/agencies/SNV/divisions", as_="operator")).json() == []
