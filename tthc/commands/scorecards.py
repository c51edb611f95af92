"""What `tthc scorecards` does: of running services, or straight from the stores.

It asks as an auditor, who sees all: operators and importers read no cases.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from pydantic import TypeAdapter
from rich.markup import escape

from services.sla.queries.scorecard_rows import Scorecards, ScorecardUnit
from services.sla.queries.visits_asked import Days, ScorecardsAsked
from shared.client.tokens import AUDITOR
from shared.contracts.topics import Service
from tthc.commands.asking import answer_of, instant
from tthc.commands.summary_table import number
from tthc.commands.tables import headed, keep_first
from tthc.commands.terminal import Terminal
from tthc.operations.read_only import writable
from tthc.operations.record import running_deployment
from tthc.operations.stored_scorecards import stored_scorecards

_CAUSES = {
    "claimed": ("được nêu, chờ xem xét", "claimed, not decided"),
    "confirmed": ("đã xác nhận", "confirmed"),
    "refused": ("không được công nhận", "refused"),
}
#: The most that the names of a unit are kept on one line for.
_UNIT_WIDTH = 24
_FIGURES = (
    "done",
    "done_late",
    "late_through_others",
    "used_minutes",
    "waiting_minutes",
    "returns",
)


def run_scorecards(
    terminal: Terminal,
    by: str,
    days: tuple[date, date],
    agency: str | None,
    *,
    all_rows: bool,
    opened: bool,
) -> None:
    """A row for each unit, by agency, division and official."""
    asked = ScorecardsAsked(
        by=ScorecardUnit(by), days=Days(*days), agency=agency, all_rows=all_rows, opened=opened
    )
    told = _told(terminal, asked)
    if terminal.json:
        terminal.result(told)
        return
    terminal.out.print(_table(terminal, told["rows"]))
    if told["rows"]:
        terminal.note(
            "Dùng và chờ: phút làm việc. Quá hạn (+n): n việc nữa đang chờ cơ quan khác.",
            "Used and waited: working minutes. Overdue (+n): n more wait for another agency.",
        )
    else:
        terminal.note("Không có bước nào hoàn thành hay trả lại.", "No step was completed or sent back.")
    for row in told["rows"]:
        for visit in row["visits"] or ():
            terminal.out.print(escape(_visit(terminal, visit)), soft_wrap=True)


def _told(terminal: Terminal, asked: ScorecardsAsked) -> dict[str, Any]:
    settings = terminal.settings()
    if settings.distributed or running_deployment(settings.data_dir) is not None:
        days = {"from": asked.days.first.isoformat(), "to": asked.days.last.isoformat()}
        flags = {"all": asked.all_rows, "open": asked.opened, "keep": False}
        params = {**days, **flags, "by": asked.by.value, "agency": asked.agency}
        told: dict[str, Any] = answer_of(terminal, Service.SLA, "/scorecards", as_=AUDITOR, **params)
        return told

    async def read() -> dict[str, Any]:
        with writable(settings, lambda _copy: None) as here:
            found = await stored_scorecards(here, asked)
        plain: dict[str, Any] = TypeAdapter(Scorecards).dump_python(found, mode="json")
        return plain

    return terminal.run(read())


def _table(terminal: Terminal, rows: Sequence[Mapping[str, Any]]) -> Any:
    heads = terminal.translated(
        "Đơn vị|Xong|Trễ|Do chờ|Dùng|Chờ|Trả lại|Quá hạn",
        "Unit|Done|Late|Others|Used|Waited|Returns|Overdue",
    )
    table = headed(heads)
    units = ["/".join(_unit(row)) for row in rows]
    for column in table.columns[1:]:
        column.justify = "right"
    for unit, row in zip(units, rows, strict=True):
        figures = (number(terminal, row[one]) for one in _FIGURES)
        table.add_row(escape(unit), *figures, _overdue(row))
    keep_first(table, terminal.out, min(max(map(len, units), default=0), _UNIT_WIDTH))
    return table


def _overdue(row: Mapping[str, Any]) -> str:
    """The holder's, and, apart, what waits for another agency."""
    held, waiting = row["open_overdue"], row["open_overdue_waiting"]
    return f"{held} (+{waiting})" if waiting else str(held)


def _unit(row: Mapping[str, Any]) -> Iterator[str]:
    return (row[one] for one in ("agency", "division", "official", "procedure") if row[one] is not None)


def _visit(terminal: Terminal, visit: Mapping[str, Any]) -> str:
    ended = instant(terminal, visit["ended_at"])
    late = _late(terminal, visit)
    used, waiting, limit = (number(terminal, visit[name]) for name in ("used", "waiting", "limit"))
    minutes = terminal.translated(
        f"dùng {used} phút, trong đó chờ {waiting}, hạn {limit}",
        f"used {used} minutes, {waiting} of them waiting, limit {limit}",
    )
    who = " / ".join(filter(None, (visit["agency"], visit["division"], visit["official"])))
    place = terminal.translated(
        f"{visit['case']} {visit['step']} lần {visit['visit']}",
        f"{visit['case']} {visit['step']} visit {visit['visit']}",
    )
    versions = ", ".join(map(str, visit["versions"]))
    events = terminal.translated(f"sự kiện {versions} của hồ sơ", f"events {versions} of the case")
    return f"{place} ({who}), {ended}: {minutes}{late}; {events}"


def _late(terminal: Terminal, visit: Mapping[str, Any]) -> str:
    if visit["late_through_others"]:
        return terminal.translated("; trễ do chờ cơ quan khác", "; late through others")
    if visit["late"] and visit["cause"] is not None:
        state = terminal.translated(*_CAUSES.get(visit["cause"]["state"], (visit["cause"]["state"],) * 2))
        return terminal.translated(
            f"; trễ, nguyên nhân khách quan {state}", f"; late, objective cause {state}"
        )
    return terminal.translated("; trễ", "; late") if visit["late"] else ""
