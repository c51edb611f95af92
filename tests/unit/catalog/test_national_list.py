"""The list for the national database: its fields, its rows, its workbook."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from services.catalog.domain.procedure.procedure import Procedure
from services.catalog.national_list.fields import FieldsUnfit, ListField, load_fields
from services.catalog.national_list.rows import Source, row_of
from services.catalog.national_list.workbook import Workbook
from services.catalog.service import _fields
from services.catalog.views.edition.documents import EditionDocument, IssueDocument
from services.catalog.views.organisation.documents import AgencyDetails
from shared.contracts.catalog.parts import LegalBasis
from shared.settings import SettingsInvalid
from tests.unit.catalog.examples import procedure

AGENCY = AgencyDetails(
    agency="SNV",
    kind="department",
    name_vi="Sở Nội vụ",
    name_en="Home Affairs",
    parent="UBND",
    wave=None,
    working_calendar="VN",
    valid_from="2021-01-01",
    names=[],
    parents=[],
    version=1,
)
ISSUE = IssueDocument(
    decision_number="05/QĐ-SNV",
    decision_date="2026-01-05",
    signed_by="Lê Minh Đức",
    in_force_from="2026-01-10",
    working_calendar="VN",
    issued_by="snv.binh",
    issued_at="2026-01-05T02:30:00.000000Z",
    issue_recorded_by=None,
    imported=False,
    signing=None,
)
EDITION = EditionDocument(
    agency="SNV",
    edition=1,
    status="in_force",
    drafted_by="snv.lan",
    drafted_at="2026-01-04T02:30:00.000000Z",
    version=9,
    issue=ISSUE,
)
FIELD = {"name": "ten", "label": "Tên", "path": "procedure.name", "transformation": "text"}


def source(entry: Procedure) -> Source:
    return Source.of(AGENCY, EDITION, entry)


def configured(folder: Path, *fields: dict[str, Any]) -> Path:
    file = folder / "fields.json"
    file.write_text(json.dumps({"fields": fields}), "utf-8")
    return file


def test_our_own_fields_make_a_row_of_a_procedure() -> None:
    basis = LegalBasis(document="Nghị định 138/2020/NĐ-CP", valid_from=date(2020, 12, 1))
    row = row_of(source(procedure(legal_basis=(basis,), cooperating_units=("SCT", "STC"))), load_fields())
    assert row["agency_name"] == "Sở Nội vụ"
    assert (row["kind"], row["decision_date"], row["step_count"]) == ("Nội bộ cơ quan", "05/01/2026", 3)
    assert (row["time_limit"], row["time_limit_iso"]) == ("24 giờ làm việc", "PT24H")
    assert row["steps"] == "1. Thẩm định hồ sơ\n2. Thẩm định hồ sơ\n3. Thẩm định hồ sơ"
    assert (row["cooperating_units"], row["legal_basis"]) == ("SCT; STC", "1. Nghị định 138/2020/NĐ-CP")


def test_fields_of_one_s_own_take_the_place_of_ours(tmp_path: Path) -> None:
    fields = load_fields(configured(tmp_path, FIELD))
    assert row_of(source(procedure()), fields) == {"ten": "Bổ nhiệm công chức"}


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"path": "procedure.nmae"}, "/fields/1/path"),
        ({"path": "procedure.__class__"}, "/fields/1/path"),
        ({"path": "procedure.name.upper"}, "/fields/1/path"),
        ({"transformation": "eval"}, "/fields/1/transformation"),
        ({"transformation": "day"}, "/fields/1/transformation"),
        ({"path": "procedure.stages", "transformation": "text"}, "/fields/1/transformation"),
        ({"name": "ten"}, "/fields/1/name"),
        ({"name": "=ten"}, "/fields/1/name"),
        ({"unknown": 1}, "/fields/1/unknown"),
    ],
)
def test_a_field_that_makes_no_sense_is_told_at_its_place(
    tmp_path: Path, changes: dict[str, Any], problem: str
) -> None:
    file = configured(tmp_path, FIELD, {**FIELD, "name": "khac", **changes})
    with pytest.raises(FieldsUnfit) as caught:
        load_fields(file)
    assert [one.partition(":")[0] for one in caught.value.problems] == [problem]


@pytest.mark.parametrize("content", ["", "[]", '{"fields": []}', "{"])
def test_a_file_that_is_no_list_of_fields_ends_the_start(tmp_path: Path, content: str) -> None:
    file = tmp_path / "fields.json"
    file.write_text(content, "utf-8")
    with pytest.raises(SettingsInvalid, match="TTHC_NATIONAL_LIST_FIELDS"):
        _fields(file)
    with pytest.raises(SettingsInvalid, match="can't be read"):
        _fields(tmp_path / "missing.json")


@pytest.mark.parametrize(
    "text", ["=1+1", '=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "http://x", "a\0b"]
)
def test_no_cell_is_a_formula_or_a_link(tmp_path: Path, text: str) -> None:
    field = ListField.model_validate(FIELD)
    book = Workbook(tmp_path / "list.xlsx", "Danh mục", [field])
    book.add([{"ten": text}])
    book.close()
    sheet = openpyxl.load_workbook(tmp_path / "list.xlsx").worksheets[0]
    cell = sheet["A2"]
    assert (cell.data_type, cell.hyperlink) == ("s", None)
    assert cell.quotePrefix is text.startswith(("=", "+", "-", "@"))


def test_a_text_longer_than_a_cell_is_cut_where_readers_see_it(tmp_path: Path) -> None:
    book = Workbook(tmp_path / "list.xlsx", "Danh mục", [ListField.model_validate(FIELD)])
    book.add([{"ten": "x" * 40_000}])
    book.close()
    cell = openpyxl.load_workbook(tmp_path / "list.xlsx").worksheets[0]["A2"]
    assert (len(cell.value), cell.value[-1]) == (32_767, "…")


def test_what_a_procedure_does_not_have_is_an_empty_cell() -> None:
    fields = load_fields()
    plain = row_of(source(procedure()), fields)
    assert (plain["dossier"], plain["result"], plain["templates"]) == ("", "", "")
