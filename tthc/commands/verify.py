"""What `tthc verify` does: check the whole system, and show what disagrees."""

from functools import partial
from pathlib import Path

import typer
from rich.markup import escape

from shared.eventstore.errors import RUNBOOK, follower_name
from shared.runtime.findings import Findings
from shared.settings import Settings
from tthc.commands.progress_bar import ProgressBar
from tthc.commands.tables import headed
from tthc.commands.terminal import ExitCode, Terminal
from tthc.operations.opening import opened
from tthc.operations.read_only import writable
from tthc.operations.record import running_deployment, settings_of_running
from tthc.operations.verify import verify

#: So many disagreements are shown to people; all are in the JSON.
_SHOWN = 50
#: What the check counts, in Vietnamese.
COUNTED_VI = {
    "buck-passing": "lần đùn đẩy trách nhiệm",
    "case numbers": "số hồ sơ",
    "clocks": "đồng hồ thời hạn",
    "conclusions": "kết luận về thời hạn",
    "documents": "tài liệu tra cứu",
    "escalations": "cảnh báo lên cấp trên",
    "events": "sự kiện",
    "held steps": "bước có người giữ",
    "idempotency keys": "khóa chống lặp",
    "notifications": "thông báo",
    "positions": "vị trí đọc",
    "published events": "sự kiện đã phát",
    "read models": "tập dữ liệu tra cứu",
    "reports": "lần phát hành báo cáo",
    "void case numbers": "số hồ sơ bị hủy",
}


def run_verify(terminal: Terminal, within: float) -> None:
    """Check; readers may take so many seconds to catch up."""
    findings = terminal.run(_verify(terminal, settings_of_running(terminal.settings()), within))
    if terminal.json:
        terminal.result(findings.told())
    else:
        show_findings(terminal, findings)
    if findings.count:
        raise typer.Exit(ExitCode.REFUSED)


async def _verify(terminal: Terminal, settings: Settings, within: float) -> Findings:
    running = running_deployment(settings.data_dir) is not None
    with writable(settings, partial(_tell_of_copy, terminal)) as read:
        return await _verify_opened(terminal, read, within, running)


def _tell_of_copy(terminal: Terminal, folder: Path) -> None:
    terminal.note(
        f"Thư mục dữ liệu không ghi được: kiểm tra một bản sao trong {folder}.",
        f"The data directory can't be written: a copy in {folder} is verified.",
    )


async def _verify_opened(terminal: Terminal, settings: Settings, within: float, running: bool) -> Findings:
    async with opened(settings) as services:
        with ProgressBar(terminal, "Đọc sự kiện", "Reading events") as bar:
            return await verify(services, settings, within=within, running=running, progress=bar.at)


def show_findings(terminal: Terminal, findings: Findings) -> None:
    """What disagrees, what is to be known, and how much was looked at."""
    heads = terminal.translated("Giữa|Nơi|Phải là|Thực tế", "Area|Where|Expected|Found")
    table = headed(heads, show_lines=True)
    for one in findings.disagreements[:_SHOWN]:
        table.add_row(one.area.value, *(escape(text) for text in (one.where, one.expected, one.found)))
    if findings.count:
        terminal.out.print(table)
    for store in findings.stores_set_back:
        name, seen, last = store.service, store.seen, store.last
        who = follower_name(store.follower, terminal.language)
        terminal.out.print(
            terminal.translated(
                f"[bold red]Kho của {name} đã bị đặt lùi về một bản sao cũ[/]: {who} đã có sự kiện {seen}, "
                f"kho không có (kho kết thúc ở {last}). Xem {RUNBOOK}.",
                f"[bold red]This store was set back: {name}[/]. {who} has event {seen}, which the store "
                f"(it ends at {last}) lacks. See {RUNBOOK}.",
            ),
            soft_wrap=True,
        )
    for note in findings.notes:
        terminal.out.print(f"[yellow]·[/] {escape(note.where)}: {escape(note.text)}", soft_wrap=True)
    counted = sorted(findings.checked.items())
    terminal.note(
        "Đã kiểm tra: " + ", ".join(f"{count} {COUNTED_VI[what]}" for what, count in counted),
        "Checked: " + ", ".join(f"{count} {what}" for what, count in counted),
    )
    count = findings.count
    terminal.out.print(
        terminal.translated(f"{count} chỗ không khớp", f"{count} disagreements"), soft_wrap=True
    )
