"""What `tthc export-log` does: cases as a log for process mining, in a file that is whole or isn't there."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from services.cases.exporting.files import LogForm
from tthc.commands.progress_bar import ProgressBar
from tthc.commands.summary_table import number
from tthc.commands.terminal import ExitCode, Terminal
from tthc.connection import connected
from tthc.operations.errors import LogFormUnclear
from tthc.operations.exporting import FoundLog, LogProgress, LogQuestion, served_log, stored_log
from tthc.operations.read_only import writable
from tthc.operations.record import running_deployment
from tthc.operations.whole_files import whole_file

_ENDINGS = {".xes": LogForm.XES, ".json": LogForm.OCEL, ".jsonocel": LogForm.OCEL, ".csv": LogForm.CSV}


def run_export_log(terminal: Terminal, question: LogQuestion, output: Path, form: str | None) -> None:
    """Write the file, and say what is in it."""
    with terminal.refusals(ExitCode.USAGE):
        question.check()
        asked = LogForm(form) if form is not None else _form_of(output)
    terminal.run(_export(terminal, question, output, asked))


async def _export(terminal: Terminal, question: LogQuestion, output: Path, form: LogForm) -> None:
    with whole_file(output) as file, ProgressBar(terminal, "Xuất nhật ký", "Exporting") as bar:
        async with _found(terminal, question, form, bar.at) as found:
            async for part in found.parts:
                file.write(part)
        size = file.put()
    _tell(terminal, question, output, found, size)


@asynccontextmanager
async def _found(
    terminal: Terminal, question: LogQuestion, form: LogForm, progress: LogProgress
) -> AsyncIterator[FoundLog]:
    settings = terminal.settings()
    if settings.distributed or running_deployment(settings.data_dir) is not None:
        async with (
            connected(settings, terminal.language) as services,
            served_log(services, question, form) as found,
        ):
            yield found
        return
    with writable(settings, lambda _copy: None) as here:
        if here is not settings:
            terminal.note(
                "Thư mục dữ liệu chỉ đọc: lần xuất này không được ghi nhật ký.",
                "The data directory can't be written: that this was exported isn't logged.",
            )
        async with stored_log(here, question, form, progress, logged=here is settings) as found:
            yield found


def _form_of(output: Path) -> LogForm:
    """What the file's name says. Raises `LogFormUnclear`."""
    name = output.name.lower().removesuffix(".gz")
    found = next((form for ending, form in _ENDINGS.items() if name.endswith(ending)), None)
    if found is None:
        raise LogFormUnclear(where=str(output), path=output)
    return found


def _tell(terminal: Terminal, question: LogQuestion, output: Path, found: FoundLog, size: int) -> None:
    cases = found.read.cases if found.read is not None else None
    if terminal.json:
        terminal.result(
            {
                "file": str(output),
                "bytes": size,
                "cases": cases,
                "position": found.position,
                "names": question.with_names,
            }
        )
        return
    terminal.out.print(_sentence(terminal, output, cases, size, found.position), soft_wrap=True, markup=False)
    if not question.with_names:
        terminal.note(
            "Cán bộ mang bí danh trong tệp; --with-names ghi định danh thật.",
            "People have pseudonyms in it; --with-names writes their own identifiers.",
        )


def _sentence(terminal: Terminal, output: Path, cases: int | None, size: int, position: int) -> str:
    of_cases, of_bytes = number(terminal, cases or 0), number(terminal, size)
    vi, en = ("", "") if cases is None else (f"{of_cases} hồ sơ, ", f"{of_cases} cases, ")
    return terminal.translated(
        f"Đã ghi {output}: {vi}{of_bytes} byte, đến vị trí {position} của nhật ký sự kiện.",
        f"Wrote {output}: {en}{of_bytes} bytes, up to position {position} of the event log.",
    )
