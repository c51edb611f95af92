import csv
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from services.catalog.domain.deciders import AGENCY
from services.catalog.domain.organisation.agency import Agency, AgencyKind, KnownNow
from services.catalog.domain.organisation.ensuring import EnsureAgency
from services.catalog.errors.organisation.agencies import MayNotRegisterAgency
from services.catalog.errors.organisation.files import CellUnfit, FileUnreadable, FileWithoutAgencies
from services.catalog.tables.agencies import read_agencies
from services.catalog.tables.rows import Reading, read_csv
from shared.errors import ColumnMissing, Language, Refusal, RowUneven
from shared.kernel import Actor
from tests.scenario import given
from tests.unit.catalog.examples import HEAD, IMPORTER, REGISTERED, act

HEADER = "code,kind,name_vi,name_en,wave"
PROVINCE = "UBND,province,Ủy ban nhân dân tỉnh,Provincial People's Committee,"
DEPARTMENT = "SNV,department,Sở Nội vụ,Department of Home Affairs,1"


def reading(*lines: str, by: Actor = IMPORTER, registered: Mapping[str, AgencyKind] | None = None) -> Reading:
    table = read_csv([f"{line}\n" for line in lines], "a.csv")
    return read_agencies(table, act=act(by), valid_from=date(2021, 1, 1), registered=registered)


def read(*lines: str, registered: Mapping[str, AgencyKind] | None = None) -> list[EnsureAgency]:
    """The commands of a table in which nothing is wrong."""
    whole = reading(*lines, registered=registered)
    assert whole.findings == []
    return [one.command for one in whole.placed if isinstance(one.command, EnsureAgency)]


def test_the_example_file_registers_a_whole_province() -> None:
    path = Path(__file__).parents[4] / "examples" / "agencies.csv"
    with path.open(encoding="utf-8", newline="") as source:
        commands = read(*source)
    with path.open(encoding="utf-8", newline="") as source:
        assert {each.code for each in commands} == {row["code"] for row in csv.DictReader(source)}
    assert commands[0].kind is AgencyKind.PROVINCE
    assert {each.parent for each in commands[1:]} == {commands[0].code}
    known = KnownNow(agencies={commands[0].code: Agency(kind=AgencyKind.PROVINCE)})
    for command in commands:
        assert AGENCY.decide(AGENCY.initial(), command, act(IMPORTER), known)


def test_parents_come_before_children_wherever_they_stand() -> None:
    assert [each.code for each in read(HEADER, DEPARTMENT, PROVINCE)] == ["UBND", "SNV"]


def test_the_first_day_told_for_a_whole_file_is_that_of_new_agencies_alone() -> None:
    _, command = read(HEADER, PROVINCE, DEPARTMENT)
    since = replace(REGISTERED, valid_from=date(2026, 11, 29))
    given(AGENCY, since).when(command, act(IMPORTER), KnownNow()).then()
    known = KnownNow(agencies={"UBND": Agency(kind=AgencyKind.PROVINCE)})
    (registered,) = AGENCY.decide(AGENCY.initial(), command, act(IMPORTER), known)
    assert registered.valid_from == date(2021, 1, 1)


def test_a_row_without_a_wave_has_none() -> None:
    assert [each.wave for each in read(HEADER, PROVINCE, DEPARTMENT)] == [None, 1]


def test_the_mark_of_a_spreadsheet_and_blank_lines_are_passed_over() -> None:
    quoted = '\ufeff"code",kind,name_vi,name_en,wave'
    assert len(read(quoted, PROVINCE, "", ",,,,", DEPARTMENT)) == 2


def test_names_are_normalised() -> None:
    (province,) = read(HEADER, "UBND,province,Ti\u0309nh,Province,")
    assert province.name_vi == "Tỉnh"


def test_further_columns_say_parent_calendar_and_validity() -> None:
    _, department, commune = read(
        "code,kind,name_vi,name_en,parent,working_calendar,valid_from",
        "UBND,province,Tỉnh,Province,,,",
        "X1,commune,Xã Một,Commune One,HOIAN,,",
        "SNV,department,Sở Nội vụ,Home Affairs,UBND,VN-QNA,2025-07-01",
        registered={"HOIAN": AgencyKind.DISTRICT},
    )
    assert (department.parent, department.working_calendar) == ("UBND", "VN-QNA")
    assert department.valid_from == date(2025, 7, 1)
    assert commune.parent == "HOIAN"


@pytest.mark.parametrize(
    ("lines", "refusal", "where"),
    [
        ([], ColumnMissing, "a.csv:1:code"),
        ([HEADER.replace("kind,", "")], ColumnMissing, "a.csv:1:kind"),
        ([HEADER], FileWithoutAgencies, "a.csv:1"),
        ([HEADER, PROVINCE, "SNV,department"], RowUneven, "a.csv:3"),
        ([HEADER, PROVINCE, DEPARTMENT + ",x"], RowUneven, "a.csv:3"),
        ([HEADER, PROVINCE, 'SNV,"department'], FileUnreadable, "a.csv:3"),
        ([HEADER, PROVINCE, DEPARTMENT.replace("department", "sở")], CellUnfit, "a.csv:3:kind"),
        ([HEADER, PROVINCE, DEPARTMENT.replace("SNV", "snv")], CellUnfit, "a.csv:3:code"),
        ([HEADER, PROVINCE, DEPARTMENT.replace("Sở Nội vụ", "")], CellUnfit, "a.csv:3:name_vi"),
        ([HEADER, PROVINCE, DEPARTMENT[:-1] + "một"], CellUnfit, "a.csv:3:wave"),
        ([HEADER, PROVINCE, DEPARTMENT[:-1] + "0"], CellUnfit, "a.csv:3:wave"),
        ([HEADER, PROVINCE, DEPARTMENT, DEPARTMENT], CellUnfit, "a.csv:4:code"),
        ([HEADER, PROVINCE, PROVINCE.replace("UBND", "UB2")], CellUnfit, "a.csv:3:kind"),
        ([HEADER, DEPARTMENT], CellUnfit, "a.csv:2:parent"),
        ([HEADER, PROVINCE, "X1,commune,Xã Một,Commune One,3"], CellUnfit, "a.csv:3:parent"),
        (
            [HEADER + ",valid_from", PROVINCE + ",", DEPARTMENT + ",01/07/2025"],
            CellUnfit,
            "a.csv:3:valid_from",
        ),
        ([HEADER + ",parent", PROVINCE + ",", DEPARTMENT + ",SXX"], CellUnfit, "a.csv:3:parent"),
    ],
)
def test_a_faulty_file_is_refused_with_its_place(
    lines: list[str], refusal: type[Refusal], where: str
) -> None:
    try:
        (found,) = reading(*lines).findings
    except Refusal as unreadable:
        found = unreadable
    assert (type(found), found.where) == (refusal, where)


def test_every_bad_row_is_named_and_every_bad_cell_of_it() -> None:
    bad = "X1,xã,Xã Một,Commune One,một"
    whole = reading(HEADER, PROVINCE, bad, "SNV,department", DEPARTMENT.replace("SNV", "snv"), DEPARTMENT)
    assert sorted(str(found.where) for found in whole.findings) == [
        "a.csv:3:kind",
        "a.csv:3:wave",
        "a.csv:4",
        "a.csv:5:code",
    ]


def test_the_message_names_file_line_and_column_in_both_languages() -> None:
    (found,) = reading(HEADER, PROVINCE, DEPARTMENT.replace("SNV", "snv")).findings
    assert found.message(Language.VI).startswith("Tệp a.csv, dòng 3, cột code: Mã cơ quan snv")
    assert found.message(Language.EN).startswith("a.csv, line 3, column code: snv is not")


def test_a_file_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(f"{HEADER}\n{PROVINCE}\n".encode("utf-16"))
    with path.open(encoding="utf-8", newline="") as source, pytest.raises(FileUnreadable):
        read_csv(source, "a.csv")


def test_who_may_not_register_agencies_may_not_by_file_either() -> None:
    with pytest.raises(MayNotRegisterAgency):
        reading(HEADER, PROVINCE, by=HEAD)


def test_every_row_without_a_code_is_named_by_itself_and_for_that_alone() -> None:
    nameless = ",commune,Xã A,Commune A,", ",district,Huyện B,District B,zero", ",province,Tỉnh,Province,"
    whole = reading(HEADER, *nameless, PROVINCE, DEPARTMENT)
    assert [finding.where for finding in whole.findings] == ["a.csv:2:code", "a.csv:3:code", "a.csv:4:code"]
    assert "không được để trống" in whole.findings[0].message(Language.VI)
    assert len(whole.placed) == 2
