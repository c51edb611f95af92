"""Gives the cells of a workbook's sheets, row by row; a sheet may pretend to millions of rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import normalize

from openpyxl.cell.cell import MergedCell
from openpyxl.workbook import Workbook

from services.catalog.errors.workbooks import SheetTooLong, WorkbookUnreadable
from services.catalog.printing.cells import Cell
from services.catalog.workbooks import is_error

MOST_ROWS = 60_000  #: of a sheet
MOST_COLUMNS = 64


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a sheet: its number, its cells from column 1 on, and the columns that hold no value."""

    number: int
    cells: tuple[Cell, ...]
    formulas: tuple[int, ...] = ()
    errors: tuple[int, ...] = ()  #: `#N/A` and the like: what a formula came to, or a text pasted from one

    @property
    def blank(self) -> bool:
        """Whether there is nothing in it."""
        return not (self.formulas or self.errors) and all(cell is None or cell == "" for cell in self.cells)


def sheet_of(book: Workbook, title: str) -> str | None:
    """What the workbook calls this sheet; None where it has none. Renamed on a Mac, it is spelt otherwise."""
    return next((name for name in book.sheetnames if normalize("NFC", name).strip() == title), None)


def lines_of(book: Workbook, title: str) -> Iterator[Line]:
    """The rows of a sheet, from the first on; none where there is no such sheet."""
    named = sheet_of(book, title)
    if named is None:
        return
    try:
        sheet = book[named]
        sheet.reset_dimensions()  # what it says of its own size may be anything
        before: object = None
        for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), start=1):
            if number > MOST_ROWS:
                raise SheetTooLong(where=title, sheet=title, most=MOST_ROWS)
            if row is not before:  # the rows of a gap are one and the same
                yield _line(number, row)
            before = row
    except SheetTooLong:
        raise
    except Exception as error:  # as above: a damaged sheet is read only now
        raise WorkbookUnreadable(where=title) from error


def _line(number: int, row: tuple[object, ...]) -> Line:
    cells: list[Cell] = []
    formulas, errors = [], []
    for column, cell in enumerate(row, start=1):
        value = None if isinstance(cell, MergedCell) else getattr(cell, "value", None)
        data_type = getattr(cell, "data_type", "")
        if data_type == "f":
            formulas.append(column)
        elif data_type == "e" or (isinstance(value, str) and is_error(value)):
            errors.append(column)
        cells.append(_plain(value))
    return Line(number, tuple(cells), tuple(formulas), tuple(errors))


def _plain(value: object) -> Cell:
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n")
    if isinstance(value, bool):
        return "Có" if value else "Không"
    return value if isinstance(value, Cell) else str(value) if value is not None else None
