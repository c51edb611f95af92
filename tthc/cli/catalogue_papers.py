"""`tthc catalogue export` and `import`: an edition as a file, and a file as a draft."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote
from uuid import uuid4

import typer
from rich.markup import escape
from rich.table import Table

from shared.contracts.topics import Service
from shared.settings import Settings
from tthc.cli.language import translated
from tthc.cli.terminal import JsonOption, LanguageOption, Terminal
from tthc.connection import connected

commands = typer.Typer()

AgencyArgument = Annotated[str, typer.Argument(help=translated("Mã cơ quan.", "The agency's code."))]
_MEDIA = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".json": "application/json",
}


class FileFormat(StrEnum):
    """What an edition is exported as."""

    DOCX = "docx"
    PDF = "pdf"
    XLSX = "xlsx"
    JSON = "json"
    CSV = "csv"

    @property
    def paper(self) -> str:
        """The name of the paper that has this form."""
        return "decision" if self in (FileFormat.DOCX, FileFormat.PDF) else "catalogue"


@commands.command(
    "export",
    help=translated(
        "Xuất một lần ban hành danh mục ra tệp: quyết định kèm phụ lục (docx, pdf) hoặc toàn bộ danh mục "
        "(xlsx, json, csv). Tệp xlsx và json sửa được rồi nhập lại.\n\nVí dụ: "
        "tthc catalogue export SNV --edition 2 --format pdf --output quyet-dinh.pdf",
        "Write an edition of a catalogue to a file: the decision with its appendix (docx, pdf), or the whole "
        "catalogue (xlsx, json, csv). XLSX and JSON can be edited and imported again.\n\nExample: "
        "tthc catalogue export SNV --edition 2 --format pdf --output decision.pdf",
    ),
)
def export(
    agency: AgencyArgument,
    edition: Annotated[int, typer.Option(min=1, max=9999, help=translated("Lần ban hành.", "Its number."))],
    output: Annotated[
        Path,
        typer.Option(dir_okay=False, writable=True, help=translated("Tệp được ghi.", "The file to write.")),
    ],
    format: Annotated[
        FileFormat, typer.Option(help=translated("Dạng tệp.", "The form of the file."))
    ] = FileFormat.XLSX,
    json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """Write the file, and say how large it is."""
    terminal = Terminal(json=json, language=language)
    path = f"/agencies/{quote(agency, safe='')}/editions/{edition}/{format.paper}.{format}"
    file = terminal.run(_fetched(terminal, terminal.settings(), path))
    try:
        output.write_bytes(file)
    except OSError as error:
        raise typer.BadParameter(str(error), param_hint="--output") from None
    terminal.note(f"Đã ghi {output} ({len(file)} byte).", f"{output} written ({len(file)} bytes).")
    if json:
        terminal.result({"output": str(output), "bytes": len(file)})


@commands.command(
    "import",
    help=translated(
        "Nhập cả danh mục từ tệp xlsx hoặc json đã xuất: vào bản dự thảo đang mở, hoặc lập bản dự thảo mới. "
        "Mọi ô sai đều được nêu; chỉ nhập khi tất cả đều đúng. --dry-run chỉ cho xem thay đổi.",
        "Take in a whole catalogue from an exported XLSX or JSON file: into the open draft, or a new one. "
        "Every bad cell is named; nothing is imported unless all is good. --dry-run only shows the changes.",
    ),
)
def import_(
    agency: AgencyArgument,
    path: Annotated[
        Path,
        typer.Argument(
            exists=True, dir_okay=False, readable=True, help=translated("Tệp .xlsx hoặc .json.", "Its file.")
        ),
    ],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=translated("Chỉ cho xem thay đổi.", "Only show the changes."))
    ] = False,
    json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """Import the file, or tell what that would change."""
    terminal = Terminal(json=json, language=language)
    media = _MEDIA.get(path.suffix.lower())
    if media is None:
        raise typer.BadParameter(
            translated("chỉ nhận .xlsx và .json.", "only .xlsx and .json."), param_hint="PATH"
        )
    told = terminal.run(_import(terminal, terminal.settings(), agency, path.read_bytes(), media, dry_run))
    if json:
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
