"""Opens a workbook that somebody sent, and gives the cells of its sheets; refuses what would harm.

A workbook is a ZIP of XML files: it may unfold to far more than it weighs, name entities that grow or
reach out, or pretend to millions of rows.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from xml.sax import SAXException
from xml.sax.handler import ContentHandler

import openpyxl
from defusedxml import DefusedXmlException
from defusedxml.sax import parseString
from openpyxl.cell.cell import MergedCell
from openpyxl.workbook import Workbook

from services.catalog.errors.workbooks import (
    SheetTooLong,
    WorkbookHarmful,
    WorkbookTooLarge,
    WorkbookUnreadable,
)
from services.catalog.paperwork.cells import Cell

LARGEST = 48 * 1024 * 1024  #: bytes, unfolded
HIGHEST_RATIO = 100  #: unfolded to folded, of a part over a megabyte
MOST_PARTS = 200
MOST_ROWS = 60_000  #: of a sheet
MOST_COLUMNS = 64
_SMALL = 1024 * 1024
#: What reading a damaged or encrypted ZIP raises.
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a sheet: its number, its cells from column 1 on, and the columns that have formulas."""

    number: int
    cells: tuple[Cell, ...]
    formulas: tuple[int, ...] = ()

    @property
    def blank(self) -> bool:
        """Whether there is nothing in it."""
        return not self.formulas and all(cell is None or cell == "" for cell in self.cells)


def open_workbook(file: bytes) -> Workbook:
    """The workbook. Raises the refusal that says why it can't be taken."""
    _check_parts(file)
    try:
        return openpyxl.load_workbook(io.BytesIO(file), read_only=True, keep_links=False)
    except Exception as error:  # the library raises whatever it stumbles over
        raise WorkbookUnreadable(where="body") from error


def lines_of(book: Workbook, title: str) -> Iterator[Line]:
    """The rows of a sheet, from the first on; none where there is no such sheet."""
    if title not in book.sheetnames:
        return
    try:
        rows = book[title].iter_rows(max_col=MOST_COLUMNS)
        for number, row in enumerate(rows, start=1):
            if number > MOST_ROWS:
                raise SheetTooLong(where=title, sheet=title, most=MOST_ROWS)
            yield _line(number, row)
    except SheetTooLong:
        raise
    except Exception as error:  # as above: a damaged sheet is read only now
        raise WorkbookUnreadable(where=title) from error


def _line(number: int, row: tuple[object, ...]) -> Line:
    cells: list[Cell] = []
    formulas = []
    for column, cell in enumerate(row, start=1):
        value = None if isinstance(cell, MergedCell) else getattr(cell, "value", None)
        if getattr(cell, "data_type", "") == "f":
            formulas.append(column)
        cells.append(_plain(value))
    return Line(number, tuple(cells), tuple(formulas))


def _plain(value: object) -> Cell:
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n")
    if isinstance(value, bool):
        return "Có" if value else "Không"
    return value if isinstance(value, Cell) else str(value) if value is not None else None


def _check_parts(file: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(file)) as packed:
            parts = packed.infolist()
            _check_sizes(parts)
            for part in parts:
                if part.filename.endswith((".xml", ".rels", ".vml")):
                    _check_xml(packed.read(part))
    except _DAMAGED as error:
        raise WorkbookUnreadable(where="body") from error


def _check_sizes(parts: list[zipfile.ZipInfo]) -> None:
    steep = any(
        part.file_size > _SMALL and part.file_size > HIGHEST_RATIO * max(part.compress_size, 1)
        for part in parts
    )
    if steep or len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST:
        raise WorkbookTooLarge(where="body", most=LARGEST // (1024 * 1024))


def _check_xml(content: bytes) -> None:
    """No document type, so that there are no entities; and XML at all."""
    try:
        parseString(content, ContentHandler(), forbid_dtd=True)
    except DefusedXmlException as error:
        raise WorkbookHarmful(where="body") from error
    except (SAXException, ValueError) as error:
        raise WorkbookUnreadable(where="body") from error
