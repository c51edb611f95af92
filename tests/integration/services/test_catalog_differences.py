"""What two editions differ in, over HTTP: as data, as a page, for readers of the agency, for everybody."""

from pathlib import Path
from typing import Any

import pytest

from tests.hosting import World, hosted, person
from tests.integration.services.test_catalog import EDITIONS, found, issue, ok, procedure, put_in

PUBLIC = "/catalogue/agencies/SNV/editions"
SHORT = {"duration": "PT4H", "counting": "working_hours"}


def shortened(code: str, name: str) -> dict[str, Any]:
    entry = procedure(code, name=name, time_limit=SHORT)
    entry["stages"][0]["steps"][0]["time_limit"] = SHORT
    return entry


async def two_editions(world: World) -> None:
    """P01 becomes shorter, P02 goes, P03 comes; both are issued."""
    await found(world)
    first = [procedure("P01"), procedure("P02")]
    second = [shortened("P01", "Bổ nhiệm <b>lại</b>"), procedure("P03")]
    for number, entries in enumerate((first, second), start=1):
        await ok(await world.post("catalog", EDITIONS, json={"empty": True}, as_="bien-tap"))
        for entry in entries:
            await put_in(world, number, entry)
        await issue(world, number)
    await world.settle()


async def test_the_difference_from_the_edition_before_is_told_as_data(tmp_path: Path) -> None:
    async with hosted(tmp_path, "catalog") as world:
        await two_editions(world)
        told = await ok(await world.get("catalog", f"{PUBLIC}/2/difference"))
        assert (told["agency"], told["before"], told["after"]) == ("SNV", 1, 2)
        assert [[each["code"] for each in told[kind]] for kind in ("added", "removed", "changed")] == [
            ["P03"],
            ["P02"],
            ["P01"],
        ]
        (changed,) = told["changed"]
        limit = next(each for each in changed["fields"] if each["field"] == "time_limit")
        assert (limit["before"]["duration"], limit["after"], limit["amount"], limit["per_cent"]) == (
            "PT8H",
            SHORT,
            -240,
            -50.0,
        )
        assert [each["code"] for each in changed["steps_changed"]] == ["S01"]
        again = await ok(await world.get("catalog", f"{EDITIONS}/1/difference?to=2", as_="bien-tap"))
        assert again == told


@pytest.mark.parametrize(
    ("path", "accept", "language", "says"),
    [
        ("difference.html", "*/*", "", "danh mục lần 2 so với lần 1"),
        ("difference", "text/html,application/xhtml+xml,*/*;q=0.8", "vi", "−4 giờ làm việc (−50\u00a0%)"),
        ("difference", "text/html, application/json;q=0.5", "en", "−4 h of working time (−50\u00a0%)"),
    ],
)
async def test_it_is_told_as_a_page_in_the_reader_s_language(
    tmp_path: Path, path: str, accept: str, language: str, says: str
) -> None:
    async with hosted(tmp_path, "catalog") as world:
        await two_editions(world)
        headers = {"Accept": accept, "Accept-Language": language}
        page = await world.get("catalog", f"{PUBLIC}/2/{path}", headers=headers)
        assert page.headers["content-type"] == "text/html; charset=utf-8"
        assert says in page.text
        assert "Bổ nhiệm &lt;b&gt;lại&lt;/b&gt;" in page.text
        assert "<b>" not in page.text


async def test_a_draft_is_compared_for_its_agency_and_for_nobody_else(tmp_path: Path) -> None:
    async with hosted(tmp_path, "catalog") as world:
        await two_editions(world)
        await ok(await world.post("catalog", EDITIONS, json={"empty": True}, as_="bien-tap"))
        await world.settle()
        own = await ok(await world.get("catalog", f"{EDITIONS}/3/difference", as_="cong-chuc"))
        assert (own["before"], [each["code"] for each in own["removed"]]) == (2, ["P01", "P03"])
        stranger = await world.get("catalog", f"{EDITIONS}/3/difference", as_=person("cong-chuc", "SCT"))
        everybody = await world.get("catalog", f"{PUBLIC}/3/difference")
        unsigned = await world.get("catalog", f"{EDITIONS}/3/difference.html")
        assert [each.status_code for each in (stranger, everybody, unsigned)] == [403, 404, 401]


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("1/difference", 404, "no-edition-before"),
        ("2/difference?to=2", 422, "same-edition"),
        ("2/difference?to=7", 404, "edition-not-found"),
        ("2/difference?to=0", 422, "input-invalid"),
    ],
)
async def test_what_cannot_be_compared_is_refused(tmp_path: Path, path: str, status: int, code: str) -> None:
    async with hosted(tmp_path, "catalog") as world:
        await two_editions(world)
        answer = await world.get("catalog", f"{PUBLIC}/{path}")
        assert (answer.status_code, answer.json()["code"]) == (status, code)
