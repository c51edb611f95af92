"""What `tthc simulate` shows to people."""

from rich.markup import escape
from rich.table import Table

from shared.contracts.vocabulary import TimeLimit
from tthc.commands.discover_tables import amount, make_room, percent
from tthc.commands.summary_table import number
from tthc.commands.terminal import Terminal
from tthc.mining.whatif.comparison import Comparison, Late


def show_comparison(terminal: Terminal, comparison: Comparison) -> None:
    """The tables: all cases, by step, by unit."""
    make_room(terminal)
    totals = Table(title=terminal.translated("Hồ sơ", "Cases"))
    for heading in terminal.translated(
        "Hồ sơ|Quá hạn trước|%|Quá hạn sau|%", "Cases|Late before|%|Late after|%"
    ).split("|"):
        totals.add_column(heading, justify="right")
    totals.add_row(*_counts(terminal, comparison, comparison.cases, after=comparison.cases_counted))
    if comparison.late_by_deadline is not None:
        late = number(terminal, comparison.late_by_deadline)
        totals.caption = terminal.translated(
            f"Quá hạn theo thời hạn ghi trong nhật ký: {late}", f"Late by the log's own deadlines: {late}"
        )
    terminal.out.print(totals)
    terminal.out.print(_steps(terminal, comparison))
    terminal.out.print(_units(terminal, comparison))
    if comparison.unnamed:
        names = ", ".join(comparison.unnamed)
        terminal.note(f"Tệp không nêu thời hạn mới của: {names}", f"The file states no new limit of: {names}")
    if comparison.unvisited:
        names = ", ".join(comparison.unvisited)
        terminal.note(f"Không hồ sơ nào đến bước: {names}", f"No case came to: {names}")
    for notice in comparison.notices:
        terminal.note(notice.message(terminal.language), notice.message(terminal.language))


def _steps(terminal: Terminal, comparison: Comparison) -> Table:
    table = Table(title=terminal.translated("Theo bước", "By step"))
    vi = "Mã|Bước|Lượt|Quá hạn trước|%|Quá hạn sau|%|Hạn trước|Hạn sau"
    en = "Code|Step|Visits|Late before|%|Late after|%|Limit before|Limit after"
    for index, heading in enumerate(terminal.translated(vi, en).split("|")):
        table.add_column(heading, justify="right" if index > 1 else "left")
    for step, late in comparison.steps.items():
        table.add_row(
            escape(step),
            escape(comparison.names.get(step, "")),
            *_counts(terminal, comparison, late, after=step in comparison.limits_after),
            _limit(comparison.limits_before.get(step)),
            _limit(comparison.limits_after.get(step)),
        )
    return table


def _units(terminal: Terminal, comparison: Comparison) -> Table:
    table = Table(title=terminal.translated("Theo phòng ban", "By unit"))
    vi, en = "Phòng ban|Lượt|Quá hạn trước|%|Quá hạn sau|%", "Unit|Visits|Late before|%|Late after|%"
    for index, heading in enumerate(terminal.translated(vi, en).split("|")):
        table.add_column(heading, justify="right" if index else "left")
    for division, late in sorted(comparison.units.items(), key=lambda one: (-one[1].count, one[0])):
        table.add_row(escape(division), *_counts(terminal, comparison, late))
    return table


def _counts(terminal: Terminal, comparison: Comparison, late: Late, *, after: bool = True) -> tuple[str, ...]:
    """Five cells: how many, late before with its share, late after with its share."""
    cells = [number(terminal, late.count)]
    for counted, value in ((comparison.has_before, late.before), (after, late.after)):
        cells += [number(terminal, value), percent(terminal, value, late.count)] if counted else ["–", "–"]
    return tuple(cells)


def _limit(limit: TimeLimit | None) -> str:
    return "–" if limit is None else amount(limit)
