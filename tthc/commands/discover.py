"""What `tthc discover` does: propose a procedure from a log, and draft it."""

import json as json_text
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import typer

from shared.contracts.topics import Service
from shared.settings import Settings
from tthc.commands.discover_tables import show_discovery, show_drafted
from tthc.commands.import_log import service_urls
from tthc.commands.progress_bar import ProgressBar
from tthc.commands.terminal import ExitCode, Terminal
from tthc.connection import connected
from tthc.mining.discovery.discover import discover
from tthc.mining.discovery.drafting import Drafted, draft
from tthc.mining.discovery.found import Discovery
from tthc.mining.discovery.options import DiscoverOptions
from tthc.mining.discovery.proposal import draft_of
from tthc.mining.discovery.told import told


@dataclass(frozen=True, slots=True)
class DraftOptions:
    """For which agency a proposal is drafted, and how."""

    agency: str
    with_units: bool = False  #: add the divisions that the agency lacks
    empty: bool = False  #: don't start from the last edition


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
        drafted = terminal.run(_draft(terminal, terminal.settings(), found, draft_options, services))
    _show(terminal, found, drafted)


async def _draft(
    terminal: Terminal,
    settings: Settings,
    found: Discovery,
    options: DraftOptions,
    urls: dict[Service, str],
) -> Drafted:
    async with connected(settings, terminal.language, urls) as services:
        return await draft(
            services, found, options.agency, with_units=options.with_units, empty=options.empty
        )


def _show(terminal: Terminal, found: Discovery, drafted: Drafted | None) -> None:
    if terminal.json:
        further = {} if drafted is None else {"draft": drafted.told()}
        terminal.result({**told(found, terminal.language), **further})
        return
    show_discovery(terminal, found)
    if drafted is not None:
        show_drafted(terminal, drafted)


def _write(terminal: Terminal, output: Path, found: Discovery) -> None:
    text = json_text.dumps(draft_of(found), ensure_ascii=False, indent=2) + "\n"
    try:
        output.write_text(text, "utf-8")
    except OSError as error:
        terminal.error(f"{output}: {error.strerror}")
        raise typer.Exit(ExitCode.USAGE) from error
    terminal.note(f"Đã ghi thủ tục đề xuất vào {output}.", f"Wrote the proposed procedure to {output}.")
