"""The workbook: what is written is read back without a difference, and every bad cell is named."""

import io
import re
import unicodedata
import zipfile
from collections.abc import Callable
from dataclasses import replace

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings

from services.catalog.domain.procedure.procedure import Procedure
from services.catalog.errors.workbooks import (
    SheetTooLong,
    WorkbookHarmful,
    WorkbookOfOtherForm,
    WorkbookTooLarge,
    WorkbookUnreadable,
)
from services.catalog.printing import cells, workbook_file
from services.catalog.printing.catalogue_files import CatalogueFile, catalogue_json, from_json, from_workbook
from services.catalog.printing.workbook_writing import catalogue_workbook
from shared.errors import Language
from shared.kernel import CoordinationRole
from tests.unit.catalog.editions_strategy import drafts
from tests.unit.catalog.examples import procedure, stage, step
from tests.unit.catalog.full_procedure import ASKED, FULL
from tests.unit.catalog.printing.examples import sample

Edit = Callable[[openpyxl.Workbook], None]


def edited(edit: Edit, *procedures: Procedure) -> bytes:
    """A workbook that somebody has worked on."""
    book = openpyxl.load_workbook(io.BytesIO(catalogue_workbook("SNV", 1, procedures or (procedure(),))))
    edit(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


_B3 = "“Danh mục”, dòng 3, cột “Tên thủ tục” (B3)"
_D3 = "dòng 3, cột “Có hiệu lực từ” (D3)"


def put(sheet: str, cell: str, value: object) -> Edit:
    def edit(book: openpyxl.Workbook) -> None:
        book[sheet][cell] = value

    return edit


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(drafts())
def test_a_workbook_reads_back_as_it_was_written(entry: Procedure) -> None:
    found = from_workbook(catalogue_workbook("SNV", 3, [entry]))
    assert (found.agency, found.faults, found.procedures) == ("SNV", (), (entry,))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(drafts())
def test_json_reads_back_as_it_was_written(entry: Procedure) -> None:
    found = from_json(CatalogueFile.model_validate_json(catalogue_json("SNV", 3, [entry])))
    assert (found.faults, found.procedures) == ((), (entry,))


def test_the_sample_catalogue_reads_back_from_its_workbook_and_is_the_same_file_again() -> None:
    file = catalogue_workbook("SNV", 1, sample())
    assert from_workbook(file).procedures == sample()
    assert catalogue_workbook("SNV", 1, from_workbook(file).procedures) == file


@pytest.mark.parametrize(
    "text", ["=1+1", "+84", "-", "@SUM(A1)", "_x0041_", " rộng ", "hai\ndòng", "<b>&amp;", "0912", "1.0"]
)
def test_texts_that_spreadsheets_are_tempted_by_stay_texts(text: str) -> None:
    entry = procedure(stage("G1", step("S01", content=text)))
    assert from_workbook(catalogue_workbook("SNV", 1, [entry])).procedures == (entry,)


@pytest.mark.parametrize("title", ["Danh mục", "Các bước", "Căn cứ pháp lý", "Thành phần hồ sơ", "Biểu mẫu"])
def test_a_sheet_that_is_gone_is_told(title: str) -> None:
    """Without its steps, or its legal bases, a procedure would be another one."""
    for edit in (
        lambda book: book.remove(book[title]),
        lambda book: setattr(book[title], "title", "Sheet 1"),
    ):
        found = from_workbook(edited(edit))
        (fault,) = found.faults
        assert (fault.code, fault.pointer, found.procedures) == ("sheet-missing", f"/{title}/1", ())


def test_a_sheet_that_was_named_on_a_mac_is_found() -> None:
    def edit(book: openpyxl.Workbook) -> None:
        for sheet in book:
            sheet.title = unicodedata.normalize("NFD", sheet.title)

    assert from_workbook(edited(edit)).procedures == (procedure(),)


def test_rows_beyond_what_a_sheet_says_of_its_size_are_read() -> None:
    """Programs that aren't Excel leave there what was."""
    file, smaller = catalogue_workbook("SNV", 1, sample()), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as whole, zipfile.ZipFile(smaller, "w") as parts:
        for name in whole.namelist():
            content = whole.read(name)
            if name.startswith("xl/worksheets/sheet"):
                content = re.sub(rb"<dimension[^>]*/>", b"", content)
                content = content.replace(b"<sheetData>", b'<dimension ref="A1:S3"/><sheetData>')
            parts.writestr(name, content)
    assert from_workbook(smaller.getvalue()).procedures == sample()


@pytest.mark.parametrize("figure", ["1_0", "٤", "４", "²", "NaN", "Infinity", "1e9999", "9" * 5000, "0x4"])
def test_a_figure_is_written_in_digits(figure: str) -> None:
    (fault, *_) = from_workbook(edited(put("Các bước", "K3", figure))).faults
    assert (fault.pointer, fault.code) == ("/Các bước/3/11", "cell-unfit")


@pytest.mark.parametrize("name", ["\u200b", "\u00a0", "\ufeff \u00ad"])
def test_a_name_that_shows_nothing_is_none(name: str) -> None:
    (fault,) = from_workbook(edited(put("Danh mục", "B3", name))).faults
    assert fault.pointer.startswith("/Danh mục/3")


def test_columns_may_be_moved_and_blank_rows_left() -> None:
    def edit(book: openpyxl.Workbook) -> None:
        book["Các bước"].insert_rows(4)
        book["Danh mục"].insert_cols(1)

    assert from_workbook(edited(edit)).procedures == (procedure(),)


_NEW = ("coordination.role", "coordination.time_limit", "coordination.goes_on_by_itself")


def test_a_workbook_without_the_newer_columns_is_read_with_what_was_usual() -> None:
    def edit(book: openpyxl.Workbook) -> None:
        page = book["Các bước"]
        for at in range(page.max_column, 0, -1):
            if page.cell(2, at).value in _NEW:
                page.delete_cols(at)

    found = from_workbook(edited(edit, FULL))
    usual = replace(ASKED, role=CoordinationRole.COOPERATING, time_limit=None, goes_on_by_itself=False)
    read = [step.coordination for _, step in found.procedures[0].placed_steps() if step.coordination]
    assert (found.faults, read) == ((), [usual])


@pytest.mark.parametrize("column", _NEW)
def test_a_newer_column_says_how_it_is_filled_in(column: str) -> None:
    page = openpyxl.load_workbook(io.BytesIO(catalogue_workbook("SNV", 1, [FULL])))["Các bước"]
    (at,) = (one.column for one in page[2] if one.value == column)
    assert page.cell(1, at).comment is not None


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "places"),
    [
        ("Các bước", "K3", "nhiều", ["dòng 3, cột “Thời hạn” (K3)"]),
        ("Các bước", "L4", "tuần", ["dòng 4, cột “Thời hạn” (K4)"]),
        ("Các bước", "L4", None, ["dòng 4, cột “Đơn vị thời gian” (L4)"]),
        ("Các bước", "A5", "P99", ["dòng 5, cột “Mã thủ tục” (A5)"]),
        ("Các bước", "D4", "S01", ["dòng 4"]),
        ("Các bước", "E3", None, ["dòng 3, cột “Tên bước” (E3)"]),
        ("Các bước", "M3", "có lẽ", ["dòng 3, cột “Có thể bỏ qua” (M3)"]),
        ("Danh mục", "C3", "=A3", ["dòng 3, cột “Loại” (C3)"]),
        ("Danh mục", "B2", "ten", ["dòng 2", "dòng 3"]),
        ("Biểu mẫu", "A9", "P01", ["dòng 9, cột “Mã mẫu” (B9)", "dòng 9, cột “Tên mẫu” (C9)"]),
        ("Căn cứ pháp lý", "D3", "31/02/2026", ["dòng 3, cột “Mã thủ tục” (A3)", _D3]),
    ],
)
def test_every_bad_cell_is_named(sheet: str, cell: str, value: object, places: list[str]) -> None:
    faults = from_workbook(edited(put(sheet, cell, value))).faults
    told = [fault.place.told(Language.VI) for fault in faults]
    assert told[: len(places)] == [f"“{sheet}”, {place}" for place in places]


@pytest.mark.parametrize("value", ["#N/A", "#REF!", "#DIV/0!", "#NAME?", "#SPILL!", " #n/a "])
def test_an_error_is_no_value_whether_excel_marks_it_or_it_was_pasted(value: str) -> None:
    found = from_workbook(edited(put("Danh mục", "B3", value)))
    (fault,) = found.faults
    assert (fault.code, fault.place.told(Language.VI)) == ("cell-error", _B3)
    assert fault.told(Language.EN) == (
        f"“Danh mục”, row 3, column “Tên thủ tục” (B3): the cell shows the error {value.strip()}; "
        "put its value there."
    )


def test_a_row_of_nothing_but_an_error_is_not_passed_over() -> None:
    found = from_workbook(edited(put("Danh mục", "B9", "#REF!")))
    assert {(fault.place.row, fault.code) for fault in found.faults} >= {(9, "cell-error")}


def as_typed(text: str, spelling: str) -> str:
    """The same text as another keyboard gives it."""
    if spelling == "tone on the second letter":
        return text.replace("hỏa", "hoả")
    return unicodedata.normalize("NFD", text) if spelling == "NFD" else f" {text.upper()}\u00a0"


@pytest.mark.parametrize("spelling", ["NFD", "capitals and blanks", "tone on the second letter"])
@pytest.mark.parametrize(
    ("codec", "text"),
    [
        *[(codec, word) for codec in (cells.YES_NO, cells.KIND) for word in codec.choices],
        (cells.ANSWERS, "Trả kết quả; Đồng ý, có ý kiến; Không có ý kiến"),
        (cells.LIMIT, "8 giờ làm việc"),
        (cells.LIMIT, "30 phút"),
        (cells.LIMIT, "3 ngày"),
        (cells.URGENT_LIMITS, "khẩn: 4 giờ làm việc; thượng khẩn: 2 giờ; hỏa tốc: 30 phút làm việc"),
    ],
    ids=lambda value: value if isinstance(value, str) else "cell",
)
def test_a_choice_is_taken_however_it_was_typed(codec: cells.Codec, text: str, spelling: str) -> None:
    assert codec.read(as_typed(text, spelling)) == codec.read(text)


@pytest.mark.parametrize("unit", cells.UNITS)
def test_a_unit_is_taken_however_it_was_typed(unit: str) -> None:
    for spelling in ("NFD", "capitals and blanks"):
        assert cells.limit_of(2, as_typed(unit, spelling)) == cells.limit_of(2, unit)


def test_a_code_is_composed() -> None:
    assert cells.CODE.read(unicodedata.normalize("NFD", " QĐ.Ế ")) == "QĐ.Ế"
    assert cells.CODES.read(unicodedata.normalize("NFD", "Ế; Ỹ ,B")) == ["Ế", "Ỹ", "B"]


def test_all_faults_are_told_at_once() -> None:
    def edit(book: openpyxl.Workbook) -> None:
        book["Các bước"]["K3"] = 0
        book["Các bước"]["K4"] = -1
        book["Danh mục"]["I3"] = "x"

    assert [fault.pointer for fault in from_workbook(edited(edit)).faults] == [
        "/Danh mục/3/9",
        "/Các bước/3/11",
        "/Các bước/4/11",
    ]


# --- files that mean harm ------------------------------------------------------------------------


def packed(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(f"{name}.xml", content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("file", "refusal"),
    [
        (b"", WorkbookUnreadable),
        (b"PK\x03\x04 not really", WorkbookUnreadable),
        (packed(workbook=b"<a/>"), WorkbookUnreadable),
        (packed(workbook=b"<a>"), WorkbookUnreadable),
        (packed(workbook=b"<a>" + b" " * 5_000_000 + b"</a>"), WorkbookTooLarge),
        (packed(workbook=b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), WorkbookHarmful),
        (packed(workbook='<!DOCTYPE a [<!ENTITY b "c">]><a/>'.encode("utf-16")), WorkbookHarmful),
    ],
)
def test_a_harmful_file_is_refused(file: bytes, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        from_workbook(file)


def test_another_workbook_is_refused() -> None:
    with pytest.raises(WorkbookOfOtherForm):
        from_workbook(edited(lambda book: book.remove(book["_tthc"])))


def test_rows_without_end_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_file, "MOST_ROWS", 50)
    with pytest.raises(SheetTooLong):
        from_workbook(edited(put("Các bước", "A1000", "P01")))


def test_a_part_cut_in_the_middle_is_refused() -> None:
    file = catalogue_workbook("SNV", 1, sample())
    with pytest.raises(WorkbookUnreadable):
        from_workbook(file[: len(file) // 2] + file[len(file) // 2 + 500 :])
