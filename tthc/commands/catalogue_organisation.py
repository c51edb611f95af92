"""What `tthc catalogue organisation` does: agencies, divisions, officials, from tables and into them."""

import asyncio
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import typer
from rich.markup import escape

from shared.client.errors import ServiceRefused
from shared.client.services import Services
from shared.client.tokens import OPERATOR
from shared.contracts.topics import Service
from shared.settings import Settings
from tthc.commands.tables import headed
from tthc.commands.terminal import ExitCode, Terminal
from tthc.connection import connected
from tthc.language import translated

_MEDIA_TYPES = {
    ".csv": "text/csv",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_SETTLED_WITHIN = 10.0  #: seconds that an export waits for what was just written


def run_import(
    terminal: Terminal, path: Path, url: str | None, first_day: date | None, *, dry_run: bool
) -> None:
    """Import a file, or show what importing it would change; `first_day` of agencies that state none."""
    media_type, content = _media_type(path), _content(path)
    settings = terminal.settings()
    query: dict[str, Any] = {"dry_run": dry_run, "file": path.name}
    if first_day is not None:
        query["valid_from"] = first_day.isoformat()
    try:
        told = terminal.run(_import(settings, terminal, url, content, media_type, query))
    except _Unfit as unfit:
        _show_findings(terminal, unfit)
        raise typer.Exit(ExitCode.REFUSED) from unfit
    _show_changes(terminal, told)


def run_export(terminal: Terminal, path: Path, table: str, url: str | None) -> None:
    """Write the organisation into a file."""
    format_ = _media_type(path) and path.suffix.lower().removeprefix(".")
    settings = terminal.settings()
    content = terminal.run(_export(settings, terminal, url, {"format": format_, "table": table}))
    try:
        path.write_bytes(content)
    except OSError as error:
        raise typer.BadParameter(f"{path}: {error.strerror}", param_hint="PATH") from error
    if terminal.json:
        terminal.result({"path": str(path), "bytes": len(content)})
    else:
        terminal.note(f"Đã xuất {path} ({len(content)} byte).", f"Exported {path} ({len(content)} bytes).")


class _Unfit(Exception):
    """The service found the tables wrong; all that it found."""

    def __init__(self, refused: ServiceRefused) -> None:
        super().__init__(refused.problem)
        self.code = refused.problem
        self.findings = refused.findings


async def _import(
    settings: Settings,
    terminal: Terminal,
    url: str | None,
    content: bytes,
    media_type: str,
    query: dict[str, Any],
) -> dict[str, Any]:
    async with connected(settings, terminal.language, _urls(url)) as services:
        try:
            told: dict[str, Any] = await services.post(
                Service.CATALOG,
                "/organisation/import",
                key=f"organisation-{uuid4().hex}",
                as_=OPERATOR,
                content=content,
                media_type=media_type,
                params=query,
            )
        except ServiceRefused as refused:
            if refused.findings:
                raise _Unfit(refused) from refused
            raise
        return told


async def _export(settings: Settings, terminal: Terminal, url: str | None, query: dict[str, str]) -> bytes:
    async with connected(settings, terminal.language, _urls(url)) as services:
        await _settled(services)
        return await services.file(Service.CATALOG, "/organisation/export", params=query)


async def _settled(services: Services) -> None:
    """Wait a little for the read models to have what was written; a busy system is read as it is."""
    with suppress(TimeoutError):
        async with asyncio.timeout(_SETTLED_WITHIN):
            await services.settle()


def _media_type(path: Path) -> str:
    media_type = _MEDIA_TYPES.get(path.suffix.lower())
    if media_type is None:
        raise typer.BadParameter(
            translated(
                "tên tệp phải kết thúc bằng .csv hoặc .xlsx.", "the file's name must end in .csv or .xlsx."
            ),
            param_hint="PATH",
        )
    return media_type


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise typer.BadParameter(f"{path}: {error.strerror}", param_hint="PATH") from error


def _urls(url: str | None) -> dict[Service, str] | None:
    return {Service.CATALOG: url} if url else None


def _show_findings(terminal: Terminal, unfit: _Unfit) -> None:
    if terminal.json:
        terminal.result({"code": unfit.code, "errors": list(unfit.findings)})
        return
    table = headed(terminal.translated("Chỗ|Lỗi", "Place|What is wrong"))
    for one in unfit.findings:
        table.add_row(escape(one["pointer"]), escape(one["message"]))
    terminal.out.print(table)
    count = len(unfit.findings)
    terminal.error(
        terminal.translated(
            f"{count} chỗ chưa đúng; không nhập gì.", f"{count} faults; nothing was imported."
        )
    )


#: What is changed in what is there, by what would happen.
_CHANGES = {
    "WavePlanned": ("đổi đợt triển khai", "planned for another wave"),
    "DivisionRenamed": ("đổi tên", "renamed"),
    "OfficialAppointed": ("bổ nhiệm lại", "appointed anew"),
}


def _change(terminal: Terminal, one: dict[str, Any]) -> str:
    if one["action"] == "added":
        return terminal.translated("thêm", "added")
    return terminal.translated(*_CHANGES.get(one["events"][0], ("sửa", "changed")))


def _show_changes(terminal: Terminal, told: dict[str, Any]) -> None:
    if terminal.json:
        terminal.result(told)
        return
    table = headed(terminal.translated("Dòng|Thay đổi|Cơ quan|Mã|Tên", "Row|Change|Agency|Code|Name"))
    for one in told["changes"]:
        cells = (one["where"], _change(terminal, one), one["agency"], one["code"], one["name"])
        table.add_row(*(escape(cell) for cell in cells))
    if told["changes"]:
        terminal.out.print(table)
    added, changed, unchanged = told["added"], told["changed"], told["unchanged"]
    counts = terminal.translated(
        f"thêm {added}, sửa {changed}, giữ nguyên {unchanged}",
        f"{added} added, {changed} changed, {unchanged} unchanged",
    )
    foreword = terminal.translated("Nếu nhập: ", "Importing it would be: ") if told["dry_run"] else ""
    terminal.out.print(escape(foreword + counts), soft_wrap=True)
