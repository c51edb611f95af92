"""What `tthc import-history` does: judge a file of what people did, take it in, and say what came of it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import typer

from shared.clock import utc_now
from shared.errors import Refusal
from shared.settings import Settings
from tthc.commands.progress_bar import ProgressBar
from tthc.commands.service_urls import ServiceUrls, service_urls
from tthc.commands.terminal import ExitCode, Terminal
from tthc.connection import connected
from tthc.histories.driving import TakenOver, take_over
from tthc.histories.errors import HistoryFault, HistoryUnfit
from tthc.histories.file import History, read_history

#: So many case numbers are shown to people.
_SHOWN = 10


def run_import(terminal: Terminal, path: Path, urls: Sequence[str]) -> None:
    """Judge the file, take it in, and show what came of it."""
    services = service_urls(urls)
    settings = terminal.settings()
    with _unfit_files(terminal):
        history = read_history(path, utc_now())
        taken = terminal.run(_take_over(terminal, settings, history, services))
    _show(terminal, path, taken)


async def _take_over(
    terminal: Terminal, settings: Settings, history: History, urls: ServiceUrls
) -> TakenOver | HistoryUnfit:
    acts = len(history.acts)
    try:
        async with connected(settings, terminal.language, urls) as services:
            with (
                ProgressBar(terminal, "Kiểm tra", "Judging", acts) as judging,
                ProgressBar(terminal, "Nhập", "Taking in", acts) as taking,
            ):
                taken = await take_over(services, history, utc_now(), judging.add, taking.add)
            await services.settle()
            return taken
    except HistoryUnfit as unfit:
        return unfit


@contextmanager
def _unfit_files(terminal: Terminal) -> Iterator[None]:
    """Tell every fault of a file, place first, and end the command: its input is wrong."""
    try:
        yield
    except HistoryUnfit as unfit:
        tell_faults(terminal, unfit)
    except HistoryFault as fault:
        with terminal.refusals(ExitCode.USAGE):
            raise fault from None


def tell_faults(terminal: Terminal, unfit: HistoryUnfit) -> None:
    """Each on its line, or with `--json` all in one object; ends the command."""
    if terminal.json:
        faults = [_told(terminal, one) for one in unfit.found]
        terminal.failure(unfit.code, unfit.message(terminal.language), faults=faults)
    else:
        for one in unfit.found:
            terminal.error(f"{one.where}: {one.message(terminal.language)}")
        terminal.error(unfit.message(terminal.language))
    raise typer.Exit(ExitCode.USAGE)


def _told(terminal: Terminal, one: Refusal) -> dict[str, Any]:
    return {"code": one.problem, "message": one.message(terminal.language), "where": one.where}


def _show(terminal: Terminal, path: Path, taken: TakenOver | HistoryUnfit) -> None:
    if isinstance(taken, HistoryUnfit):
        tell_faults(terminal, taken)
        return
    if terminal.json:
        terminal.result(asdict(taken))
        return
    for vi, en in _sentences(path, taken):
        terminal.out.print(terminal.translated(vi, en), soft_wrap=True)


def _sentences(path: Path, taken: TakenOver) -> Iterator[tuple[str, str]]:
    known, new = taken.acts - taken.new, taken.new
    yield (
        f"{path}: {taken.cases} hồ sơ, {taken.acts} việc: {new} việc mới, {known} đã có.",
        f"{path}: {_counted(taken.cases, 'case')}, {_counted(taken.acts, 'act')}: {new} new, {known} known.",
    )
    if taken.agencies:
        yield f"  Cơ quan được đăng ký: {taken.agencies}", f"  Agencies registered: {taken.agencies}"
    if taken.editions:
        yield f"  Danh mục được ban hành: {taken.editions}", f"  Catalogues issued: {taken.editions}"
    if taken.absences:
        yield f"  Kỳ nghỉ được ghi: {taken.absences}", f"  Absences recorded: {taken.absences}"
    if taken.running:
        more = " …" if len(taken.running) > _SHOWN else ""
        shown = ", ".join(taken.running[:_SHOWN]) + more
        yield f"Từ nay là hồ sơ bình thường: {shown}", f"Ordinary cases from now on: {shown}"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
