"""What `tthc calendar show` does: shows the calendars that there are, or one."""

from typing import Any
from urllib.parse import quote

from rich.markup import escape

from shared.contracts.topics import Service
from tthc.commands.asking import answer_of, instant, written_day
from tthc.commands.tables import headed
from tthc.commands.terminal import Terminal

_WEEK = ("T2|T3|T4|T5|T6|T7|CN", "Mon|Tue|Wed|Thu|Fri|Sat|Sun")


def run_show(terminal: Terminal, code: str | None) -> None:
    """A calendar's hours and days; without a code the calendars that there are."""
    if code is None:
        found = answer_of(terminal, Service.SLA, "/calendars")
        if terminal.json:
            terminal.result({"calendars": found})
            return
        for one in found:
            changed = instant(terminal, one["changed_at"])
            terminal.out.print(f"[bold]{escape(one['code'])}[/] {one['time_zone']} ({changed})")
        return
    told = answer_of(terminal, Service.SLA, _path(code))
    if terminal.json:
        terminal.result(told)
        return
    _print_week(terminal, told)
    _print_days(terminal, told)


def _path(code: str, what: str = "") -> str:
    return f"/calendars/{quote(code, safe='')}{what}"


def _print_week(terminal: Terminal, told: dict[str, Any]) -> None:
    terminal.out.print(f"[bold]{escape(told['code'])}[/] {told['time_zone']} · {escape(told['week_source'])}")
    for day, hours in zip(terminal.translated(*_WEEK).split("|"), told["week"], strict=True):
        spans = ", ".join(hours) or terminal.translated("nghỉ", "closed")
        terminal.out.print(f"  {day}: {escape(spans)}")


def _print_days(terminal: Terminal, told: dict[str, Any]) -> None:
    """Every day that differs from the week, with where that is written."""
    table = headed(terminal.translated("Ngày|Vì|Căn cứ", "Day|What|Source"))
    table.columns[0].no_wrap = True
    makes_up = terminal.translated(" (làm bù)", " (make-up day)")
    days: list[tuple[tuple[str, ...], str, dict[str, Any]]] = [
        ((one["day"],), f"{one['name']}{_certain(terminal, one)}", one) for one in told["holidays"]
    ]
    for one in told["make_up_days"]:
        days.append(((one["day"],), f"{one['name']}{makes_up}{_certain(terminal, one)}", one))
    for one in told["differences"]:
        days.append(((one["first_day"], one["last_day"]), f"{one['agency']}: {one['name']}", one))
    for span, name, one in sorted(days, key=lambda found: found[:2]):
        written = " – ".join(written_day(terminal, day) for day in dict.fromkeys(span))
        table.add_row(*map(escape, (written, name, one["source"])))
    if days:
        terminal.out.print(table)


def _certain(terminal: Terminal, day: dict[str, Any]) -> str:
    return terminal.translated(" (dự kiến)", " (provisional)") if day.get("provisional") else ""
