"""The organisation as tables: agencies, and staff (divisions and officials); CSV each, or one workbook."""

import io
from collections.abc import Iterable, Mapping
from datetime import date

from services.catalog.domain.organisation.agency import AgencyKind
from services.catalog.errors.organisation.files import FileUnreadable, WorkbookWithoutTables
from services.catalog.tables.agencies import AGENCY_COLUMNS, read_agencies
from services.catalog.tables.rows import Placed, Reading, Table, read_csv, write_csv
from services.catalog.tables.staff import STAFF_COLUMNS, read_staff
from services.catalog.tables.workbook import read_workbook, write_workbook
from shared.decider import Act

AGENCIES, STAFF = "agencies", "staff"  #: the sheets of a workbook, in their order
CSV, XLSX = "text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

COLUMNS = {AGENCIES: AGENCY_COLUMNS, STAFF: STAFF_COLUMNS}


def tables_of(content: bytes, media_type: str, file: str) -> list[Table]:
    """The tables in a file. Raises why it can't be read at all."""
    if media_type == XLSX:
        tables = read_workbook(content, file, (AGENCIES, STAFF))
        if not tables:
            raise WorkbookWithoutTables(where=file, file=file, sheets=f"{AGENCIES}, {STAFF}")
        return tables
    try:
        return [read_csv(io.StringIO(content.decode(), newline=""), file)]
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise FileUnreadable(where=f"{file}:{line}", file=file, line=line) from None


def parents_in(tables: Iterable[Table]) -> set[str]:
    """The codes that rows name as parents."""
    return {row["parent"] for table in tables for row in table.rows} - {""}


def read_tables(
    tables: Iterable[Table], *, act: Act, valid_from: date | None, registered: Mapping[str, AgencyKind]
) -> Reading:
    """What the tables state together: agencies first, then divisions, then officials."""
    several = list(tables)
    filled = [table for table in several if table.rows or table.findings]
    reading = Reading()
    for table in filled or several:  # an empty sheet beside another says nothing
        if "type" in table.columns:
            reading.add(read_staff(table))
        else:
            reading.add(read_agencies(table, act=act, valid_from=valid_from, registered=registered))
    return reading


def sound(reading: Reading) -> list[Placed]:
    """The rows that rest on no bad row: the others' own faults are seen only once that is mended."""
    unsound = set(reading.unsound)
    rest = []
    for one in reading.placed:
        if unsound.isdisjoint(one.rests_on):
            rest.append(one)
        else:
            unsound.add(one.states)
    return rest


def write(format_: str, tables: Mapping[str, Iterable[Mapping[str, str]]]) -> bytes:
    """The tables in a workbook; or one table as CSV, with the mark by which spreadsheets know UTF-8."""
    if format_ == XLSX:
        return write_workbook({name: (COLUMNS[name], rows) for name, rows in tables.items()})
    ((name, rows),) = tables.items()
    return ("\ufeff" + write_csv(COLUMNS[name], rows)).encode()
