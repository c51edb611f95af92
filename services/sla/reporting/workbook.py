"""A report as a workbook: a sheet with a chart for each kind of unit, and the rows figures stand on."""

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from services.sla.queries.scorecard_rows import ScorecardUnit
from services.sla.reporting.report import Report
from services.sla.reporting.shares import overdue_units, shares_of_divisions, shares_over_time
from services.sla.reporting.wording import (
    BY_DIVISION,
    CHANGE_COLUMNS,
    CHANGED_FIGURES,
    CHANGED_VISITS,
    CHARTS,
    FIGURE_COLUMNS,
    FIGURES,
    NAMES,
    OPEN_COLUMNS,
    OPEN_VISITS,
    OVER_TIME,
    OVERDUE_UNITS,
    PART,
    SHARE,
    TITLE,
    UNITS,
    VISIT_COLUMNS,
    VISITS,
    changed_figures,
    changed_visits,
    heading,
)
from shared.errors import Language, Text
from shared.printing.texts import harmless, readable
from shared.vietnam_time import VIETNAM

_YES, _NO = Text("có", "yes"), Text("không", "no")
_FIRST_ROW = 5  #: of the figures, from 0; the headings stand above it
_CHARTED = ("done_on_time", "done_late", "open_overdue")
_SHARED = (FIGURES["done"], FIGURES["done_on_time"], SHARE)
_COLOURS = ("#2E7D32", "#C62828", "#EF6C00")


class _Book:
    def __init__(self, report: Report, language: Language) -> None:
        self.report, self.language = report, language
        self.stream = io.BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self.book = xlsxwriter.Workbook(self.stream, options)
        made = datetime.fromisoformat(report.as_of).replace(tzinfo=None)
        self.book.set_properties({"title": TITLE.told(language), "created": made})
        self.title = self.book.add_format({"bold": True, "font_size": 14})
        self.head = self.book.add_format(
            {"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1, "bg_color": "#DDEBF7"}
        )
        self.plain = self.book.add_format({"valign": "top"})
        self.quoted = self.book.add_format({"valign": "top", "quote_prefix": True})
        self.percent = self.book.add_format({"num_format": "0%", "valign": "top"})
        self.moment = self.book.add_format({"num_format": "dd/mm/yyyy hh:mm", "valign": "top"})

    def page(self, name: Text, columns: Mapping[str, Text], rows: Iterable[Any]) -> tuple[Worksheet, int]:
        """A sheet of these columns; with how many rows."""
        page = self.book.add_worksheet(name.told(self.language))
        lines = list(heading(self.report, self.language))
        page.write_string(0, 0, readable(lines[0]), self.title)
        for at, line in enumerate(lines[1:], 1):
            page.write_string(at, 0, readable(line))
        for at, title in enumerate(columns.values()):
            page.write_string(_FIRST_ROW - 1, at, title.told(self.language), self.head)
        count = 0
        for count, row in enumerate(rows, 1):
            for at, column in enumerate(columns):
                self._write(page, _FIRST_ROW + count - 1, at, getattr(row, column))
        page.freeze_panes(_FIRST_ROW, 1)
        page.autofilter(_FIRST_ROW - 1, 0, _FIRST_ROW - 1 + max(count, 1), len(columns) - 1)
        page.set_column(0, len(columns) - 1, 16)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        return page, count

    def _write(self, page: Worksheet, row: int, at: int, value: Any) -> None:
        look: Format = self.plain
        match value:
            case None:
                pass
            case bool():
                page.write_string(row, at, (_YES if value else _NO).told(self.language), look)
            case int():
                page.write_number(row, at, value, look)
            case str() if (moment := _moment(value)) is not None:
                page.write_datetime(row, at, moment, self.moment)
            case _:
                text = readable(str(value))  # what looks like a formula stays text, also once edited
                page.write_string(row, at, text, self.quoted if harmless(text) != text else look)

    def chart(self, page: Worksheet, columns: Sequence[str], names: int, count: int) -> None:
        """On time, late and overdue of each row, beside the table's end."""
        if not count:
            return
        chart = self.book.add_chart({"type": "bar", "subtype": "stacked"})
        first, last = _FIRST_ROW, _FIRST_ROW + count - 1
        for figure, colour in zip(_CHARTED, _COLOURS, strict=True):
            at = columns.index(figure)
            chart.add_series(
                {
                    "name": [page.get_name(), _FIRST_ROW - 1, at],
                    "categories": [page.get_name(), first, 0, last, names - 1],
                    "values": [page.get_name(), first, at, last, at],
                    "fill": {"color": colour},
                }
            )
        chart.set_y_axis({"reverse": True})
        chart.set_size({"width": 720, "height": 120 + 28 * min(count, 40)})
        page.insert_chart(last + 3, 0, chart)

    def charts(self) -> None:
        """A sheet of shares on time and of what is overdue, each with the figures that it draws."""
        page = self.book.add_worksheet(CHARTS.told(self.language))
        lines = list(heading(self.report, self.language))
        page.write_string(0, 0, readable(lines[0]), self.title)
        for at, line in enumerate(lines[1:], 1):
            page.write_string(at, 0, readable(line))
        page.set_column(0, 0, 24)
        page.set_column(1, 3, 13)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        row = _FIRST_ROW
        for title, shares in (
            (OVER_TIME, shares_over_time(self.report)),
            (BY_DIVISION, shares_of_divisions(self.report)),
        ):
            rows = [(one.name, one.done, one.on_time, one.on_time / one.done) for one in shares]
            heads = (PART if title is OVER_TIME else UNITS[ScorecardUnit.DIVISION], *_SHARED)
            row = self._charted(page, row, title, heads, rows, ((3, _COLOURS[0]),), percent=True)
        waits = [(one.name, one.overdue, one.waiting) for one in overdue_units(self.report)]
        overdue = (FIGURE_COLUMNS["unit"], FIGURES["open_overdue"], FIGURES["open_overdue_waiting"])
        drawn = ((1, _COLOURS[2]), (2, "#BDBDBD"))
        self._charted(page, row, OVERDUE_UNITS, overdue, waits, drawn, percent=False)

    def _charted(
        self,
        page: Worksheet,
        row: int,
        title: Text,
        heads: Sequence[Text],
        rows: Sequence[tuple[Any, ...]],
        drawn: Sequence[tuple[int, str]],
        *,
        percent: bool,
    ) -> int:
        """A table with its chart beside it; the row behind both."""
        page.write_string(row, 0, title.told(self.language), self.title)
        for at, head in enumerate(heads):
            page.write_string(row + 1, at, head.told(self.language), self.head)
        first, last = row + 2, row + 1 + len(rows)
        for down, cells in enumerate(rows, first):
            for at, cell in enumerate(cells):
                if isinstance(cell, str):
                    page.write_string(down, at, readable(cell), self.plain)
                else:
                    page.write_number(down, at, cell, self.percent if isinstance(cell, float) else self.plain)
        if not rows:
            page.write_string(first, 0, "–", self.plain)
            return first + 3
        chart = self.book.add_chart({"type": "bar", "subtype": "stacked"})
        for at, colour in drawn:
            chart.add_series(
                {
                    "name": [page.get_name(), row + 1, at],
                    "categories": [page.get_name(), first, 0, last, 0],
                    "values": [page.get_name(), first, at, last, at],
                    "fill": {"color": colour},
                    "data_labels": {"value": True},
                    "gap": 60,
                }
            )
        chart.set_title({"name": title.told(self.language), "name_font": {"size": 11}})
        chart.set_y_axis({"reverse": True})
        chart.set_x_axis({"min": 0, **({"max": 1, "num_format": "0%"} if percent else {})})
        chart.set_legend({"position": "bottom"} if len(drawn) > 1 else {"none": True})
        height = 120 + 28 * len(rows)
        chart.set_size({"width": 620, "height": height})
        page.insert_chart(row + 1, len(heads) + 1, chart)
        return max(last + 3, row + 3 + height // 20)


def report_workbook(report: Report, language: Language) -> bytes:
    """The bytes of the file; the same for the same report."""
    book = _Book(report, language)
    for unit, name in UNITS.items():
        names = [one for one in NAMES if one in unit.names]
        columns = {one: NAMES[one] for one in names} | FIGURES
        page, count = book.page(name, columns, report.units[unit])
        book.chart(page, list(columns), len(names), count)
    book.charts()
    book.page(VISITS, VISIT_COLUMNS, report.visits)
    book.page(OPEN_VISITS, OPEN_COLUMNS, report.open_visits)
    if report.changes:
        book.page(CHANGED_FIGURES, FIGURE_COLUMNS, changed_figures(report, language))
        book.page(CHANGED_VISITS, CHANGE_COLUMNS, changed_visits(report, language))
    book.book.close()
    return book.stream.getvalue()


def _moment(text: str) -> datetime | None:
    """An instant of an answer, in the agencies' time; None where the text is something else."""
    if not text.endswith("Z") or "T" not in text:
        return None
    try:
        return datetime.fromisoformat(text).astimezone(VIETNAM).replace(tzinfo=None)
    except ValueError:
        return None
