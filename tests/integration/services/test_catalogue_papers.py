"""An edition's papers over HTTP: who may have them, and the way out and back in again."""

import io
import json
from pathlib import Path
from typing import Any

import httpx
import openpyxl
import pytest
from docx import Document
from pypdf import PdfReader

from tests.hosting import World, hosted, person
from tests.integration.services.test_catalog import DECISION, EDITIONS, ok

SAMPLE = Path(__file__).parents[3] / "examples" / "catalogue-snv.json"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DIVISIONS = ("VP", "TCCC", "TCBM", "TTr", "LD", "TDKT", "VTLT", "CCHC")
IMPORT = f"{EDITIONS}/import"
PUBLIC = "/catalogue/agencies/SNV/editions/1"


async def found(world: World) -> None:
    """Home Affairs of Quảng Nam with its divisions, and the agencies that the sample names."""
    agency = {"kind": "department", "name_en": "Department", "parent": "UBND", "valid_from": "2021-01-01"}
    province = {**agency, "kind": "province", "parent": None}
    named = {"SNV": "Sở Nội vụ", "STC": "Sở Tài chính", "STP": "Sở Tư pháp"}
    agencies = [{**province, "code": "UBND", "name_vi": "Ủy ban nhân dân tỉnh Quảng Nam"}]
    agencies += [{**agency, "code": code, "name_vi": name} for code, name in named.items()]
    for one in agencies:
        await ok(await world.post("catalog", "/agencies", json=one, as_="importer"))
    staff = {"divisions": [{"division": code, "name": f"Phòng {code}"} for code in DIVISIONS]}
    await ok(await world.post("catalog", "/agencies/SNV/staff", json=staff, as_="importer"))


def sample(*codes: str) -> dict[str, Any]:
    """The sample catalogue; or of it the procedures of these codes, in this order."""
    content: dict[str, Any] = json.loads(SAMPLE.read_text("utf-8"))
    by_code = {one["code"]: one for one in content["procedures"]}
    return {**content, "procedures": [by_code[code] for code in codes or by_code]}


async def put(world: World, content: Any, as_: Any = "bien-tap", **query: Any) -> httpx.Response:
    """Import JSON, or the bytes of a workbook."""
    body: dict[str, Any] = {"json": content}
    if isinstance(content, bytes):
        body = {"content": content, "headers": {"Content-Type": XLSX}}
    return await world.post("catalog", IMPORT, **body, params=query, as_=as_)


async def get(world: World, file: str, **request: Any) -> httpx.Response:
    answer = await world.get("catalog", f"{EDITIONS}/{file}", **{"as_": "bien-tap", **request})
    assert answer.status_code == 200, answer.text
    return answer


async def issue(world: World, **changes: Any) -> None:
    order = {**DECISION, **changes}
    await ok(await world.post("catalog", f"{EDITIONS}/1/issue", json=order, as_="importer"))


async def test_the_sample_goes_out_as_a_workbook_and_back_without_a_difference(tmp_path: Path) -> None:
    async with hosted(tmp_path, "catalog") as world:
        await found(world)
        imported = await ok(await put(world, sample()))
        assert (imported["edition"], imported["events"]) == (1, ["EditionDrafted", *["ProcedureAdded"] * 30])
        for file in ("1/catalogue.xlsx", "1/catalogue.json"):
            answer = await get(world, file)
            content = answer.content if file.endswith("xlsx") else answer.json()
            unchanged = await ok(await put(world, content, dry_run=True))
            assert unchanged == {
                "edition": 1,
                "new": False,
                "added": [],
                "changed": [],
                "removed": [],
                "reordered": False,
            }
            again = await ok(await put(world, content))
            assert (again["version"], again["events"]) == (imported["version"], [])


async def test_a_dry_run_tells_what_would_change_and_the_import_does_it(tmp_path: Path) -> None:
    async with hosted(tmp_path, "catalog") as world:
        await found(world)
        await ok(await put(world, sample("SNV-01", "SNV-02", "SNV-03", "SNV-04")))
        other = sample("SNV-01", "SNV-04", "SNV-02", "SNV-05")
        other["procedures"][0]["name"] = "Bổ nhiệm lãnh đạo cấp phòng"
        preview = await ok(await put(world, other, dry_run=True))
        assert (preview["added"], preview["changed"]) == (["SNV-05"], ["SNV-01"])
        assert (preview["removed"], preview["reordered"]) == (["SNV-03"], True)
        await ok(await put(world, other))
        now = (await get(world, "1/catalogue.json")).json()["procedures"]
        assert [one["code"] for one in now] == ["SNV-01", "SNV-04", "SNV-02", "SNV-05"]
        assert now[0]["name"] == "Bổ nhiệm lãnh đạo cấp phòng"


async def test_an_import_larger_than_a_save_goes_in_parts_and_again_under_its_key(tmp_path: Path) -> None:
    content = sample()
    content["procedures"] = [
        {**one, "code": f"P{number}-{one['code']}"} for number in range(5) for one in sample()["procedures"]
    ]
    async with hosted(tmp_path, "catalog") as world:
        await found(world)
        request: dict[str, Any] = {"json": content, "as_": "bien-tap", "headers": {"Idempotency-Key": "k"}}
        answers = [await ok(await world.post("catalog", IMPORT, **request)) for _ in range(2)]
        assert answers[0] == answers[1]
        assert len(answers[0]["events"]) == answers[0]["version"] == 151


async def test_an_issue_whose_paper_has_no_place_says_so_and_one_with_a_place_does_not(
    tmp_path: Path,
) -> None:
    order = {**DECISION, "in_force_from": "2026-01-05"}
    english = {"Accept-Language": "en"}
    async with hosted(tmp_path, "catalog") as world:
        await found(world)
        nameless = {"kind": "province", "name_en": "Province", "valid_from": "2021-01-01"}
        await ok(
            await world.post(
                "catalog", "/agencies", json={**nameless, "code": "T", "name_vi": "T"}, as_="importer"
            )
        )
        agency = {"kind": "department", "name_vi": "Sở T", "name_en": "T", "parent": "T", "code": "ST"}
        await ok(await world.post("catalog", "/agencies", json=agency, as_="importer"))
        staff = {"divisions": [{"division": code, "name": code} for code in DIVISIONS]}
        await ok(await world.post("catalog", "/agencies/ST/staff", json=staff, as_="importer"))
        told = {}
        for code in ("SNV", "ST"):
            editions, content = f"/agencies/{code}/editions", {**sample("SNV-02"), "agency": code}
            await ok(await world.post("catalog", f"{editions}/import", json=content, as_="importer"))
            number = f"05/QĐ-{code}"
            answer = await world.post(
                "catalog",
                f"{editions}/1/issue",
                json={**order, "decision_number": number},
                as_="importer",
                headers=english,
            )
            told[code] = (await ok(answer))["warnings"]
        assert told["SNV"] == []
        (warned,) = told["ST"]
        assert (warned["where"], warned["code"]) == ("signing/place", "place-open")
        assert "`place`" in warned["message"]


async def test_behind_an_issued_edition_an_import_begins_the_next(tmp_path: Path) -> None:
    async with hosted(tmp_path, "catalog") as world:
        await found(world)
        await ok(await put(world, sample("SNV-01", "SNV-02", "SNV-04")))
        await issue(world)
        await world.settle()
        other = sample("SNV-02", "SNV-03", "SNV-01")
        other["procedures"][0]["name"] = "Bổ nhiệm lại"
        preview = await ok(await put(world, other, dry_run=True))
        assert (preview["edition"], preview["new"]) == (2, True)
        assert (preview["added"], preview["changed"]) == (["SNV-03"], ["SNV-02"])
        assert (preview["removed"], preview["reordered"]) == (["SNV-04"], True)
        await ok(await put(world, sample("SNV-02", "SNV-03")))
        decision = await get(world, "2/decision.docx")
        text = "\n".join(one.text for one in Document(io.BytesIO(decision.content)).paragraphs)
        assert "thay thế Quyết định số 05/QĐ-SNV ngày 05 tháng 01 năm 2026 của Giám đốc Sở Nội vụ" in text


async def test_a_workbook_with_bad_cells_imports_nothing_and_names_them_all(tmp_path: Path) -> None:
    async with hosted(tmp_path, "catalog") as world:
        await found(world)
        await ok(await put(world, sample("SNV-02", "SNV-03")))
        book = openpyxl.load_workbook(io.BytesIO((await get(world, "1/catalogue.xlsx")).content))
        book["Các bước"]["K3"], book["Các bước"]["A9"] = "lâu", "SNV-99"
        stream = io.BytesIO()
        book.save(stream)
        refused = await put(world, stream.getvalue())
        problem = refused.json()
        assert (refused.status_code, problem["code"]) == (422, "catalogue-file-unfit")
        assert problem["where"] == "Các bước:3:11"
        assert [one["pointer"] for one in problem["errors"]] == ["/Các bước/3/11", "/Các bước/9/1"]
        assert "“Các bước”, dòng 3, cột “Thời hạn” (K3): “lâu” không phải là số." in str(problem["errors"])
        assert len((await get(world, "1/catalogue.json")).json()["procedures"]) == 2


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"PK not a workbook", 422, "workbook-unreadable"),
        ({"agency": "SCT", "procedures": []}, 422, "catalogue-of-other-agency"),
        ({"agency": "SNV", "procedures": [{"code": "P01"}]}, 422, "input-invalid"),
        ({"format": "other/9", "agency": "SNV", "procedures": []}, 422, "input-invalid"),
    ],
)
async def test_a_file_that_is_no_catalogue_of_the_agency_is_refused(
    tmp_path: Path, content: Any, status: int, code: str
) -> None:
    async with hosted(tmp_path, "catalog") as world:
        await found(world)
        refused = await put(world, content)
        assert (refused.status_code, refused.json()["code"]) == (status, code)


async def test_other_media_are_refused_and_other_agencies_editors_too(tmp_path: Path) -> None:
    async with hosted(tmp_path, "catalog") as world:
        await found(world)
        text = {"content": b"a,b", "headers": {"Content-Type": "text/csv"}}
        refused = await world.post("catalog", IMPORT, **text, as_="bien-tap")
        assert (refused.status_code, refused.json()["code"]) == (415, "import-media-unknown")
        for query in ({}, {"dry_run": True}):
            stranger = await put(world, sample(), as_=person("bien-tap", "STC"), **query)
            assert stranger.status_code == 403


async def test_a_draft_s_decision_is_marked_and_open_and_for_its_agency_alone(tmp_path: Path) -> None:
    async with hosted(tmp_path, "catalog") as world:
        await found(world)
        await ok(await put(world, sample("SNV-02")))
        answer = await get(world, "1/decision.pdf", params={"authority": "KT", "drafting_unit": "CCHC"})
        text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
        assert "DỰ THẢO" in text
        assert "KT. GIÁM ĐỐC" in text
        assert "Lưu: VT, CCHC." in text
        assert "Quảng Nam" in text
        path = f"{EDITIONS}/1/decision.pdf"
        assert (await world.get("catalog", path, as_=person("cong-chuc", "STC"))).status_code == 403
        assert (await world.get("catalog", path)).status_code == 401
        assert (await world.get("catalog", f"{PUBLIC}/decision.pdf")).status_code == 404


async def test_an_edition_in_force_is_for_everybody_and_asked_for_again_by_its_tag(tmp_path: Path) -> None:
    async with hosted(tmp_path, "catalog") as world:
        await found(world)
        await ok(await put(world, sample("SNV-02")))
        await issue(world)
        await world.settle()
        for file, kind in (
            ("decision.docx", "wordprocessingml"),
            ("decision.pdf", "pdf"),
            ("catalogue.xlsx", "spreadsheetml"),
            ("catalogue.json", "json"),
            ("catalogue.csv", "csv"),
        ):
            answer = await world.get("catalog", f"{PUBLIC}/{file}")
            assert (answer.status_code, kind in answer.headers["Content-Type"]) == (200, True), answer.text
            seen = {"If-None-Match": answer.headers["ETag"]}
            again = await world.get("catalog", f"{PUBLIC}/{file}", headers=seen)
            assert (again.status_code, again.content) == (304, b"")
            assert "filename*=UTF-8''" in answer.headers["Content-Disposition"]


async def test_an_edition_whose_day_has_not_come_is_not_public(tmp_path: Path) -> None:
    async with hosted(tmp_path, "catalog") as world:
        await found(world)
        await ok(await put(world, sample("SNV-02")))
        await issue(world, in_force_from="2099-01-01")
        assert (await world.get("catalog", f"{PUBLIC}/catalogue.json")).status_code == 404
        await get(world, "1/catalogue.json")
