"""A programme of simplification over HTTP: proposed, accepted, carried out, and what it came to."""

from pathlib import Path
from typing import Any

import pytest

from shared.kernel import Role
from tests.hosting import World, hosted, person, principal
from tests.integration.services.test_catalog import found, issue, ok, procedure, put_in
from tests.integration.services.test_catalog_differences import EDITIONS, SHORT, shortened

PROGRAMMES = "/simplification/programmes"
PROGRAMME = {"programme": "DGH-2026", "name": "Đơn giản hóa năm 2026", "baseline_on": "2026-01-31"}
PROPOSAL = {
    "agency": "SNV",
    "procedure": "P01",
    "means": ["shorter_limit"],
    "reason": "Thẩm định trên hệ thống, không chờ bản giấy",
    "expected_time": SHORT,
}
REVIEWER = principal("snv.hai", Role.REVIEWER)
LEADER = principal("chu-tich", Role.PROVINCE_LEADER)


async def send(world: World, path: str, as_: Any, status: int = 200, **order: Any) -> Any:
    answer = await world.post("catalog", PROGRAMMES + path, json=order, as_=as_)
    assert answer.status_code == status, answer.text
    return answer.json()


async def edition(world: World, number: int, *entries: dict[str, Any], in_force_from: str) -> None:
    await ok(await world.post("catalog", EDITIONS, json={"empty": True}, as_="bien-tap"))
    for entry in entries:
        await put_in(world, number, entry)
    await issue(world, number, in_force_from=in_force_from)
    await world.settle()


async def proposed(world: World) -> None:
    """P01 and P02 are in force on the baseline's day; to shorten P01 is proposed."""
    await found(world)
    await edition(world, 1, procedure("P01"), procedure("P02"), in_force_from="2026-01-10")
    await send(world, "", REVIEWER, 201, **PROGRAMME)
    answer = await send(world, "/DGH-2026/proposals", "bien-tap", 201, **PROPOSAL)
    assert (answer["proposal"], answer["events"]) == (1, ["SimplificationProposed"])


async def figures(world: World, as_: Any = LEADER, **query: str) -> Any:
    await world.settle()
    return await ok(await world.get("catalog", f"{PROGRAMMES}/DGH-2026/figures", as_=as_, params=query))


def shares(told: Any, which: str) -> dict[str, float]:
    return {one["measure"]: one[which] for one in told["progress"]}


async def test_what_is_accepted_is_expected_and_what_an_edition_has_counts(tmp_path: Path) -> None:
    async with hosted(tmp_path, "catalog") as world:
        await proposed(world)
        await send(world, "/DGH-2026/proposals/1/accept", "giam-doc")
        before = await figures(world)
        assert shares(before, "now") == {"procedures_simplified": 0, "time": 0, "steps": 0}
        assert shares(before, "expected") == {"procedures_simplified": 50, "time": 25, "steps": 0}
        await edition(world, 2, shortened("P01", "P01"), procedure("P02"), in_force_from="2026-06-01")
        done = await send(world, "/DGH-2026/proposals/1/carry-out", "bien-tap", edition=2)
        assert done["events"] == ["SimplificationCarriedOut"]
        after = await figures(world)
        assert [(one["measure"], one["reached"]) for one in after["progress"]] == [
            ("procedures_simplified", True),
            ("time", True),
            ("steps", False),
        ]
        assert (after["agencies"], after["working_minutes"]["before"], after["working_minutes"]["after"]) == (
            1,
            960,
            720,
        )
        assert shares(await figures(world, on="2026-05-31"), "now")["time"] == 0
        shown = await ok(await world.get("catalog", f"{PROGRAMMES}/DGH-2026", as_=LEADER))
        (proposal,) = shown["proposals"]
        assert (proposal["status"], proposal["carried_out_in"], shown["version"]) == ("carried_out", 2, 4)


async def test_what_no_edition_has_is_not_carried_out(tmp_path: Path) -> None:
    async with hosted(tmp_path, "catalog") as world:
        await proposed(world)
        path = "/DGH-2026/proposals/1"
        await send(world, f"{path}/accept", "giam-doc")
        refused = await send(world, f"{path}/carry-out", "bien-tap", 409, edition=1)
        assert refused["code"] == "simplification-not-carried-out"
        refused = await send(world, f"{path}/carry-out", "bien-tap", 409, edition=2)
        assert refused["code"] == "simplification-edition-not-issued"


async def test_a_proposal_is_declined_with_a_reason_that_all_readers_see(tmp_path: Path) -> None:
    async with hosted(tmp_path, "catalog") as world:
        await proposed(world)
        await send(world, "/DGH-2026/proposals/1/decline", "giam-doc", reason="Chưa đủ căn cứ")
        await world.settle()
        shown = await ok(await world.get("catalog", f"{PROGRAMMES}/DGH-2026", as_="cong-chuc"))
        (proposal,) = shown["proposals"]
        assert (proposal["status"], proposal["declined_because"]) == ("declined", "Chưa đủ căn cứ")


@pytest.mark.parametrize(
    ("path", "who", "order"),
    [
        ("", "cong-chuc", PROGRAMME | {"programme": "DGH-2"}),
        ("", "giam-doc", PROGRAMME | {"programme": "DGH-2"}),
        ("/DGH-2026/proposals", "giam-doc", PROPOSAL),
        ("/DGH-2026/proposals", person("bien-tap", "SCT"), PROPOSAL),
        ("/DGH-2026/proposals/1/accept", "bien-tap", {}),
        ("/DGH-2026/proposals/1/accept", person("giam-doc", "SCT"), {}),
        ("/DGH-2026/proposals/1/accept", LEADER, {}),
    ],
)
async def test_nobody_else_opens_proposes_or_decides(tmp_path: Path, path: str, who: Any, order: Any) -> None:
    async with hosted(tmp_path, "catalog") as world:
        await proposed(world)
        await send(world, path, who, 403, **order)


async def test_an_agency_reads_of_the_province_s_programme_what_is_its_own(tmp_path: Path) -> None:
    async with hosted(tmp_path, "catalog") as world:
        await proposed(world)
        stranger = person("cong-chuc", "SCT")
        told = await figures(world, stranger)
        assert (told["agencies"], told["procedures"]) == (0, [])
        shown = await ok(await world.get("catalog", f"{PROGRAMMES}/DGH-2026", as_=stranger))
        assert shown["proposals"] == []
        listed = await ok(await world.get("catalog", PROGRAMMES, as_=stranger))
        assert [one["programme"] for one in listed] == ["DGH-2026"]


async def test_where_nothing_was_in_force_the_first_edition_is_the_baseline(tmp_path: Path) -> None:
    async with hosted(tmp_path, "catalog") as world:
        await found(world)
        await send(world, "", REVIEWER, 201, **PROGRAMME)
        path = "/DGH-2026/proposals"
        refused = await send(world, path, "bien-tap", 422, **PROPOSAL)
        assert refused["code"] == "simplification-no-baseline"
        await edition(world, 1, procedure("P01"), in_force_from="2026-03-01")
        await send(world, path, "bien-tap", 201, **PROPOSAL)
        refused = await send(world, path, "bien-tap", 404, **(PROPOSAL | {"procedure": "P9"}), edition=1)
        assert refused["code"] == "procedure-not-in-edition"
        told = await figures(world, on="2026-02-01")
        assert (told["agencies"], told["steps"]["before"], told["steps"]["after"]) == (1, 1, 1)
