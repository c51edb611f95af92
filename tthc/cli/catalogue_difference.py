"""`tthc catalogue diff`: what two editions of an agency's catalogue differ in."""

from collections.abc import Iterator
from typing import Annotated, Any
from urllib.parse import quote

import typer
from rich.markup import escape
from rich.table import Table

from shared.contracts.topics import Service as ServiceName
from tthc.cli.language import translated
from tthc.cli.terminal import JsonOption, LanguageOption, Terminal
from tthc.operations.access import reached

commands = typer.Typer()

AgencyArgument = Annotated[str, typer.Argument(help=translated("Mã cơ quan.", "The agency's code."))]


@commands.command(
    "diff",
    help=translated(
        "So sánh hai lần ban hành danh mục: thủ tục thêm, bãi bỏ, thay đổi; các bước; thời hạn. Luôn kể từ "
        "lần cũ đến lần mới.\n\nVí dụ: tthc catalogue diff SNV --from 1 --to 2",
        "Compare two editions of a catalogue: procedures added, removed, changed; steps; limits. Always told "
        "from the older to the newer.\n\nExample: tthc catalogue diff SNV --from 1 --to 2",
    ),
)
def diff(
    agency: AgencyArgument,
    before: Annotated[
        int, typer.Option("--from", min=1, max=9999, help=translated("Lần cũ.", "The older edition."))
    ],
    after: Annotated[
        int, typer.Option("--to", min=1, max=9999, help=translated("Lần mới.", "The newer edition."))
    ],
    json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """The difference as a table, or as data."""
    terminal = Terminal(json=json, language=language)
    settings = terminal.settings()
    path = f"/agencies/{quote(agency, safe='')}/editions/{before}/difference"

    async def ask() -> dict[str, Any]:
        headers = {"Accept": "application/json", "Accept-Language": terminal.language.value}
        async with reached(settings) as operator:
            answer = await operator.answer(
                ServiceName.CATALOG, "GET", path, params={"to": after}, headers=headers
            )
        told: dict[str, Any] = answer.json()
        return told

    told = terminal.run(ask())
    if json:
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
