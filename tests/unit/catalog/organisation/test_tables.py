"""Tables of agencies and staff: what is written is read back the same, and hostile files do no harm."""

import csv
import io
import time
import unicodedata
import zipfile
from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest
from hypothesis import given as laws
from hypothesis import settings
from hypothesis import strategies as st

from services.catalog.domain.organisation.agency import AgencyKind
from services.catalog.domain.organisation.divisions import EnsureDivision
from services.catalog.domain.organisation.ensuring import EnsureAgency
from services.catalog.domain.organisation.officials import EnsureOfficial
from services.catalog.domain.procedure.naming import tidy
from services.catalog.errors.organisation.files import (
    FileUnreadable,
    FileWithoutRows,
    FormulaInCell,
    TableTooLong,
    WorkbookWithoutTables,
)
from services.catalog.errors.workbooks import WorkbookHarmful, WorkbookTooLarge, WorkbookUnreadable
from services.catalog.tables import rows as table_rows
from services.catalog.tables.organisation import (
    AGENCIES,
    CSV,
    STAFF,
    XLSX,
    read_tables,
    sound,
    tables_of,
    write,
)
from services.catalog.tables.rows import Reading
from services.catalog.tables.writing import agency_row, division_row, official_row
from services.catalog.views.organisation.documents import ContactDocument
from shared.contracts.catalog.agencies import Contact
from shared.errors import Refusal
from shared.kernel import Role
from shared.restating import restate
from tests.unit.catalog.examples import IMPORTER, act

NAMES = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=20).map(
    tidy
)
NAMES = NAMES.filter(bool)
FORMULAS = st.sampled_from(["=1+1", "'=1", "''@x", "+84 905", "-", "@cmd", "'quoted", "=HYPERLINK(1)"])
TEXTS = NAMES | FORMULAS
PROVINCE = {
    "agency": "UBND",
    "kind": "province",
    "name_vi": "Tỉnh",
    "name_en": "Province",
    "parent": None,
    "wave": None,
    "working_calendar": "VN",
    "valid_from": "2021-01-01",
    "contact": None,
}
CONTACTS = st.none() | st.builds(
    ContactDocument,
    name=TEXTS | st.just(""),
    telephone=st.sampled_from(["+84 235 3852 123", "(0235) 3 852 123"]),
    email=st.sampled_from(["", "vanthu@example.gov.vn"]),
    address=TEXTS | st.just(""),
)


def agency(code: str, vi: str, en: str, wave: int | None, contact: ContactDocument | None) -> dict[str, Any]:
    named = {"name_vi": vi, "name_en": en, "contact": contact}
    return {**PROVINCE, "agency": code, "kind": "department", "parent": "UBND", "wave": wave, **named}


AGENCY_BODIES = st.lists(
    st.builds(
        agency,
        st.from_regex(r"[A-Z]{2}[0-9]{2}", fullmatch=True),
        TEXTS,
        TEXTS,
        st.none() | st.integers(1, 99),
        CONTACTS,
    ),
    max_size=4,
    unique_by=lambda body: body["agency"],
)
OFFICIAL_BODIES = st.lists(
    st.fixed_dictionaries(
        {
            "agency": st.just("UBND"),
            "official": st.from_regex(r"[a-z]{1,6}\.[a-z]{1,6}", fullmatch=True),
            "name": TEXTS,
            "divisions": st.lists(st.sampled_from(["VP", "TTr"]), unique=True),
            "position": TEXTS | st.just(""),
            "roles": st.lists(st.sampled_from(["official", "reviewer"]), min_size=1, unique=True),
        }
    ),
    max_size=4,
    unique_by=lambda body: str(body["official"]),
)
DIVISION_BODIES = st.lists(
    st.fixed_dictionaries(
        {"agency": st.just("UBND"), "division": st.sampled_from(["VP", "TTr"]), "name": TEXTS}
    ),
    unique_by=lambda body: str(body["division"]),
)


def read(content: bytes, media_type: str) -> Reading:
    tables = tables_of(content, media_type, "o")
    registered = {"UBND": AgencyKind.PROVINCE}
    return read_tables(tables, act=act(IMPORTER), valid_from=date(2020, 1, 1), registered=registered)


def row(write_row: Callable[[Any], dict[str, str]], document: dict[str, Any]) -> dict[str, str]:
    """A document with these fields as a row."""
    return write_row(SimpleNamespace(**document))


def told(reading: Reading) -> list[dict[str, Any]]:
    """The documents that the commands of a table would make."""
    assert reading.findings == []
    return [body(one.command) for one in reading.placed]


def body(command: Any) -> dict[str, Any]:
    match command:
        case EnsureAgency():
            names = ("kind", "name_vi", "name_en", "parent", "wave", "working_calendar")
            same = {name: getattr(command, name) for name in names}
            stated = command.contact if command.contact != Contact() else None
            contact = restate(ContactDocument, stated) if stated else None
            first_day = command.valid_from.isoformat()
            return {"agency": command.code, **same, "valid_from": first_day, "contact": contact}
        case EnsureDivision():
            return {"agency": command.agency, "division": command.division, "name": command.name}
        case EnsureOfficial():
            return {
                "agency": command.agency,
                "official": command.official,
                "name": command.name,
                "divisions": list(command.divisions),
                "position": command.position,
                "roles": [role.value for role in command.roles],
            }
    raise TypeError(command)


@settings(max_examples=60, deadline=None)
@laws(AGENCY_BODIES, DIVISION_BODIES, OFFICIAL_BODIES)
def test_what_is_exported_is_read_back_without_a_difference(
    agencies: list[Any], divisions: list[Any], officials: list[Any]
) -> None:
    agencies = [PROVINCE, *agencies]
    agency_table = [row(agency_row, one) for one in agencies]
    staff = [row(division_row, one) for one in divisions] + [row(official_row, one) for one in officials]
    assert told(read(write(CSV, {AGENCIES: agency_table}), CSV)) == agencies
    if staff:
        assert told(read(write(CSV, {STAFF: staff}), CSV)) == [*divisions, *officials]
        both = write(XLSX, {AGENCIES: agency_table, STAFF: staff})
        assert told(read(both, XLSX)) == [*agencies, *divisions, *officials]


@laws(TEXTS)
def test_no_cell_of_a_csv_begins_as_a_formula(text: str) -> None:
    division = row(division_row, {"agency": "UBND", "division": "VP", "name": text})
    written = write(CSV, {STAFF: [division]}).decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(written, newline="")) for cell in row]
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)


# --- staff ---------------------------------------------------------------------------------------

STAFF_HEADER = "agency,type,code,name,divisions,position,roles"


def staff(*lines: str) -> Reading:
    return read("\n".join((STAFF_HEADER, *lines)).encode(), CSV)


def test_divisions_come_before_officials_wherever_they_stand() -> None:
    whole = staff(
        "SNV,official,snv.lan,Lan,VP; TTr,Chuyên viên,official;reviewer", "SNV,division,VP,Văn phòng,,,"
    )
    division, official = (one.command for one in whole.placed)
    assert isinstance(division, EnsureDivision)
    assert isinstance(official, EnsureOfficial)
    assert (official.divisions, official.roles) == (("VP", "TTr"), (Role.OFFICIAL, Role.REVIEWER))


def test_every_bad_row_of_staff_is_named() -> None:
    whole = staff(
        "SNV,phòng,VP,Văn phòng,,,",
        "SNV,official,snv.lan,Lan,,,sếp",
        "SNV,division,TTr,Thanh tra,,,",
        "SNV,division,TTr,Thanh tra,,,",
        "SNV,division",
    )
    assert sorted(str(one.where) for one in whole.findings) == ["o:2:type", "o:3:roles", "o:5:code", "o:6"]


def test_each_fault_of_a_row_of_staff_is_named() -> None:
    whole = staff(
        "SNV,official,snv.lan,,VP,,sếp;official;vua",
        "SNV,phòng,TTr,Thanh tra,,,",
        "SNV,phòng,TTr,Thanh tra,,,",
    )
    assert [str(one.where) for one in whole.findings] == [
        "o:2:roles",
        "o:2:roles",
        "o:3:type",
        "o:4:code",
        "o:4:type",
    ]
    (tried,) = (one.command for one in whole.placed)  # for what its agency doesn't know
    assert isinstance(tried, EnsureOfficial)
    assert (tried.divisions, tried.roles) == (("VP",), (Role.OFFICIAL,))


def test_what_rests_on_a_bad_row_is_not_blamed_for_it() -> None:
    whole = staff("SNV,phòng,VP,Văn phòng,,,", "SNV,official,snv.lan,Lan,VP,,official")
    assert (len(whole.findings), sound(whole)) == (1, [])


# --- hostile files -------------------------------------------------------------------------------


def test_a_row_of_staff_without_agency_or_code_is_named_at_its_empty_cells() -> None:
    found = staff(",division,VP,Văn phòng,,,", "SNV,division,,Phòng A,,,", ",,,,,,official").findings
    assert [finding.where for finding in found] == [
        "o:2:agency",
        "o:3:code",
        "o:4:agency",
        "o:4:code",
    ]


def workbook(*rows: tuple[Any, ...], sheet: str = STAFF) -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    for row in rows:
        page.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def archive(**parts: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return target.getvalue()


HEADER = tuple(STAFF_HEADER.split(","))


def test_numbers_and_dates_of_a_workbook_are_read_as_people_see_them() -> None:
    header = ("code", "kind", "name_vi", "name_en", "wave", "valid_from")
    row = ("UBND", "province", "Tỉnh", "Province", 2.0, date(2021, 1, 31))
    ((one,)) = read(workbook(header, row, sheet=AGENCIES), XLSX).placed
    assert isinstance(one.command, EnsureAgency)
    assert (one.command.wave, one.command.valid_from) == (2, date(2021, 1, 31))


def test_a_formula_is_named_at_its_cell() -> None:
    content = workbook(HEADER, ("SNV", "division", "VP", '=HYPERLINK("http://x")'))
    (found,) = read(content, XLSX).findings
    assert (type(found), found.where) == (FormulaInCell, f"o/{STAFF}:2:name")


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#VALUE!", "#NAME?", "#CALC!", "#n/a"])
def test_an_error_is_no_name_in_a_workbook_or_in_a_csv(error: str) -> None:
    row = ("SNV", "division", "VP", error, "", "", "")
    (found,) = read(workbook(HEADER, row), XLSX).findings
    assert (type(found), found.where) == (FormulaInCell, f"o/{STAFF}:2:name")
    content = f"{STAFF_HEADER}\n{','.join(row)}\n".encode()
    (found,) = read(content, CSV).findings
    assert (type(found), found.where) == (FormulaInCell, "o:2:name")


def test_what_was_typed_on_a_mac_is_composed() -> None:
    row = ("SNV", "division", "VP", unicodedata.normalize("NFD", "Văn phòng Ủy ban"), "", "", "")
    for content, media_type in (
        (workbook(HEADER, row), XLSX),
        (f"{STAFF_HEADER}\n{','.join(row)}\n".encode(), CSV),
    ):
        ((one,)) = read(content, media_type).placed
        assert isinstance(one.command, EnsureDivision)
        assert one.command.name == "Văn phòng Ủy ban"


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"PK nothing", WorkbookUnreadable),
        (archive(x=b"y"), WorkbookUnreadable),
        (archive(bomb=b"\0" * (65 * 1024 * 1024)), WorkbookTooLarge),
        (archive(**{f"p{number}": b"" for number in range(501)}), WorkbookTooLarge),
        (workbook(HEADER, sheet="Sheet1"), WorkbookWithoutTables),
        (workbook(HEADER), FileWithoutRows),
    ],
    ids=["no archive", "no workbook", "bomb", "many parts", "no sheet", "no rows"],
)
def test_a_workbook_that_cannot_be_read_is_refused(content: bytes, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        read(content, XLSX)


def test_an_entity_in_a_workbook_is_not_expanded() -> None:
    content = workbook(HEADER, ("SNV", "division", "VP", "Văn phòng"))
    target = io.BytesIO()
    evil = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w") as new:
        for part in old.namelist():
            text = old.read(part)
            if part.startswith("xl/worksheets/"):
                text = (
                    evil + text.partition(b"?>")[2].replace(b"<v>0</v>", b"<v>&a;</v>")
                    if b"?>" in text
                    else evil + text
                )
            new.writestr(part, text)
    with pytest.raises(WorkbookHarmful):
        read(target.getvalue(), XLSX)


def test_a_table_has_its_greatest_length(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_rows, "MOST_ROWS", 2)
    line = "SNV,division,{},Phòng,,,"
    with pytest.raises(TableTooLong):
        staff(*(line.format(f"P{number}") for number in range(3)))


def test_a_csv_in_another_encoding_is_refused_at_its_line() -> None:
    with pytest.raises(FileUnreadable) as caught:
        read(STAFF_HEADER.encode() + b"\nSNV,division,VP,\xff", CSV)
    assert caught.value.where == "o:2"


def test_an_empty_sheet_beside_another_says_nothing() -> None:
    both = write(XLSX, {AGENCIES: [row(agency_row, PROVINCE)], STAFF: []})
    assert told(read(both, XLSX)) == [PROVINCE]


def test_a_cell_far_below_costs_nothing_and_is_told_at_its_place() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(HEADER, ("SNV", "division", "VP", "Văn phòng"))))
    book[STAFF].title = STAFF.upper() + " "
    book[STAFF.upper() + " "]["A1048576"] = "SNV"
    target = io.BytesIO()
    book.save(target)
    began = time.process_time()
    found = read(target.getvalue(), XLSX)
    assert time.process_time() - began < 3
    assert (len(found.placed), [one.where for one in found.findings]) == (1, ["o/staff:1048576:code"])
