"""What `tthc simulate` does: count how many past cases would have been late under other limits."""

from datetime import UTC, datetime

from shared.contracts.topics import Service
from shared.settings import Settings
from tthc.commands.progress_bar import ProgressBar
from tthc.commands.simulate_tables import show_comparison
from tthc.commands.terminal import ExitCode, Terminal
from tthc.mining.whatif.comparison import Comparison
from tthc.mining.whatif.of_log import LogQuestion, simulate_log
from tthc.operations.backup import readable
from tthc.operations.opening import opened
from tthc.operations.simulate_stores import StoreQuestion, simulate_stores


def run_simulate(terminal: Terminal, question: LogQuestion | StoreQuestion) -> None:
    """Count what would have been late, and show it."""
    comparison = _answer(terminal, question)
    if terminal.json:
        source = "store" if isinstance(question, StoreQuestion) else "log"
        terminal.result({"source": source, **comparison.told(terminal.language)})
    else:
        show_comparison(terminal, comparison)


def _answer(terminal: Terminal, question: LogQuestion | StoreQuestion) -> Comparison:
    if isinstance(question, StoreQuestion):
        return terminal.run(_of_stores(terminal.settings(), question))
    with (
        terminal.refusals(ExitCode.USAGE),
        ProgressBar(terminal, "Đọc hồ sơ", "Reading the cases") as bar,
    ):
        return simulate_log(question, bar.at)


async def _of_stores(settings: Settings, question: StoreQuestion) -> Comparison:
    async with readable(settings) as found, opened(found, (Service.CASES, Service.SLA)) as services:
        return await simulate_stores(services, question, datetime.now(UTC))
