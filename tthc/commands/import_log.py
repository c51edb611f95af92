"""What `tthc import-log` does: take a log of administration through all four services."""

from collections.abc import Sequence

import typer

from shared.settings import Settings
from tthc.commands.import_trial import try_out
from tthc.commands.progress_bar import ProgressBar
from tthc.commands.service_urls import ServiceUrls, service_urls
from tthc.commands.summary_table import show_summary
from tthc.commands.terminal import ExitCode, Terminal
from tthc.connection import connected
from tthc.mining.log.driving import drive
from tthc.mining.log.driving_options import ImportOptions
from tthc.mining.log.driving_plan import ImportPlan, plan_import
from tthc.summary import Summary, summarise


def run_import(terminal: Terminal, options: ImportOptions, urls: Sequence[str]) -> None:
    """Check the log, import it, and show what came of it."""
    services = service_urls(urls)
    settings = terminal.settings()
    plan = plan_with_progress(terminal, options)
    summary = terminal.run(_import(terminal, settings, plan, services))
    show_summary(terminal, summary)
    if summary.disagreements:
        raise typer.Exit(ExitCode.REFUSED)


def plan_with_progress(terminal: Terminal, options: ImportOptions) -> ImportPlan:
    """Look the log over, showing how far that is; ends the command where the log can't be imported."""
    with (
        terminal.refusals(ExitCode.USAGE),
        ProgressBar(terminal, "Kiểm tra nhật ký", "Checking the log") as bar,
    ):
        plan = plan_import(options, lambda at: bar.at(at.bytes_read, at.bytes_total))
        try_out(plan)
        return plan


async def _import(terminal: Terminal, settings: Settings, plan: ImportPlan, urls: ServiceUrls) -> Summary:
    async with connected(settings, terminal.language, urls) as services:
        with ProgressBar(terminal, "Nhập hồ sơ", "Importing cases", len(plan.survey.cases)) as bar:
            imported = await drive(services, plan, bar.add)
        return await summarise(services, imported)
