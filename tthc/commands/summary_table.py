"""The summary of an import: a table for people, one JSON object for machines."""

from collections.abc import Mapping, Sequence
from typing import Any

from rich.markup import escape
from rich.table import Table

from tthc.commands.terminal import Terminal
from tthc.summary import Overdue, Summary

_FIGURES = {
    "cases": ("Hồ sơ", "Cases"),
    "steps_completed": ("Bước đã hoàn thành", "Completed steps"),
    "hand_offs": ("Lượt chuyển", "Hand-offs"),
    "returns": ("Lượt trả lại", "Returns"),
    "reopened": ("Bước mở lại", "Steps reopened"),
    "extensions": ("Lượt gia hạn", "Extensions"),
    "late_cases": ("Hồ sơ trễ hạn", "Late cases"),
}


def show_summary(terminal: Terminal, summary: Summary, further: Mapping[str, Any] | None = None) -> None:
    """Print the summary on stdout, and what is wrong with it on stderr; `further` goes into the JSON."""
    if terminal.json:
        terminal.result({**summary.told(terminal.language), **(further or {})})
    else:
        _show_tables(terminal, summary)
    for one in summary.disagreements:
        vi, en = _FIGURES[one.figure]
        terminal.error(
            terminal.translated(
                f"{vi}: các dịch vụ cho {one.of_services}, còn nhật ký cho {one.of_log}.",
                f"{en}: {one.of_services} by the services, {one.of_log} by the log.",
            )
        )


def _show_tables(terminal: Terminal, summary: Summary) -> None:
    figures = Table(title=escape(f"{summary.agency} · {summary.procedure}"), show_header=False)
    figures.add_column()
    figures.add_column(justify="right")
    for name, (vi, en) in _FIGURES.items():
        figures.add_row(terminal.translated(vi, en), number(terminal, getattr(summary, name)))
    events = sum(summary.events_by_type.values())
    figures.add_row(terminal.translated("Sự kiện đã phát", "Events published"), number(terminal, events))
    figures.add_row(
        terminal.translated("Thời gian (giây)", "Duration (s)"), number(terminal, summary.seconds)
    )
    terminal.out.print(figures)
    _show_overdue(
        terminal, "Phòng ban trễ hạn nhiều nhất", "Divisions with most late steps", summary.divisions
    )
    _show_overdue(terminal, "Cán bộ trễ hạn nhiều nhất", "Officials with most late steps", summary.officials)
    for notice in summary.notices:
        terminal.note(notice.message(terminal.language), notice.message(terminal.language))


def _show_overdue(terminal: Terminal, vi: str, en: str, worst: Sequence[Overdue]) -> None:
    table = Table(title=terminal.translated(vi, en))
    table.add_column(terminal.translated("Mã", "Code"))
    table.add_column(terminal.translated("Tên", "Name"))
    table.add_column(terminal.translated("Bước trễ hạn", "Late steps"), justify="right")
    for one in worst:
        table.add_row(escape(one.code), escape(one.name), number(terminal, one.overdue_steps))
    terminal.out.print(table)


def number(terminal: Terminal, value: float) -> str:
    """A number as the reader writes it: 1.434 and 38,5 in Vietnamese, 1,434 and 38.5 in English."""
    text = f"{value:,}" if isinstance(value, int) else f"{value:,.1f}"
    return terminal.translated(text.translate(str.maketrans(",.", ".,")), text)
