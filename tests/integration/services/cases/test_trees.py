"""A case's tree, story and causes over HTTP and on the command line: to the minute, as far as one may see."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from shared.auth import Principal
from shared.kernel import Role
from tests.command_line import run
from tests.hosting import World, hosted, principal
from tests.integration.services.cases.history import told
from tests.unit.cases.histories.test_tree import EXPECTED, as_said

LEADER = principal("chu-tich", Role.PROVINCE_LEADER)
SNV = principal("snv.lan", Role.OFFICIAL, "SNV", "VP")
STC = principal("stc.lan", Role.OFFICIAL, "STC", "VP")
SXD = principal("sxd.lan", Role.OFFICIAL, "SXD", "VP")
CAT = principal("cat.lan", Role.OFFICIAL, "CAT", "VP")
LAST = EXPECTED[-1]["as_of"]


@dataclass
class Told:
    world: World
    cases: dict[str, str]
    folder: Path

    async def get(self, path: str, who: Principal, status: int = 200, **query: str) -> Any:
        answer = await self.world.get("cases", f"/cases/{path}", as_=who, params=query)
        assert answer.status_code == status, answer.text
        return answer.json()


@pytest.fixture
async def example(tmp_path: Path) -> AsyncIterator[Told]:
    async with hosted(tmp_path, "cases") as world:
        cases = await told(world.application("cases"))
        await world.settle()
        yield Told(world, cases, tmp_path)


async def test_the_tree_is_as_expected_at_each_instant(example: Told) -> None:
    for expected in EXPECTED:
        for name in ("A1", example.cases["A1"]):
            tree = await example.get(f"{name}/tree", LEADER, as_of=expected["as_of"])
            assert as_said(tree, expected) == expected
            assert (tree["root"], tree["links"]) == (example.cases["A1"], [])


async def test_each_sees_of_a_tree_what_is_theirs(example: Told) -> None:
    whole = (await example.get("A1/tree", SNV, as_of=LAST))["case"]
    asked = {one["name"]: one for one in whole["coordinations"]}
    assert (whole["subject"], asked["TC"]["case"]["subject"]) == ("Thành lập Trung tâm Lưu trữ lịch sử", None)
    told = await example.get("A1/tree", STC, as_of=LAST)
    assert [one["name"] for one in told["case"]["coordinations"]] == ["TC"]
    assert (told["case"]["state"], told["root"], set(told["time"])) == (None, None, {"STC"})
    assert told["case"]["coordinations"][0]["question"] == "Ý kiến về phương án tài chính"
    await example.get("B1/tree", CAT, 404)
    for nobody in (Role.REVIEWER, Role.OPERATOR, Role.IMPORTER):
        for path in ("A1/tree", "A1/story", f"{example.cases['A1']}/events/1/causes"):
            problem = await example.get(path, principal("x", nobody), 404)
            assert problem["code"] == "not-found"
    await example.get("A1/tree", SXD, 404)
    audited = await example.world.get("cases", "/cases/A1/tree", as_="auditor", params={"as_of": LAST})
    assert set(audited.json()["time"]) == {"CAT", "SNV", "STC", "STNMT", "SXD"}


async def test_what_had_not_begun_or_is_not_there_is_not_found(example: Told) -> None:
    problem = await example.get("A1/tree", LEADER, 404, as_of="2026-03-02T00:59:00Z")
    assert problem["code"] == "case-not-begun"
    assert (await example.get("A9/tree", LEADER, 404))["code"] == "not-found"
    await example.get("A1/tree", LEADER, 422, as_of="yesterday")


async def test_the_story_is_told_in_the_readers_language(example: Told) -> None:
    story = await example.get("A1/story", LEADER)
    assert story["lines"][0]["text"] == "Lan (snv.lan) mở hồ sơ: Thành lập Trung tâm Lưu trữ lịch sử"
    assert {one["depth"] for one in story["lines"]} == {0, 1, 2}
    own = await example.get("A1/story", STC)
    assert {one["agency"] for one in own["lines"]} == {"SNV", "STC"}
    asked = [one for one in own["lines"] if one["type"] == "CoordinationRequested"]
    assert all("STC" in one["text"] for one in asked)
    assert ["Bước" in one["text"] for one in asked if one["agency"] == "SNV"] == [False]
    assert (await example.get("A1/story", LEADER, as_of="2026-03-02T01:00:00Z"))["lines"][1:] == []


async def test_the_causes_lead_back_to_the_first_event(example: Told) -> None:
    last = (await example.get(f"{example.cases['C1']}/events", SXD))["total"]
    causes = (await example.get(f"C1/events/{last}/causes", SNV))["causes"]
    assert (causes[0]["case_number"], causes[0]["version"]) == (example.cases["C1"], last)
    assert (causes[-1]["case_number"], causes[-1]["type"]) == (example.cases["A1"], "CaseOpened")
    own = (await example.get(f"C1/events/{last}/causes", SXD))["causes"]
    assert {one["agency"] for one in own} == {"SXD", "STC"}
    assert (await example.get("C1/events/999/causes", SNV, 404))["code"] == "event-not-there"


async def test_why_a_tree_cannot_be_shown_is_for_who_may_see_some_of_it(
    example: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.cases.application.trees.MOST_CASES", 1)
    number = example.cases["B1"]
    for who in (STC, SNV):
        assert (await example.get(f"{number}/tree", who, 422))["code"] == "tree-too-large"
    for stranger in (CAT, principal("x", Role.IMPORTER)):
        for path in (f"{number}/tree", "B1/tree", f"{number}/story", f"{number}/events/1/causes"):
            assert (await example.get(path, stranger, 404))["code"] == "not-found"


async def test_an_unclear_reference_names_the_cases(example: Told) -> None:
    number = (await told(example.world.application("cases")))["A1"]
    await example.world.settle()
    problem = await example.get("A1/tree", LEADER, 409)
    assert number in problem["detail"]
    assert example.cases["A1"] in problem["detail"]


async def test_the_command_line_reads_the_stores_when_nothing_runs(tmp_path: Path) -> None:
    async with hosted(tmp_path, "cases") as world:
        cases = await told(world.application("cases"))
    here = {"TTHC_DATA_DIR": str(tmp_path), "LANG": "en"}
    for expected in EXPECTED:
        found = run("case", "tree", "A1", "--as-of", expected["as_of"], "--json", environment=here)
        assert found.returncode == 0, found.stderr + found.stdout
        assert as_said(json.loads(found.stdout), expected) == expected
    shown = run("case", "tree", cases["A1"], "--as-of", LAST, environment=here)
    assert shown.returncode == 0
    assert all(one in shown.stdout for one in (*cases.values(), "TC", "VON", "STNMT"))
    story = run("case", "story", "B1", environment=here)
    assert f"asked SXD for a part of B2 “Bước B2” ({cases['B1']}/1)" in story.stdout.replace("\n", " ")
    early = run("case", "tree", "A1", "--as-of", "2026-03-02T00:59:00Z", "--json", environment=here)
    assert (early.returncode, json.loads(early.stdout)["code"]) == (1, "case-not-begun")
    absent = run("case", "tree", "A9", environment={**here, "LANG": "vi"})
    assert absent.returncode == 1
    assert "A9" in absent.stderr
