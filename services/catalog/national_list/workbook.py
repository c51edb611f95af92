"""The list as an XLSX workbook, written row by row: what is written is no longer in memory."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from services.catalog.national_list.fields import ListField
from services.catalog.national_list.rows import Cell

_LONGEST = 32_767  #: characters of a cell
_WIDEST = 60
_FORMULA_MARKS = ("=", "+", "-", "@", "\t", "\r")


class Workbook:
    """One sheet with a header. Text is only ever written as text: no cell is a formula or a link."""

    def __init__(self, path: Path, title: str, fields: Sequence[ListField]) -> None:
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._book = xlsxwriter.Workbook(str(path), options)
        self._sheet = self._book.add_worksheet(title[:31])
        look = {
            "font_name": "Times New Roman",
            "font_size": 12,
            "text_wrap": True,
            "valign": "top",
            "border": 1,
        }
        self._plain = self._book.add_format(look)
        self._quoted = self._book.add_format({**look, "quote_prefix": True})
        head = self._book.add_format({**look, "bold": True, "align": "center", "bg_color": "#EEF1F4"})
        self._row = 1
        for column, field in enumerate(fields):
            self._sheet.set_column(column, column, min(max(len(field.label) + 4, 16), _WIDEST))
            self._sheet.write_string(0, column, field.label, head)
        self._sheet.freeze_panes(1, 0)
        self._sheet.repeat_rows(0)
        self._sheet.set_landscape()
        self._sheet.set_paper(9)  # A4
        self._sheet.fit_to_pages(1, 0)

    def add(self, rows: Iterable[dict[str, Cell]]) -> None:
        """Write these rows under the others."""
        for row in rows:
            for column, cell in enumerate(row.values()):
                if isinstance(cell, int):
                    self._sheet.write_number(self._row, column, cell, self._plain)
                else:
                    self._sheet.write_string(self._row, column, _fitting(cell), self._format(cell))
            self._row += 1

    def close(self) -> None:
        """Finish the file."""
        self._book.close()

    def _format(self, text: str) -> Any:
        """What begins like a formula keeps its leading quote, so that it stays text when it is edited."""
        return self._quoted if text.startswith(_FORMULA_MARKS) else self._plain


def _fitting(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
