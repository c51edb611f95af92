"""Workbooks (XLSX) of several tables, a sheet each: read with suspicion, written as plain text."""

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import openpyxl
from openpyxl.cell import WriteOnlyCell

from services.catalog.domain.procedure.naming import tidy
from services.catalog.errors.workbooks import WorkbookUnreadable
from services.catalog.tables.rows import Table, add_formula, add_row
from services.catalog.workbooks import open_workbook
from shared.errors import Refusal

MOST_COLUMNS = 64
_LAST_ROW = 1_048_576  #: of a sheet, by the format itself
_FORMULA, _ERROR = "f", "e"


def read_workbook(content: bytes, file: str, sheets: Sequence[str]) -> list[Table]:
    """The tables of those of these sheets that are there, in this order.

    Raises what `open_workbook` does, `WorkbookUnreadable` for a damaged sheet, and `TableTooLong`.
    """
    book = open_workbook(content)
    try:
        named = {name.strip().lower(): name for name in book.sheetnames}
        return [_table(book[named[name]], f"{file}/{name}") for name in sheets if name in named]
    except Refusal:
        raise
    except Exception as error:  # the library raises whatever it stumbles over
        raise WorkbookUnreadable(where=file) from error
    finally:
        book.close()


def _table(sheet: Any, file: str) -> Table:
    sheet.reset_dimensions()  # what the sheet says of its own size may be anything
    table: Table | None = None
    before: Any = None
    for line, cells in enumerate(sheet.iter_rows(max_row=_LAST_ROW, max_col=MOST_COLUMNS), 1):
        if cells is before:  # the rows of a gap are one and the same, and may be a million
            continue
        before = cells
        texts = [_text(cell.value) for cell in cells]
        if table is None:
            while texts and not texts[-1]:
                texts.pop()
            table = Table(file, [text.lower() for text in texts])
        elif any(texts):
            _add(table, line, cells, texts)
    return table or Table(file, [])


def _add(table: Table, line: int, cells: Sequence[Any], texts: list[str]) -> None:
    for column, cell in zip(table.columns, cells, strict=False):
        if cell.data_type in (_FORMULA, _ERROR):
            add_formula(table, line, column)
            return
    width = len(table.columns)
    while len(texts) > width and not texts[-1]:
        texts.pop()
    add_row(table, line, texts + [""] * (width - len(texts)))


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case datetime() if value.time() == datetime.min.time():
            return value.date().isoformat()
        case datetime() | date():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
    return tidy(str(value))


def write_workbook(tables: Mapping[str, tuple[Sequence[str], Iterable[Mapping[str, str]]]]) -> bytes:
    """A sheet for each table, of its columns and rows; every cell is text."""
    book = openpyxl.Workbook(write_only=True)
    for name, (columns, rows) in tables.items():
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        sheet.append([_cell(sheet, column) for column in columns])
        for row in rows:
            sheet.append([_cell(sheet, row[column]) for column in columns])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _cell(sheet: Any, text: str) -> Any:
    if not text:
        return None
    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"  # a text stays one, also if it begins as a formula does
    return cell
