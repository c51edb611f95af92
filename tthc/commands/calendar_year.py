"""What `tthc calendar show CODE --year` does: a year of a calendar, to look at and to print."""

from dataclasses import asdict
from datetime import date
from pathlib import Path

from rich.columns import Columns
from rich.markup import escape
from rich.text import Text as RichText

from services.sla.printing.year_pdf import mark_of, year_pdf
from shared.errors import Language
from shared.printing.typesetting import Setting
from shared.vietnam_time import written
from shared.working_time.year_shown import DayShown, MonthShown, YearShown, year_of
from tthc.commands.tables import headed
from tthc.commands.terminal import Terminal
from tthc.operations.calendars import find_calendar

_WEEK = ("T2 T3 T4 T5 T6 T7 CN", "Mo Tu We Th Fr Sa Su")
_MONTHS = tuple(date(2000, month, 1).strftime("%B") for month in range(1, 13))
#: What stands behind a day's number; a day of the weekly rest has nothing there.
_MARKS = {"off": "*", "made-up": "+", "local": "~"}


def run_year(terminal: Terminal, code: str, year: int, *, agency: str | None, pdf: Path | None) -> None:
    """The year's months and the days that aren't as every week; with `pdf`, written into that file too."""
    settings = terminal.settings()
    with terminal.refusals():
        found = terminal.run(find_calendar(settings, terminal.language, code))
        calendar = found.calendar if agency is None else found.calendar.of(agency)
        shown = year_of(calendar, year, found.version)
    if pdf is not None:
        pdf.write_bytes(year_pdf(shown, terminal.language, Setting(settings.font_directory)))
    if terminal.json:
        terminal.result({"origin": found.origin.value, "pdf": pdf and str(pdf), **asdict(shown)})
        return
    if pdf is None:
        _print(terminal, shown)
    else:
        terminal.out.print(escape(str(pdf)), soft_wrap=True)
    terminal.note(found.told.vi, found.told.en)


def _print(terminal: Terminal, year: YearShown) -> None:
    hours = year.working_minutes // 60
    whose = "" if year.agency is None else f" · {year.agency}"
    title = terminal.translated(
        f"Lịch {year.code} năm {year.year}{whose} · {year.working_days} ngày, {hours} giờ làm việc",
        f"Calendar {year.code} {year.year}{whose} · {year.working_days} working days, {hours} hours",
    )
    terminal.out.print(f"[bold]{escape(title)}[/]")
    terminal.out.print(Columns([_month(terminal, one) for one in year.months], padding=(1, 4)))
    terminal.out.print(
        terminal.translated(
            "* nghỉ lễ, tết, bù   + ngày nghỉ phải làm bù   ~ lịch riêng của cơ quan   ? dự kiến",
            "* public holiday   + day of rest that is worked   ~ the agency's own   ? provisional",
        )
    )
    _print_noted(terminal, year)


def _month(terminal: Terminal, month: MonthShown) -> RichText:
    """A month as a table of weeks, Monday first; a mark stands behind the day."""
    name = terminal.translated(f"Tháng {month.month}", _MONTHS[month.month - 1])
    worked = terminal.translated(f"{month.working_days} ngày", f"{month.working_days} days")
    cells = ["    "] * month.days[0].day.weekday() + [_cell(one) for one in month.days]
    cells += ["    "] * (-len(cells) % 7)
    weeks = ["".join(cells[at : at + 7]) for at in range(0, len(cells), 7)]
    head = "".join(f"{one:<4}" for one in terminal.translated(*_WEEK).split())
    return RichText("\n".join([f"{name:<20}{worked:>7} ", head, *weeks]), no_wrap=True)


def _cell(day: DayShown) -> str:
    mark = _MARKS.get(mark_of(day), " ") + ("?" if day.provisional else " ")
    return f"{day.day.day:>2}{mark}"


def _print_noted(terminal: Terminal, year: YearShown) -> None:
    """Every day that isn't as every week, with why, and where that is written."""
    table = headed(terminal.translated("Ngày|Vì|Căn cứ", "Day|What|Source"))
    table.columns[0].no_wrap = True
    for one in year.noted():
        name = one.name + (terminal.translated(" (dự kiến)", " (provisional)") if one.provisional else "")
        name += f": {', '.join(one.hours)}" if one.hours else ""
        day = written(one.day, vietnamese=terminal.language is Language.VI)
        table.add_row(*map(escape, (day, name, one.source)))
    terminal.out.print(table)
