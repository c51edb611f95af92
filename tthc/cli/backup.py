"""`tthc store backup`: copies of the event stores, also while the services run."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from shared.runtime.backup import BackedUp
from shared.settings import Settings
from tthc.cli.language import translated
from tthc.cli.progress_bar import ProgressBar
from tthc.cli.summary_table import number
from tthc.cli.terminal import JsonOption, LanguageOption, Terminal
from tthc.operations.backup import back_up

commands = typer.Typer()


@commands.command(
    "backup",
    help=translated(
        "Sao lưu các kho sự kiện trên tệp, kể cả khi dịch vụ đang chạy; dữ liệu tra cứu dựng lại được nên "
        "không cần sao lưu.\n\nMặc định vào TTHC_DATA_DIR/backups/<thời điểm>. Ví dụ: tthc store backup "
        "/mnt/backup/2026-11-25",
        "Copy the event stores that are files, also while the services run; read models can be built anew "
        "and need no copy.\n\nBy default into TTHC_DATA_DIR/backups/<time>. Example: tthc store backup "
        "/mnt/backup/2026-11-25",
    ),
)
def backup(
    folder: Annotated[
        Path | None,
        typer.Argument(
            metavar="[FOLDER]", help=translated("Thư mục chứa bản sao.", "The folder for the copies.")
        ),
    ] = None,
    json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """Copy all stores."""
    terminal = Terminal(json=json, language=language)
    copies = terminal.run(_copied(terminal, terminal.settings(), folder))
    if json:
        terminal.result({"copies": [copy.model_dump() for copy in copies]})
        return
    table = Table(*terminal.translated("Dịch vụ|Bản sao|Byte", "Service|Copy|Bytes").split("|"))
    table.columns[1].overflow = "fold"  # a path is there to be copied
    table.columns[2].justify = "right"
    for copy in copies:
        table.add_row(copy.service, escape(copy.file), number(terminal, copy.size))
    terminal.out.print(table)


async def _copied(terminal: Terminal, settings: Settings, folder: Path | None) -> list[BackedUp]:
    with ProgressBar(terminal, "Sao lưu", "Copying") as bar:
        return await back_up(settings, folder, datetime.now().astimezone(), bar.at)
