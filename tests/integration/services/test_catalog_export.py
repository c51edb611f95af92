"""The list for the national database over HTTP: procedures in force, of one kind, over all agencies."""

import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from shared.kernel import Role
from tests.hosting import World, hosted, principal
from tests.integration.services.test_catalog import found, issue, ok, procedure, put_in
from tests.integration.services.test_catalog_differences import EDITIONS
from tests.integration.services.test_catalog_procedures import register

REVIEWER = principal("snv.hai", Role.REVIEWER)


def coordinated(code: str) -> dict[str, Any]:
    entry = procedure(code, kind="coordinated")
    asked = {"responding_agency": "SCT", "answers": ["agree"]}
    entry["stages"][0]["steps"][0]["coordination"] = asked
    return entry


async def in_force(world: World) -> None:
    """One procedure of each kind in force; a draft besides."""
    await found(world)
    await register(world, "SCT")
    await ok(await world.post("catalog", EDITIONS, json={"empty": True}, as_="bien-tap"))
    await put_in(world, 1, procedure("P01", name="=1+1"))
    await put_in(world, 1, coordinated("P02"))
    await issue(world, 1)
    await ok(await world.post("catalog", EDITIONS, json={"empty": True}, as_="bien-tap"))
    await put_in(world, 2, procedure("P03"))
    await world.settle()


async def export(world: World, as_: Any = REVIEWER, **query: str) -> Any:
    return await world.get("catalog", "/catalogue/export", as_=as_, params=query)


@pytest.mark.parametrize(("kind", "code"), [("internal", "P01"), ("coordinated", "P02")])
async def test_each_kind_is_listed_as_json(tmp_path: Path, kind: str, code: str) -> None:
    async with hosted(tmp_path, "catalog") as world:
        await in_force(world)
        answer = await export(world, kind=kind)
        told = await ok(answer)
        assert (told["kind"], told["fields"][0]) == (kind, {"name": "agency_code", "label": "Mã cơ quan"})
        assert [(one["agency_name"], one["procedure_code"]) for one in told["procedures"]] == [
            ("Sở Nội vụ", code)
        ]
        assert "attachment" in answer.headers["content-disposition"]


async def test_it_is_listed_as_a_workbook_without_formulas(tmp_path: Path) -> None:
    async with hosted(tmp_path, "catalog") as world:
        await in_force(world)
        answer = await export(world, kind="internal", format="xlsx")
        assert answer.status_code == 200
        sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0]
        rows = list(sheet.iter_rows())
        assert [len(rows), rows[0][3].value, rows[1][3].value] == [2, "Tên thủ tục", "=1+1"]
        assert rows[1][3].data_type == "s"


async def test_before_the_first_day_nothing_is_listed(tmp_path: Path) -> None:
    async with hosted(tmp_path, "catalog") as world:
        await in_force(world)
        assert (await ok(await export(world, kind="internal", on="2026-01-09")))["procedures"] == []


async def test_the_fields_are_those_of_the_setting(tmp_path: Path) -> None:
    field = {"name": "ten", "label": "Tên", "path": "procedure.name", "transformation": "text"}
    file = tmp_path / "fields.json"
    file.write_text(json.dumps({"fields": [field]}), "utf-8")
    async with hosted(tmp_path, "catalog", national_list_fields=file) as world:
        await in_force(world)
        assert (await ok(await export(world, kind="internal")))["procedures"] == [{"ten": "=1+1"}]


@pytest.mark.parametrize(
    ("who", "status"), [(None, 401), ("cong-chuc", 403), ("giam-doc", 403), ("operator", 200)]
)
async def test_only_those_who_see_the_province_take_the_list(tmp_path: Path, who: Any, status: int) -> None:
    async with hosted(tmp_path, "catalog") as world:
        assert (await export(world, who, kind="internal")).status_code == status
