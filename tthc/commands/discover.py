"""What `tthc discover` does: propose a procedure from a log, and draft it."""

import json as json_text
from collections.abc import Sequence
from pathlib import Path

import typer

from tthc.commands.discover_tables import show_found
from tthc.commands.drafting import DraftOptions, drafted_of
from tthc.commands.progress_bar import ProgressBar
from tthc.commands.service_urls import service_urls
from tthc.commands.terminal import ExitCode, Terminal
from tthc.mining.discovery.discover import discover
from tthc.mining.discovery.found import Discovery
from tthc.mining.discovery.options import DiscoverOptions
from tthc.mining.discovery.proposal import draft_of


def run_discover(
    terminal: Terminal,
    options: DiscoverOptions,
    output: Path | None,
    draft_options: DraftOptions | None,
    urls: Sequence[str],
) -> None:
    """Propose a procedure, show it, and write or draft it where that is asked for."""
    services = service_urls(urls)
    with (
        terminal.refusals(ExitCode.USAGE),
        ProgressBar(terminal, "Phân tích nhật ký", "Reading the log") as bar,
    ):
        found = discover(options, bar.at)
    if output is not None:
        _write(terminal, output, found)
    drafted = None
    if draft_options is not None:
        drafted = terminal.run(drafted_of(terminal, terminal.settings(), found, draft_options, services))
    show_found(terminal, found, drafted)


def _unwritable(terminal: Terminal, output: Path, error: OSError) -> str:
    return terminal.translated(
        f"{output}: không ghi được tệp này (errno {error.errno}).", f"{output}: {error.strerror}."
    )


def _write(terminal: Terminal, output: Path, found: Discovery) -> None:
    text = json_text.dumps(draft_of(found), ensure_ascii=False, indent=2) + "\n"
    try:
        output.write_text(text, "utf-8")
    except OSError as error:
        terminal.failure("output-unwritable", _unwritable(terminal, output, error))
        raise typer.Exit(ExitCode.USAGE) from error
    terminal.note(f"Đã ghi thủ tục đề xuất vào {output}.", f"Wrote the proposed procedure to {output}.")
