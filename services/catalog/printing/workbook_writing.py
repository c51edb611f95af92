"""The catalogue as a workbook that can be edited and read back: a row a procedure, a row a step."""

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from services.catalog.domain.procedure.in_full import content_of
from services.catalog.domain.procedure.procedure import Procedure
from services.catalog.printing.cells import Cell, figure_of, unit_of
from services.catalog.printing.columns import (
    FIGURE_OF,
    FORMAT,
    LISTS,
    MACHINE_SHEET,
    PROCEDURES,
    SHEETS,
    STATED,
    STEPS,
    UNIT_OF,
    Column,
    Sheet,
)
from shared.printing.texts import readable

_LAST_ROW = 5000  #: to which lists to choose from are offered
_DAY_ZERO = datetime(2020, 3, 5)  # noqa: DTZ001 - the format has no zone; equal catalogues are equal bytes
_FORMULA_MARKS = ("=", "+", "-", "@")


def catalogue_workbook(agency: str, edition: int, procedures: Sequence[Procedure]) -> bytes:
    """The bytes of the file; the same for the same catalogue."""
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(stream, options)
    book.set_properties({"title": f"{agency}, {edition}", "created": _DAY_ZERO})
    looks = {
        "heading": book.add_format(
            {"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1, "bg_color": "#DDEBF7"}
        ),
        "cell": book.add_format({"text_wrap": True, "valign": "top"}),
        "quoted": book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True}),
        "day": book.add_format({"num_format": "dd/mm/yyyy", "valign": "top"}),
    }
    contents = [{"code": one.code, **content_of(one)} for one in procedures]
    for sheet in SHEETS:
        _write(book.add_worksheet(sheet.title), sheet, list(_rows(sheet, contents)), looks)
    machine = book.add_worksheet(MACHINE_SHEET)
    for at, (name, value) in enumerate((("format", FORMAT), ("agency", agency), ("edition", str(edition)))):
        machine.write_row(at, 0, (name, value))
    machine.very_hidden()
    book.close()
    return stream.getvalue()


def _write(
    page: Worksheet, sheet: Sheet, rows: Sequence[Sequence[Cell]], looks: Mapping[str, Format]
) -> None:
    for at, column in enumerate(sheet.columns):
        page.set_column(at, at, column.width)
        page.write_string(0, at, column.title, looks["heading"])
        page.write_string(1, at, column.path)
        if column.note:
            page.write_comment(0, at, column.note)
        if column.codec.choices:
            page.data_validation(
                2, at, _LAST_ROW, at, {"validate": "list", "source": list(column.codec.choices)}
            )
    page.set_row(1, None, None, {"hidden": True})
    page.freeze_panes(2, 2)
    page.autofilter(0, 0, max(len(rows) + 1, 2), len(sheet.columns) - 1)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    for at_row, row in enumerate(rows, start=2):
        for at, cell in enumerate(row):
            _write_cell(page, at_row, at, cell, looks)


def _write_cell(page: Worksheet, row: int, at: int, cell: Cell, looks: Mapping[str, Format]) -> None:
    match cell:
        case None | "":
            pass
        case date():
            page.write_datetime(row, at, cell, looks["day"])
        case str():
            # what looks like a formula stays text, also after somebody has edited the cell
            look = looks["quoted" if cell.startswith(_FORMULA_MARKS) else "cell"]
            page.write_string(row, at, readable(cell), look)
        case _:
            page.write_number(row, at, cell, looks["cell"])


def _rows(sheet: Sheet, contents: Sequence[dict[str, Any]]) -> Iterator[list[Cell]]:
    for content in contents:
        if sheet is PROCEDURES:
            yield _row(sheet, content)
        elif sheet is STEPS:
            yield from _step_rows(content)
        elif sheet in LISTS:
            for entry in content[sheet.name]:
                yield _row(sheet, {"procedure": content["code"], **entry})


def _step_rows(content: dict[str, Any]) -> Iterator[list[Cell]]:
    """A stage without a step has a row of its own."""
    for stage in content["stages"]:
        place = {"procedure": content["code"], "stage": {"code": stage["code"], "name": stage["name"]}}
        steps: list[dict[str, Any]] = stage["steps"] or [{}]
        for step in steps:
            yield _row(STEPS, {**place, **step})


def _row(sheet: Sheet, entry: dict[str, Any]) -> list[Cell]:
    return [_cell(column, entry) for column in sheet.columns]


def _cell(column: Column, entry: dict[str, Any]) -> Cell:
    value: Any = entry
    for step in column.steps:
        if value is None:
            return None
        if step == STATED:
            return column.codec.write(True)
        if step in (FIGURE_OF, UNIT_OF):
            return figure_of(value) if step == FIGURE_OF else unit_of(value)
        value = value.get(step)
    return None if value is None else column.codec.write(value)
