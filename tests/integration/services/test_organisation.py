"""The organisation over HTTP: the districts' end of 2025, delegations up to the cases, tables in and out."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import httpx

from shared.auth.principal import Principal
from shared.eventstore.records import utc_now
from shared.kernel import Role
from tests.hosting import World, hosted, principal

AGENCIES = """code,kind,name_vi,name_en,parent,wave
UBND,province,Ủy ban nhân dân tỉnh,The province,,
SNV,department,Sở Nội vụ,Home Affairs,UBND,1
HOIAN,district,Thành phố Hội An,Hoi An City,UBND,2
MINHAN,commune,Phường Minh An,Minh An Ward,HOIAN,3
CAMTHANH,commune,Xã Cẩm Thanh,Cam Thanh Commune,HOIAN,3
"""
STAFF = """agency,type,code,name,divisions,position,roles
SNV,division,VP,Văn phòng,,,
SNV,division,CCVC,Phòng Công chức viên chức,,,
SNV,official,snv.lan,Nguyễn Thị Lan,VP,Chuyên viên,official
SNV,official,snv.minh,Lê Minh,CCVC,Chuyên viên,official
"""
DECISION = {"decision_number": "1659/NQ-UBTVQH15", "decision_date": "2025-06-16"}
CSV = {"Content-Type": "text/csv"}
JULY = "2025-07-01"
PAST = {"valid_from": "2021-01-01"}


async def ok(answer: httpx.Response) -> Any:
    assert answer.is_success, answer.text
    return answer.json()


async def take_in(world: World, content: str | bytes, **query: Any) -> httpx.Response:
    body = content.encode() if isinstance(content, str) else content
    params = {**PAST, **query}
    return await world.post(
        "catalog", "/organisation/import", content=body, headers=CSV, params=params, as_="operator"
    )


async def founded(world: World) -> None:
    for table in (AGENCIES, STAFF):
        await ok(await take_in(world, table))
    await world.settle()


async def order(world: World, path: str, who: Any = "operator", **body: Any) -> Any:
    return await ok(await world.post("catalog", path, json=body, as_=who))


async def ask(world: World, path: str, **query: Any) -> Any:
    await world.settle()
    return await ok(await world.get("catalog", path, params=query, as_="operator"))


def codes(tree: list[Any]) -> dict[str, Any]:
    return {one["agency"]: codes(one["children"]) for one in tree}


# --- reorganisation ------------------------------------------------------------------------------


async def test_the_districts_end_and_their_communes_merge_under_the_province(tmp_path: Path) -> None:
    async with hosted(tmp_path, "catalog") as world:
        await founded(world)
        ward = {"code": "HOIAN1", "kind": "commune", "name_vi": "Phường Hội An", "name_en": "Hoi An Ward"}
        merged = await order(
            world,
            "/agencies/mergers",
            **DECISION,
            effective_from=JULY,
            agencies=["MINHAN", "CAMTHANH"],
            into="HOIAN1",
            founded=[{**ward, "parent": "UBND"}],
        )
        told = {one["agency"]: one["events"] for one in merged["agencies"]}
        assert told == {
            "HOIAN1": ["AgencyRegistered", "AgencySucceeded"],
            "MINHAN": ["AgencyDissolved"],
            "CAMTHANH": ["AgencyDissolved"],
        }
        ended = {"effective_from": JULY, "successors": ["HOIAN1"]}
        await order(world, "/agencies/HOIAN/dissolution", **DECISION, **ended)
        before = await ask(world, "/agencies/tree", on="2025-06-30")
        assert codes(before) == {"UBND": {"SNV": {}, "HOIAN": {"MINHAN": {}, "CAMTHANH": {}}}}
        assert codes(await ask(world, "/agencies/tree", on=JULY)) == {"UBND": {"SNV": {}, "HOIAN1": {}}}
        reached = await ask(world, "/agencies/MINHAN/successors", on=JULY)
        assert reached["successors"] == ["HOIAN1"]
        kept = await ask(world, "/agencies/HOIAN")
        assert (kept["name_vi"], kept["ended_from"]) == ("Thành phố Hội An", JULY)


async def test_a_split_gives_each_division_to_its_successor_and_all_or_nothing_is_saved(
    tmp_path: Path,
) -> None:
    async with hosted(tmp_path, "catalog") as world:
        await founded(world)
        new = {"kind": "department", "name_vi": "Sở", "name_en": "Dept.", "parent": "UBND"}
        split = {
            **DECISION,
            "effective_from": "2026-01-01",
            "successors": ["SA", "SB"],
            "founded": [{**new, "code": "SA"}, {**new, "code": "SB"}],
            "divisions": [{"division": "VP", "successor": "SA"}],
        }
        stranger = {**split, "divisions": [{"division": "VP", "successor": "SC"}]}
        refused = await world.post("catalog", "/agencies/SNV/split", json=stranger, as_="operator")
        assert (refused.status_code, refused.json()["code"]) == (422, "transfer-to-stranger")
        await order(world, "/agencies/SNV/split", **split)
        shown = await ask(world, "/agencies/SA")
        assert [one["name"] for one in shown["divisions"]] == ["Văn phòng"]
        assert shown["predecessors"] == ["SNV"]


async def test_who_ended_takes_no_command_and_an_official_decides_nothing(tmp_path: Path) -> None:
    async with hosted(tmp_path, "catalog") as world:
        await founded(world)
        ended = {**DECISION, "effective_from": JULY, "successors": ["UBND"]}
        forbidden = await world.post(
            "catalog", "/agencies/SNV/dissolution", json=ended, as_=principal("x", Role.AGENCY_HEAD, "SNV")
        )
        assert forbidden.status_code == 403
        await order(world, "/agencies/SNV/dissolution", **ended)
        late = await world.post(
            "catalog", "/agencies/SNV/divisions", json={"division": "X", "name": "X"}, as_="operator"
        )
        assert (late.status_code, late.json()["code"]) == (409, "agency-has-ended")
        draft = await world.post("catalog", "/agencies/SNV/editions", json={}, as_="bien-tap")
        assert (draft.status_code, draft.json()["code"]) == (409, "agency-has-ended")


async def test_the_province_sees_how_far_each_wave_is(tmp_path: Path) -> None:
    async with hosted(tmp_path, "catalog") as world:
        await founded(world)
        await order(world, "/agencies/SNV/live", **DECISION, effective_from=JULY)
        waves = await ask(world, "/agencies/waves", on=JULY)
        assert [(one["wave"], one["planned"], one["live"]) for one in waves] == [
            (1, 1, 1),
            (2, 1, 0),
            (3, 2, 0),
            (None, 1, 1),
        ]
        assert waves[2]["not_live"] == ["CAMTHANH", "MINHAN"]


async def test_an_agency_is_renamed_moved_planned_and_coded(tmp_path: Path) -> None:
    async with hosted(tmp_path, "catalog") as world:
        await founded(world)
        names = {"name_vi": "Sở Tổ chức", "name_en": "Personnel"}
        await order(world, "/agencies/SNV/name", **DECISION, effective_from=JULY, **names)
        await order(world, "/agencies/MINHAN/parent", **DECISION, effective_from=JULY, parent="UBND")
        await order(world, "/agencies/MINHAN/wave", wave=4)
        await order(world, "/agencies/SNV/codes", scheme="national", code="H47.12", valid_from=JULY)
        (province,) = await ask(world, "/agencies/tree", on="2025-06-30")
        assert "Sở Nội vụ" in {one["name_vi"] for one in province["children"]}
        (province,) = await ask(world, "/agencies/tree", on=JULY)
        assert {"SNV", "MINHAN", "HOIAN"} == {one["agency"] for one in province["children"]}
        shown = await ask(world, "/agencies/SNV")
        assert [one["code"] for one in shown["codes"]] == ["H47.12"]
        listed = await ask(world, "/agencies")
        officials = await ask(world, "/agencies/SNV/officials")
        assert not any("sort" in one for one in (*listed, *officials, shown))
        happened = await ask(world, "/agencies/SNV/events")
        assert (happened[0]["type"], happened[0]["event"]["kind"]) == ("AgencyRegistered", "department")


# --- officials -----------------------------------------------------------------------------------

LAN = principal("snv.lan", Role.OFFICIAL, "SNV", "VP")
MINH = principal("snv.minh", Role.OFFICIAL, "SNV", "CCVC")
LIMIT = {"duration": "PT8H", "counting": "working_hours"}
PROCEDURE = {
    "code": "P01",
    "name": "Thủ tục",
    "time_limit": LIMIT,
    "stages": [
        {
            "code": "G1",
            "steps": [
                {"code": "S1", "name": "Xử lý", "division": "VP", "content": "Xử lý", "time_limit": LIMIT}
            ],
        }
    ],
}


async def issued(world: World) -> None:
    importer = principal("nhap-lieu", Role.IMPORTER)
    day = (utc_now() - timedelta(days=30)).isoformat()
    editions = "/agencies/SNV/editions"
    await order(world, editions, importer, at=day)
    await order(world, f"{editions}/1/procedures", importer, procedure=PROCEDURE, at=day)
    decision = {"decision_number": "05/QĐ-SNV", "decision_date": day[:10], "in_force_from": day[:10]}
    await order(world, f"{editions}/1/issue", importer, signed_by="Bình", at=day, **decision)
    await world.settle()


async def receive(world: World, number: str, who: Principal, **order: Any) -> httpx.Response:
    body = {"command": "ReceiveStep", "step": "S1", **order}
    return await world.post("cases", f"/cases/{number}/commands", json=body, as_=who)


async def a_case(world: World) -> str:
    case = {"agency": "SNV", "procedure": "P01", "subject": "Hồ sơ"}
    opened = await ok(await world.post("cases", "/cases", json=case, as_=LAN))
    return str(opened["case_number"])


async def delegated(world: World, last_day: int) -> date:
    """Lan is away, and Minh acts for her, until so many days from now; answers the first day."""
    today = utc_now().date()
    first = today - timedelta(days=5)
    days = {"first_day": first.isoformat(), "last_day": (today + timedelta(days=last_day)).isoformat()}
    path = "/agencies/SNV/officials/snv.lan"
    await order(world, f"{path}/absences", LAN, **days)
    await order(world, f"{path}/delegations", LAN, delegate="snv.minh", **days)
    await world.settle()
    return first


async def test_a_delegate_in_time_acts_for_the_absent_and_the_record_says_so(tmp_path: Path) -> None:
    async with hosted(tmp_path, "catalog", "cases") as world:
        await founded(world)
        await issued(world)
        number = await a_case(world)
        first = await delegated(world, last_day=2)
        assert (await receive(world, number, MINH)).status_code == 403
        await ok(await receive(world, number, MINH, acting_for="snv.lan"))
        await world.settle()
        events = (await ok(await world.get("cases", f"/cases/{number}/events", as_=LAN)))["events"]
        told = events[-1]["event"]
        assert (told["received_by"], told["recorded_by"]) == ("snv.lan", "snv.minh")
        path = "/agencies/SNV/officials/snv.lan"
        await order(world, f"{path}/delegations/revocation", LAN, first_day=first.isoformat())
        await world.settle()
        done = {"command": "CompleteStep", "step": "S1", "acting_for": "snv.lan"}
        late = await world.post("cases", f"/cases/{number}/commands", json=done, as_=MINH)
        assert (late.status_code, late.json()["code"]) == (403, "delegation-missing")


async def test_a_delegation_that_has_run_out_serves_for_nothing(tmp_path: Path) -> None:
    async with hosted(tmp_path, "catalog", "cases") as world:
        await founded(world)
        await issued(world)
        number = await a_case(world)
        await delegated(world, last_day=-2)
        late = await receive(world, number, MINH, acting_for="snv.lan")
        assert (late.status_code, late.json()["code"]) == (403, "delegation-missing")


async def test_an_official_is_transferred_and_leaves_nothing_behind(tmp_path: Path) -> None:
    async with hosted(tmp_path, "catalog", "cases", "notify") as world:
        await founded(world)
        there = {"to": "MINHAN", "name": "Nguyễn Thị Lan", "roles": ["official"]}
        moved = await order(world, "/agencies/SNV/officials/snv.lan/transfer", **there)
        assert [one["events"] for one in moved["agencies"]] == [["OfficialLeft"], ["OfficialAppointed"]]
        left = await ask(world, "/agencies/SNV/officials")
        assert [one["official"] for one in left] == ["snv.minh"]
        closed = await order(world, "/agencies/SNV/divisions/VP/closure")
        assert closed["events"] == ["DivisionClosed"]
        assert [one["division"] for one in await ask(world, "/agencies/SNV/divisions")] == ["CCVC"]
        for service in ("catalog", "cases", "notify"):
            assert await world.dead_letters(service) == []


# --- tables --------------------------------------------------------------------------------------


async def test_a_dry_run_shows_the_changes_and_saves_nothing(tmp_path: Path) -> None:
    async with hosted(tmp_path, "catalog") as world:
        shown = await ok(await take_in(world, AGENCIES, dry_run=True))
        assert (shown["added"], shown["changed"], shown["unchanged"]) == (5, 0, 0)
        await world.settle()
        assert await ask(world, "/agencies") == []
        await founded(world)
        other = STAFF.replace("Văn phòng", "Văn phòng Sở").replace(
            "Chuyên viên,official\n", "Phó phòng,official\n"
        )
        shown = await ok(await take_in(world, other, dry_run=True))
        assert [(one["action"], one["code"], one["events"]) for one in shown["changes"]] == [
            ("changed", "VP", ["DivisionRenamed"]),
            ("changed", "snv.lan", ["OfficialAppointed"]),
            ("changed", "snv.minh", ["OfficialAppointed"]),
        ]
        taken = await ok(await take_in(world, other))
        assert (taken["added"], taken["changed"], taken["unchanged"]) == (0, 3, 1)


async def test_every_bad_row_is_named_and_nothing_is_imported(tmp_path: Path) -> None:
    async with hosted(tmp_path, "catalog") as world:
        await founded(world)
        bad = (
            AGENCIES.replace("Sở Nội vụ", "Sở Tổ chức").replace("commune,Xã", "xã,Xã")
            + "X,commune,Xã,X,UBND,1\n"
        )
        answer = await take_in(world, bad, file="a.csv")
        problem = answer.json()
        assert (answer.status_code, problem["code"]) == (422, "table-unfit")
        assert [(one["pointer"], one["code"]) for one in problem["errors"]] == [
            ("a.csv:6:kind", "cell-unfit"),
            ("a.csv:3:name_vi", "agency-differs"),
        ]
        staff = STAFF + "SNV,official,snv.x,,KHTC,,sếp\nXX,division,A,A,,,\nXX,official,x.y,,KHTC,,reviewer\n"
        named = (await take_in(world, staff, file="s.csv")).json()["errors"]
        assert [(one["pointer"], one["code"]) for one in named] == [
            ("s.csv:6:roles", "cell-unfit"),
            ("s.csv:7:agency", "agency-not-registered"),
            ("s.csv:6:name", "unusable-text"),
            ("s.csv:6:divisions", "division-unknown"),
            ("s.csv:8:agency", "agency-not-registered"),
        ]
        assert "X" not in {one["agency"] for one in await ask(world, "/agencies")}


async def test_a_contact_is_shown_to_whoever_is_signed_in_and_taken_in_and_out_by_tables(
    tmp_path: Path,
) -> None:
    async with hosted(tmp_path, "catalog") as world:
        await founded(world)
        await order(world, "/agencies/SNV/wave", wave=None)
        reached = {"name": "Văn thư", "telephone": "+84 235 3852 123", "email": "", "address": "12 Trần Phú"}
        path = "/agencies/SNV/contact"
        head, stranger = (principal("x", Role.AGENCY_HEAD, one) for one in ("SNV", "HOIAN"))
        refused = await world.request("PUT", "catalog", path, json=reached, as_=stranger)
        assert (refused.status_code, refused.json()["code"]) == (403, "not-in-agency")
        assert (await world.request("PUT", "catalog", path, json=reached, as_=head)).is_success
        assert (await ask(world, "/agencies/SNV"))["contact"] == reached
        public = await ok(await world.get("catalog", "/catalogue/agencies"))
        assert "3852" not in str(public)
        exported = await world.get(
            "catalog", "/organisation/export", params={"format": "csv"}, as_="operator"
        )
        assert "'+84 235 3852 123" in exported.text
        again = await ok(await take_in(world, exported.content))
        assert (again["added"], again["changed"]) == (0, 0)
        without = (
            exported.text.replace("12 Trần Phú", "").replace("'+84 235 3852 123", "").replace("Văn thư", "")
        )
        changed = await ok(await take_in(world, without.removeprefix("\ufeff")))
        assert [one["events"] for one in changed["changes"]] == [["AgencyContactChanged"]]
        assert (await ask(world, "/agencies/SNV"))["contact"] is None
        await ok(await take_in(world, exported.content))
        assert (await world.request("DELETE", "catalog", path, as_=head)).is_success
        assert (await ask(world, "/agencies/SNV"))["contact"] is None


async def test_the_export_is_taken_in_without_a_difference(tmp_path: Path) -> None:
    async with hosted(tmp_path, "catalog") as world:
        await founded(world)
        formula = {"division": "LINK", "name": '=HYPERLINK("http://x")'}
        await order(world, "/agencies/SNV/divisions", **formula)
        await order(world, "/agencies/SNV/wave", wave=None)
        await world.settle()
        for query in ({"format": "xlsx"}, {"format": "csv"}, {"format": "csv", "table": "staff"}):
            exported = await world.get("catalog", "/organisation/export", params=query, as_="operator")
            again = await ok(await take_in(world, exported.content))
            assert (again["added"], again["changed"]) == (0, 0), again
            assert again["unchanged"] >= 5
        official = await world.get("catalog", "/organisation/export", as_="cong-chuc")
        assert official.status_code == 403


async def test_an_import_that_is_sent_again_under_its_key_answers_the_same(tmp_path: Path) -> None:
    async with hosted(tmp_path, "catalog") as world:
        headers = {**CSV, "Idempotency-Key": "k"}
        for _ in range(2):
            answer = await world.post(
                "catalog",
                "/organisation/import",
                content=AGENCIES,
                headers=headers,
                params=PAST,
                as_="operator",
            )
            told = await ok(answer)
            assert (told["added"], told["unchanged"]) == (5, 0)


async def test_each_change_of_an_agency_is_told_in_full(tmp_path: Path) -> None:
    async with hosted(tmp_path, "catalog") as world:
        await founded(world)
        name = {"name_vi": "Sở Nội vụ tỉnh", "name_en": "Provincial Home Affairs", "effective_from": JULY}
        await order(world, "/agencies/SNV/name", **DECISION, **name)
        await world.settle()
        application = world.application("catalog")
        told = await application.read(application.store.events, "currentagency-SNV")
        assert told[-1].event.name_vi == "Sở Nội vụ tỉnh"
