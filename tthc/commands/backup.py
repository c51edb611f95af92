"""What `tthc store backup` does: copies of the event stores, also while the services run."""

from datetime import datetime
from pathlib import Path

from rich.markup import escape

from shared.runtime.backup import BackedUp
from shared.settings import Settings
from tthc.commands.progress_bar import ProgressBar
from tthc.commands.summary_table import number
from tthc.commands.tables import headed
from tthc.commands.terminal import Terminal
from tthc.operations.backup import back_up


def run_backup(terminal: Terminal, folder: Path | None) -> None:
    """Copy all stores into the folder, or into one that is named by the time."""
    copies = terminal.run(_copied(terminal, terminal.settings(), folder))
    if terminal.json:
        terminal.result({"copies": [copy.model_dump() for copy in copies]})
        return
    table = headed(terminal.translated("Dịch vụ|Bản sao|Byte", "Service|Copy|Bytes"))
    table.columns[2].justify = "right"
    for copy in copies:
        table.add_row(copy.service, escape(copy.file), number(terminal, copy.size))
    terminal.out.print(table)


async def _copied(terminal: Terminal, settings: Settings, folder: Path | None) -> list[BackedUp]:
    with ProgressBar(terminal, "Sao lưu", "Copying") as bar:
        return await back_up(settings, folder, datetime.now().astimezone(), bar.at)
