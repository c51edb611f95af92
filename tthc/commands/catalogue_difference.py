"""What `tthc catalogue diff` shows: what two editions of an agency's catalogue differ in."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from rich.markup import escape
from rich.table import Table

from shared.contracts.topics import Service as ServiceName
from shared.settings import Settings
from tthc.commands.terminal import Terminal
from tthc.operations.access import reached


def run_diff(terminal: Terminal, agency: str, before: int, after: int) -> None:
    """The difference of two editions as a table, or as data."""
    told = terminal.run(_difference(terminal, terminal.settings(), agency, before, after))
    if terminal.json:
        terminal.result(told)
        return
    rows = list(_rows(told, terminal))
    table = Table(
        *terminal.translated("Thủ tục|Bước|Mục|Trước|Sau", "Procedure|Step|Field|Before|After").split("|")
    )
    for row in rows:
        table.add_row(*(escape(cell) for cell in row))
    same = terminal.translated("Hai lần ban hành giống nhau.", "The editions are the same.")
    terminal.out.print(table if rows else same)


async def _difference(
    terminal: Terminal, settings: Settings, agency: str, before: int, after: int
) -> dict[str, Any]:
    path = f"/agencies/{quote(agency, safe='')}/editions/{before}/difference"
    headers = {"Accept": "application/json", "Accept-Language": terminal.language.value}
    async with reached(settings) as operator:
        answer = await operator.answer(
            ServiceName.CATALOG, "GET", path, params={"to": after}, headers=headers
        )
    told: dict[str, Any] = answer.json()
    return told


def _rows(told: dict[str, Any], terminal: Terminal) -> Iterator[tuple[str, ...]]:
    for kind, word in _entries(terminal):
        for one in told[kind]:
            yield one["code"], "", word, *_sides(kind.endswith("removed"), one["name"])
    for change in told["changed"]:
        code = change["code"]
        yield from ((code, "", *_field(one)) for one in change["fields"])
        for kind, word in _entries(terminal):
            for placed in change[f"steps_{kind}"]:
                step = placed["step"]
                yield code, step["code"], word, *_sides(kind == "removed", step["name"])
        for step in change["steps_changed"]:
            if step["moved"]:
                word = terminal.translated("chuyển chỗ", "moved")
                yield code, step["code"], word, step["stage_before"], step["stage_after"]
            yield from ((code, step["code"], *_field(one)) for one in step["fields"])
    if told["order"]:
        yield "", "", terminal.translated("thứ tự mới", "new order"), "", ", ".join(told["order"])


def _entries(terminal: Terminal) -> tuple[tuple[str, str], ...]:
    return ("added", terminal.translated("thêm mới", "added")), (
        "removed",
        terminal.translated("bãi bỏ", "removed"),
    )


def _sides(gone: bool, name: str) -> tuple[str, str]:
    return (name, "") if gone else ("", name)


def _field(change: dict[str, Any]) -> tuple[str, str, str]:
    by = f" ({change['per_cent']:+g} %)" if change["per_cent"] is not None else ""
    return change["field"], _said(change["before"]), _said(change["after"]) + by


def _said(value: Any) -> str:
    match value:
        case None:
            return "–"
        case {"duration": duration, "counting": counting}:
            return f"{duration} {counting}"
        case dict():
            return ", ".join(f"{name}={_said(part)}" for name, part in value.items())
        case list():
            return "; ".join(_said(part) for part in value)
        case _:
            return str(value)
