"""The example files fit each other: who a catalogue or a case names is somebody in the organisation."""

import json
import tomllib
from pathlib import Path
from typing import Any

import openpyxl

EXAMPLES = Path(__file__).parents[4] / "examples"


def sheet(name: str) -> list[dict[str, str]]:
    book = openpyxl.load_workbook(EXAMPLES / "organisation-snv.xlsx")
    head, *rows = book[name].values
    return [{str(key): str(cell or "") for key, cell in zip(head, row, strict=True)} for row in rows]


def staff(kind: str) -> dict[str, dict[str, str]]:
    return {one["code"]: one for one in sheet("staff") if one["type"] == kind}


def procedures() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((EXAMPLES / "catalogue-snv.json").read_text("utf-8"))[
        "procedures"
    ]
    return found


def test_whoever_the_catalogue_names_is_in_the_organisation() -> None:
    steps = [step for one in procedures() for stage in one["stages"] for step in stage["steps"]]
    assert {step["division"] for step in steps} == set(staff("division"))
    named = {
        code
        for one in procedures()
        for code in (*(one.get("cooperating_units") or ()), *(one.get("informed_units") or ()))
    }
    waves = {one["code"]: one["wave"] for one in sheet("agencies")}
    assert {code: waves.get(code, "unknown") for code in named} == dict.fromkeys(named, "")


def test_each_division_has_its_head_and_the_agency_one() -> None:
    heads = [one["divisions"] for one in staff("official").values() if "division_head" in one["roles"]]
    assert {*heads, "LD"} == set(staff("division"))
    assert [code for code, one in staff("official").items() if "agency_head" in one["roles"]] == ["giam-doc"]


def test_the_agency_at_work_has_the_same_people() -> None:
    (living,) = tomllib.loads((EXAMPLES / "living-agency.toml").read_text("utf-8"))["agencies"]
    divisions, officials = staff("division"), staff("official")
    for code, name in living["divisions"].items():
        assert divisions[code]["name"] == name
    for code, one in living["officials"].items():
        row = officials[code]
        found = (row["name"], row["position"], row["divisions"].split(";"), row["roles"].split(";"))
        assert found == (one["name"], one["position"], one["divisions"], one["roles"])
