"""What `tthc catalogue export` and `import` do: an edition as a file, and a file as a draft."""

from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import typer
from rich.markup import escape
from rich.table import Table

from shared.contracts.topics import Service
from shared.settings import Settings
from tthc.commands.terminal import Terminal
from tthc.connection import connected
from tthc.language import translated

_MEDIA = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".json": "application/json",
}


def run_export(terminal: Terminal, agency: str, edition: int, paper: str, output: Path) -> None:
    """Write a paper of an edition (`decision.pdf`) into a file, and say how large it is."""
    path = f"/agencies/{quote(agency, safe='')}/editions/{edition}/{paper}"
    file = terminal.run(_fetched(terminal, terminal.settings(), path))
    try:
        output.write_bytes(file)
    except OSError as error:
        raise typer.BadParameter(str(error), param_hint="--output") from None
    terminal.note(f"Đã ghi {output} ({len(file)} byte).", f"{output} written ({len(file)} bytes).")
    if terminal.json:
        terminal.result({"output": str(output), "bytes": len(file)})


def run_import(terminal: Terminal, agency: str, path: Path, *, dry_run: bool) -> None:
    """Import the file, or tell what that would change."""
    media = _MEDIA.get(path.suffix.lower())
    if media is None:
        raise typer.BadParameter(
            translated("chỉ nhận .xlsx và .json.", "only .xlsx and .json."), param_hint="PATH"
        )
    told = terminal.run(_import(terminal, terminal.settings(), agency, path.read_bytes(), media, dry_run))
    if terminal.json:
        terminal.result(told)
    elif dry_run:
        _show(terminal, told)
    else:
        edition, count = told["edition"], len(told["events"])
        terminal.note(
            f"Dự thảo danh mục lần {edition}: {count} thay đổi.",
            f"Draft of edition {edition}: {count} changes.",
        )


async def _fetched(terminal: Terminal, settings: Settings, path: str) -> bytes:
    async with connected(settings, terminal.language) as services:
        return await services.file(Service.CATALOG, path)


async def _import(
    terminal: Terminal, settings: Settings, agency: str, file: bytes, media: str, dry_run: bool
) -> dict[str, Any]:
    """Under one key, however often it is sent; ordered again, it does what is still to do."""
    async with connected(settings, terminal.language) as services:
        told: dict[str, Any] = await services.post(
            Service.CATALOG,
            f"/agencies/{quote(agency, safe='')}/editions/import",
            key=uuid4().hex,
            content=file,
            media_type=media,
            params={"dry_run": dry_run},
        )
        return told


def _show(terminal: Terminal, told: dict[str, Any]) -> None:
    edition = told["edition"]
    new = terminal.translated("mới", "new") if told["new"] else terminal.translated("đang mở", "open")
    terminal.note(f"Bản dự thảo lần {edition} ({new}):", f"Draft of edition {edition} ({new}):")
    table = Table(*terminal.translated("Thay đổi|Số thủ tục|Mã", "Change|Procedures|Codes").split("|"))
    for name, words in (
        ("added", terminal.translated("thêm", "added")),
        ("changed", terminal.translated("sửa", "changed")),
        ("removed", terminal.translated("bỏ", "removed")),
    ):
        table.add_row(words, str(len(told[name])), escape(", ".join(told[name])))
    terminal.out.print(table)
    if told["reordered"]:
        terminal.out.print(
            terminal.translated("Thứ tự các thủ tục thay đổi.", "The procedures come in another order.")
        )
