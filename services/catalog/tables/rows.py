"""Tables as rows of text with their places: read from CSV, where a bad row doesn't hide the next one."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from services.catalog.application.organisation.tables import Statement
from services.catalog.domain.procedure.naming import tidy
from services.catalog.errors.organisation.files import CellUnfit, FileUnreadable, FormulaInCell, TableTooLong
from services.catalog.workbooks import is_error
from shared.errors import ColumnMissing, Language, Refusal, RowUneven
from shared.kernel import FIRST_YEAR, LAST_YEAR

MOST_ROWS = 50_000

#: What a spreadsheet program would take for a formula, however often it was made harmless before.
_FORMULA = re.compile(r"'*[=+\-@]")
_HARMLESS = re.compile(r"'+[=+\-@]")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, with its place for what is wrong in it."""

    file: str
    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def place(self, column: str) -> str:
        """`file:line:column`."""
        return f"{self.file}:{self.line}:{column}"

    def unfit(self, column: str, reason_vi: str, reason_en: str) -> CellUnfit:
        """The refusal of one cell."""
        return CellUnfit(
            where=self.place(column),
            file=self.file,
            line=self.line,
            column=column,
            reason_vi=reason_vi,
            reason_en=reason_en,
        )

    def refused(self, refusal: Refusal) -> CellUnfit:
        """A rule of the domain, told at the row's place: `where` names the field, and so the column."""
        column = (refusal.where or "code").partition("/")[0]
        return self.unfit(column, refusal.message(Language.VI), refusal.message(Language.EN))


Part: TypeAlias = tuple[str, ...]  #: of an organisation: an agency's code, and a division's or official's


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """What a row states, and where it stands."""

    command: Statement
    row: Row
    states: Part
    rests_on: tuple[Part, ...]  #: what must be there for it

    def refused(self, refusal: Refusal) -> Refusal:
        """The refusal of what it states, at its place in the file."""
        column = (refusal.where or "code").partition("/")[0]
        place = self.row.place({"division": "code", "official": "code"}.get(column, column))
        return type(refusal)(where=place, **refusal.values)


@dataclass(slots=True)
class Reading:
    """What a table states, and everything that is wrong in it."""

    placed: list[Placed] = field(default_factory=list)
    findings: list[Refusal] = field(default_factory=list)
    unsound: set[Part] = field(default_factory=set)  #: what bad rows meant to state

    def add(self, other: "Reading") -> None:
        """Take another table's reading in."""
        self.placed += other.placed
        self.findings += other.findings
        self.unsound |= other.unsound


@dataclass(slots=True)
class Table:
    """The rows of a table that are whole, and what is wrong with the others."""

    file: str
    columns: list[str]
    rows: list[Row] = field(default_factory=list)
    findings: list[Refusal] = field(default_factory=list)


def read_csv(source: Iterable[str], file: str) -> Table:
    """The rows of a CSV. Raises `FileUnreadable` where it is none; uneven rows are findings.

    `source` gives the lines of the file (open it with `encoding="utf-8", newline=""`); `file` is its name
    in messages.
    """
    reader = csv.reader(_without_mark(source), strict=True)
    table: Table | None = None
    try:
        for raw in reader:
            cells = [_bare(tidy(cell)) for cell in raw]
            if table is None:
                table = Table(file, [cell.lower() for cell in cells])
            elif any(cells):
                add_row(table, reader.line_num, cells)
    except (csv.Error, UnicodeDecodeError) as error:
        line = reader.line_num + isinstance(error, UnicodeDecodeError)
        raise FileUnreadable(where=f"{file}:{line}", file=file, line=line) from error
    return table or Table(file, [])


def _without_mark(source: Iterable[str]) -> Iterator[str]:
    """The lines without the byte order mark that spreadsheets put before the first."""
    for number, line in enumerate(source):
        yield line.removeprefix("\ufeff") if number == 0 else line


def add_row(table: Table, line: int, cells: Sequence[str]) -> None:
    """Take a row in, or say what is wrong with it as a whole. Raises `TableTooLong`."""
    if len(table.rows) + len(table.findings) >= MOST_ROWS:
        raise TableTooLong(where=f"{table.file}:{line}", file=table.file, most=MOST_ROWS)
    if len(cells) != len(table.columns):
        table.findings.append(
            RowUneven(
                where=f"{table.file}:{line}",
                file=table.file,
                line=line,
                cells=len(cells),
                columns=len(table.columns),
            )
        )
        return
    for column, cell in zip(table.columns, cells, strict=True):
        if is_error(cell):
            add_formula(table, line, column)
            return
    table.rows.append(Row(table.file, line, dict(zip(table.columns, cells, strict=True))))


def add_formula(table: Table, line: int, column: str) -> None:
    """Say that a cell has a formula, or what it came to when it failed, where a value should stand."""
    where = f"{table.file}:{line}:{column}"
    table.findings.append(FormulaInCell(where=where, file=table.file, line=line, column=column))


def need_columns(table: Table, columns: Sequence[str]) -> None:
    """Raise `ColumnMissing` for the first that the header lacks: no row can be read then."""
    for column in columns:
        if column not in table.columns:
            raise ColumnMissing(where=f"{table.file}:1:{column}", file=table.file, line=1, column=column)


def empty_cells(row: Row, columns: Sequence[str]) -> Iterator[CellUnfit]:
    """A finding for each of these cells that is empty: what the row speaks of can't be known then."""
    for column in columns:
        if not row[column]:
            yield row.unfit(column, "ô này không được để trống.", "this cell must not be empty.")


def iso_date(row: Row, column: str) -> date:
    """The cell as a date. Raises its refusal."""
    try:
        day = date.fromisoformat(row[column])
    except ValueError:
        raise row.unfit(
            column,
            f"ngày “{row[column]}” không đúng dạng 2021-01-31.",
            f"{row[column]!r} is not a date like 2021-01-31.",
        ) from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise row.unfit(
            column,
            f"năm phải từ {FIRST_YEAR} đến {LAST_YEAR}.",
            f"the year must be from {FIRST_YEAR} to {LAST_YEAR}.",
        )
    return day


def write_csv(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> str:
    """The rows as CSV that spreadsheet programs open without taking a text for a formula."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_harmless(row[column]) for column in columns])
    return target.getvalue()


def _harmless(text: str) -> str:
    return f"'{text}" if _FORMULA.match(text) else text


def _bare(text: str) -> str:
    return text[1:] if _HARMLESS.match(text) else text
