"""The catalog as its clients see it, on the embedded profile: agencies, people, editions, what is issued."""

from pathlib import Path
from typing import Any

import httpx
import pytest

from shared.kernel import Role
from tests.hosting import World, hosted, person, principal

PROVINCE = {"code": "UBND", "kind": "province", "name_vi": "Ủy ban nhân dân tỉnh", "name_en": "The province"}
SNV = {**PROVINCE, "code": "SNV", "kind": "department", "name_vi": "Sở Nội vụ", "parent": "UBND"}
EXAMPLE = Path(__file__).parents[3] / "examples" / "agencies.csv"
DECISION = {
    "decision_number": "05/QĐ-SNV",
    "decision_date": "2026-01-05",
    "signed_by": "Lê Minh Đức",
    "in_force_from": "2026-01-10",
}
EDITIONS = "/agencies/SNV/editions"


def procedure(code: str, content: str = "Thẩm định hồ sơ", **changes: Any) -> dict[str, Any]:
    limit = {"duration": "PT8H", "counting": "working_hours"}
    step = {"code": "S01", "name": "Thẩm định", "division": "VP", "content": content, "time_limit": limit}
    stages = [{"code": "G1", "steps": [step]}]
    return {"code": code, "name": f"Thủ tục {code}", "time_limit": limit, "stages": stages, **changes}


async def ok(answer: httpx.Response) -> Any:
    assert answer.is_success, answer.text
    return answer.json()


async def found(world: World) -> None:
    """The province, and Home Affairs with an office."""
    for agency in (PROVINCE, SNV):
        await ok(await world.post("catalog", "/agencies", json=agency, as_="operator"))
    office = {"division": "VP", "name": "Văn phòng Sở"}
    await ok(await world.post("catalog", "/agencies/SNV/divisions", json=office, as_="giam-doc"))


async def put_in(world: World, edition: int, entry: dict[str, Any]) -> Any:
    path = f"{EDITIONS}/{edition}/procedures"
    return await ok(await world.post("catalog", path, json={"procedure": entry}, as_="bien-tap"))


async def reviewed(world: World, edition: int = 1) -> None:
    """Home Affairs has nothing to say."""
    path = f"{EDITIONS}/{edition}/review"
    await ok(await world.post("catalog", path, json={}, as_="bien-tap"))
    await ok(await world.post("catalog", f"{path}/close", json={"nothing_to_say": True}, as_="tham-dinh"))


async def issue(world: World, edition: int, **changes: Any) -> Any:
    if edition == 1:
        await reviewed(world)
    order = {**DECISION, **changes}
    return await ok(await world.post("catalog", f"{EDITIONS}/{edition}/issue", json=order, as_="giam-doc"))


async def in_force(world: World, **query: str) -> list[Any]:
    await world.settle()
    answer = await world.get("catalog", "/catalogue/agencies/SNV/procedures", params=query)
    procedures: list[Any] = (await ok(answer))["procedures"]
    return procedures


# --- agencies ------------------------------------------------------------------------------------


async def test_an_agency_is_registered_under_its_parent_and_stands_in_the_tree(tmp_path: Path) -> None:
    async with hosted(tmp_path, "catalog") as world:
        await found(world)
        await world.settle()
        (province,) = await ok(await world.get("catalog", "/agencies/tree", as_="chu-tich"))
        assert [child["agency"] for child in province["children"]] == ["SNV"]
        shown = await ok(await world.get("catalog", "/agencies/SNV", as_="cong-chuc"))
        assert (shown["version"], [each["division"] for each in shown["divisions"]]) == (2, ["VP"])


async def test_a_command_answers_what_it_did_and_the_same_again_under_its_key(tmp_path: Path) -> None:
    async with hosted(tmp_path, "catalog") as world:
        for _ in range(2):
            answer = await world.post(
                "catalog", "/agencies", json=PROVINCE, as_="operator", headers={"Idempotency-Key": "k"}
            )
            assert answer.json() == {"agency": "UBND", "version": 1, "events": ["AgencyRegistered"]}
        again = await world.post("catalog", "/agencies", json=PROVINCE, as_="operator")
        assert (again.status_code, again.json()["code"]) == (409, "agency-already-registered")


async def test_who_saw_an_older_version_is_told(tmp_path: Path) -> None:
    async with hosted(tmp_path, "catalog") as world:
        await found(world)
        order = {"division": "TTr", "name": "Thanh tra"}
        late = await world.post(
            "catalog", "/agencies/SNV/divisions", json=order, as_="operator", headers={"If-Match": '"1"'}
        )
        assert late.status_code == 412


async def test_only_the_agency_s_own_head_organises_it(tmp_path: Path) -> None:
    async with hosted(tmp_path, "catalog") as world:
        await found(world)
        order = {"division": "TTr", "name": "Thanh tra"}
        path = "/agencies/SNV/divisions"
        other = await world.post("catalog", path, json=order, as_=person("giam-doc", "SCT"))
        official = await world.post("catalog", path, json=order, as_="cong-chuc")
        assert [other.status_code, official.status_code] == [403, 403]


@pytest.mark.parametrize(
    ("at", "who", "status"),
    [
        ("2012-03-01T08:00:00+07:00", "importer", 201),
        ("2012-03-01T08:00:00+07:00", "operator", 422),
        ("2999-01-01T08:00:00+07:00", "importer", 422),
    ],
)
async def test_only_an_importer_dates_commands_far_back(
    tmp_path: Path, at: str, who: str, status: int
) -> None:
    async with hosted(tmp_path, "catalog") as world:
        answer = await world.post("catalog", "/agencies", json={**PROVINCE, "at": at}, as_=who)
        assert answer.status_code == status


# --- many at once --------------------------------------------------------------------------------


async def test_the_example_table_is_imported_once(tmp_path: Path) -> None:
    csv = EXAMPLE.read_text(encoding="utf-8")
    count = len(csv.splitlines()) - 1
    async with hosted(tmp_path, "catalog") as world:
        text = {"content": csv.encode(), "headers": {"Content-Type": "text/csv"}}
        first = await ok(await world.post("catalog", "/agencies/import", **text, as_="operator"))
        second = await ok(await world.post("catalog", "/agencies/import", json={"csv": csv}, as_="importer"))
        assert first == {"registered": count, "changed": 0, "unchanged": 0}
        assert second == {"registered": 0, "changed": 0, "unchanged": count}


def table(communes: int) -> str:
    rows = [
        f"X{number:04},commune,Xã số {number} {'rất ' * 60}xa,Commune {number},UBND"
        for number in range(communes)
    ]
    lines = ["code,kind,name_vi,name_en,parent", "UBND,province,Tỉnh,Province,", *rows]
    return "\n".join(lines)


async def test_a_table_larger_than_a_save_is_imported_in_parts_and_again_without_harm(tmp_path: Path) -> None:
    async with hosted(tmp_path, "catalog") as world:
        request: dict[str, Any] = {
            "json": {"csv": table(400)},
            "as_": "operator",
            "headers": {"Idempotency-Key": "tinh"},
        }
        for _ in range(2):
            answer = await ok(await world.post("catalog", "/agencies/import", **request))
            assert answer == {"registered": 401, "changed": 0, "unchanged": 0}
        await world.settle()
        assert len(await ok(await world.get("catalog", "/agencies", as_="operator"))) == 401


async def test_a_table_with_one_agency_that_differs_registers_none(tmp_path: Path) -> None:
    async with hosted(tmp_path, "catalog") as world:
        await ok(await world.post("catalog", "/agencies", json=PROVINCE, as_="operator"))
        order = {"csv": table(400) + "\nUBND2,department,Sở,Department,UBND"}
        refused = await world.post("catalog", "/agencies/import", json=order, as_="operator")
        assert (refused.status_code, refused.json()["code"]) == (422, "table-unfit")
        await world.settle()
        (only,) = await ok(await world.get("catalog", "/agencies", as_="operator"))
        assert only["agency"] == "UBND"


async def test_a_table_may_name_parents_that_are_registered_already(tmp_path: Path) -> None:
    async with hosted(tmp_path, "catalog") as world:
        await found(world)
        csv = "code,kind,name_vi,name_en,parent\nSCT,department,Sở Công Thương,Industry and Trade,UBND\n"
        answer = await ok(await world.post("catalog", "/agencies/import", json={"csv": csv}, as_="operator"))
        assert answer == {"registered": 1, "changed": 0, "unchanged": 0}


@pytest.mark.parametrize(
    ("body", "kind", "code", "where"),
    [
        (b"code,kind\nX,commune", "text/csv", "column-missing", "agencies.csv:1:name_vi"),
        (b"code\nX\n\xff", "text/csv", "file-unreadable", "agencies.csv:3"),
        (b'{"csv": 5}', "application/json", "input-invalid", "/csv"),
    ],
)
async def test_a_table_that_cannot_be_read_is_refused_at_its_place(
    tmp_path: Path, body: bytes, kind: str, code: str, where: str
) -> None:
    async with hosted(tmp_path, "catalog") as world:
        answer = await world.post(
            "catalog", "/agencies/import", content=body, headers={"Content-Type": kind}, as_="operator"
        )
        assert (answer.status_code, answer.json()["code"], answer.json()["where"]) == (422, code, where)


async def test_staff_is_engaged_at_once_and_who_is_there_is_skipped(tmp_path: Path) -> None:
    divisions = [{"division": f"P{n}", "name": f"Phòng {n} {'chuyên môn ' * 30}"} for n in range(200)]
    officials = [
        {"official": f"snv.{n}", "name": f"Nguyễn Văn {n}", "divisions": [f"P{n}"], "roles": ["official"]}
        for n in range(200)
    ]
    order = {"divisions": divisions, "officials": officials}
    async with hosted(tmp_path, "catalog") as world:
        await found(world)
        first = await ok(await world.post("catalog", "/agencies/SNV/staff", json=order, as_="importer"))
        second = await ok(await world.post("catalog", "/agencies/SNV/staff", json=order, as_="importer"))
        assert (first["version"], len(first["events"]), first["skipped"]) == (402, 400, 0)
        assert (second["version"], second["events"], second["skipped"]) == (402, [], 400)


async def test_officials_are_listed_by_their_given_names_to_their_own_agency(tmp_path: Path) -> None:
    async with hosted(tmp_path, "catalog") as world:
        await found(world)
        for key, name in (("b", "Lê Văn Đức"), ("a", "Trần Thị Anh"), ("c", "An Dương")):
            order = {"official": key, "name": name, "divisions": ["VP"], "roles": ["official"]}
            await ok(await world.post("catalog", "/agencies/SNV/officials", json=order, as_="giam-doc"))
        await world.settle()
        listed = await ok(await world.get("catalog", "/agencies/SNV/officials", as_="cong-chuc"))
        assert [each["official"] for each in listed] == ["a", "c", "b"]
        stranger = person("cong-chuc", "SCT")
        assert (await world.get("catalog", "/agencies/SNV/officials", as_=stranger)).status_code == 403


# --- editions ------------------------------------------------------------------------------------


async def test_a_draft_is_filled_checked_and_issued(tmp_path: Path) -> None:
    async with hosted(tmp_path, "catalog") as world:
        await found(world)
        drafted = await ok(await world.post("catalog", EDITIONS, json={}, as_="bien-tap"))
        assert drafted == {"agency": "SNV", "edition": 1, "version": 1, "events": ["EditionDrafted"]}
        await put_in(world, 1, procedure("P01", content=""))
        check = await ok(await world.get("catalog", f"{EDITIONS}/1/check", as_="bien-tap"))
        assert [(each["where"], each["code"]) for each in check] == [
            ("procedures/P01/stages/1/steps/S01", "step-without-content")
        ]
        entry = procedure("P01")
        del entry["code"]
        path = f"{EDITIONS}/1/procedures/P01"
        await ok(await world.put("catalog", path, json={"procedure": entry}, as_="bien-tap"))
        await put_in(world, 1, procedure("P02"))
        await ok(await world.delete("catalog", f"{EDITIONS}/1/procedures/P02", as_="bien-tap"))
        await issue(world, 1)
        assert [each["procedure"] for each in await in_force(world)] == ["P01"]


async def test_nobody_reads_a_draft_in_public(tmp_path: Path) -> None:
    async with hosted(tmp_path, "catalog") as world:
        await found(world)
        await ok(await world.post("catalog", EDITIONS, json={}, as_="bien-tap"))
        await put_in(world, 1, procedure("P01"))
        assert await in_force(world) == []
        hidden = await world.get("catalog", "/catalogue/agencies/SNV/procedures/P01")
        assert hidden.status_code == 404
        shown = await ok(await world.get("catalog", f"{EDITIONS}/1", as_="bien-tap"))
        assert [each["procedure"] for each in shown["procedures"]] == ["P01"]


async def test_the_newest_edition_in_force_on_the_day_is_read(tmp_path: Path) -> None:
    async with hosted(tmp_path, "catalog") as world:
        await found(world)
        for edition, first_day in ((1, "2026-01-10"), (2, "2026-06-01")):
            await ok(await world.post("catalog", EDITIONS, json={"empty": True}, as_="bien-tap"))
            await put_in(world, edition, procedure("P01", f"Lần {edition}"))
            await issue(world, edition, in_force_from=first_day)
        assert await in_force(world, on="2026-01-09") == []
        for day, edition in (("2026-05-31", 1), ("2026-06-01", 2)):
            query = {"on": day}
            answer = await world.get("catalog", "/catalogue/agencies/SNV/procedures/P01", params=query)
            assert (await ok(answer))["edition"] == edition


async def test_a_limit_that_is_none_is_refused_at_its_place(tmp_path: Path) -> None:
    async with hosted(tmp_path, "catalog") as world:
        entry = procedure("P01", time_limit={"duration": "P3D", "counting": "working_hours"})
        answer = await world.post(
            "catalog", f"{EDITIONS}/1/procedures", json={"procedure": entry}, as_="bien-tap"
        )
        assert (answer.status_code, answer.json()["where"]) == (422, "/procedure/time_limit")


async def test_an_edition_needs_a_registered_agency(tmp_path: Path) -> None:
    async with hosted(tmp_path, "catalog") as world:
        answer = await world.post("catalog", EDITIONS, json={}, as_="bien-tap")
        assert (answer.status_code, answer.json()["code"]) == (404, "agency-not-registered")


# --- what an issue sets going --------------------------------------------------------------------

LONG = "Thẩm định tiêu chuẩn, điều kiện. " * 60


async def large_edition(world: World, count: int) -> None:
    await found(world)
    await ok(await world.post("catalog", EDITIONS, json={}, as_="bien-tap"))
    for number in range(count):
        await put_in(world, 1, procedure(f"P{number:03}", LONG))


async def test_a_catalogue_of_300_procedures_is_issued_to_the_last(tmp_path: Path) -> None:
    async with hosted(tmp_path, "catalog", "cases") as world:
        await large_edition(world, 300)
        await issue(world, 1)
        assert [each["position"] for each in await in_force(world)] == list(range(1, 301))
        shown = await ok(await world.get("catalog", f"{EDITIONS}/1", as_="bien-tap"))
        assert (shown["told"], len(shown["procedures"])) == (300, 300)
        assert await world.dead_letters("catalog") == await world.dead_letters("cases") == []


async def test_an_issue_that_is_cut_short_goes_on_after_the_restart(tmp_path: Path) -> None:
    async with hosted(tmp_path, "catalog") as world:
        await large_edition(world, 120)
        await world.settle()
        await issue(world, 1)
    async with hosted(tmp_path, "catalog") as world:
        assert len(await in_force(world)) == 120
        shown = await ok(await world.get("catalog", f"{EDITIONS}/1", as_="bien-tap"))
        assert (shown["told"], len(shown["procedures"])) == (120, 120)


async def test_an_importer_who_belongs_to_no_agency_does_it_all(tmp_path: Path) -> None:
    async with hosted(tmp_path, "catalog") as world:
        await found(world)
        who = principal("nhap-lieu", Role.IMPORTER)
        dated = {"at": "2010-01-04T08:00:00+07:00"}
        await ok(await world.post("catalog", EDITIONS, json={"edition": 7, **dated}, as_=who))
        path = f"{EDITIONS}/7"
        entry = {"procedure": procedure("P01"), **dated}
        await ok(await world.post("catalog", f"{path}/procedures", json=entry, as_=who))
        order = {**DECISION, "decision_date": "2010-01-04", "in_force_from": "2010-01-04", **dated}
        await ok(await world.post("catalog", f"{path}/issue", json=order, as_=who))
        assert [each["edition"] for each in await in_force(world, on="2010-01-04")] == [7]


async def test_a_draft_is_recalled_then_discarded_and_the_next_one_begins(tmp_path: Path) -> None:
    async with hosted(tmp_path, "catalog") as world:
        await found(world)
        await ok(await world.post("catalog", EDITIONS, json={}, as_="bien-tap"))
        await put_in(world, 1, procedure("P01"))
        await ok(await world.post("catalog", f"{EDITIONS}/1/review", json={}, as_="bien-tap"))
        order = {"reason": "Còn thiếu thủ tục"}
        told = await ok(
            await world.post("catalog", f"{EDITIONS}/1/review/recall", json=order, as_="bien-tap")
        )
        assert told["events"] == ["ReviewRoundClosed"]
        await put_in(world, 1, procedure("P02"))
        answer = await world.post("catalog", f"{EDITIONS}/1/discard", json=order, as_="bien-tap")
        headers = {"Consistency-Token": answer.headers["Consistency-Token"]}
        listed = await ok(await world.get("catalog", EDITIONS, as_="bien-tap", headers=headers))
        assert [(one["edition"], one["status"], one["discarded_because"]) for one in listed] == [
            (1, "discarded", "Còn thiếu thủ tục")
        ]
        refused = await world.post(
            "catalog", f"{EDITIONS}/1/procedures", json={"procedure": procedure("P03")}, as_="bien-tap"
        )
        assert (refused.status_code, refused.json()["code"]) == (409, "edition-discarded")
        checked = await world.get("catalog", f"{EDITIONS}/1/check", as_="bien-tap")
        assert (checked.status_code, checked.json()["code"]) == (409, "edition-discarded")
        began = await ok(await world.post("catalog", EDITIONS, json={}, as_="bien-tap"))
        assert began["edition"] == 2
        await put_in(world, 2, procedure("P01"))
        early = await world.post("catalog", f"{EDITIONS}/2/issue", json=DECISION, as_="giam-doc")
        assert early.json()["code"] == "first-edition-not-reviewed"
        await reviewed(world, 2)
        await issue(world, 2)
        late = await world.post("catalog", f"{EDITIONS}/2/discard", json=order, as_="bien-tap")
        assert (late.status_code, late.json()["code"]) == (409, "issued-edition-not-discarded")
