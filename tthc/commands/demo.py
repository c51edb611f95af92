"""What `tthc demo` does: play real data through the whole system, and serve it."""

import asyncio
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime

import typer

from shared.client.connection import at_urls
from shared.client.services import Services
from shared.kernel import day_of
from shared.runtime.findings import Findings
from shared.runtime.host import Host
from shared.settings import Settings
from tthc.commands.between_answer import between_told, show_between
from tthc.commands.demo_addresses import show_addresses
from tthc.commands.import_log import plan_with_progress
from tthc.commands.late_answer import show_late, told
from tthc.commands.progress_bar import ProgressBar
from tthc.commands.summary_table import show_summary
from tthc.commands.terminal import ExitCode, Terminal
from tthc.connection import embedded, in_process
from tthc.demo import CREDIT, DemoDirectory, Played, demo_import, play
from tthc.mining.log.driving_plan import ImportPlan
from tthc.operations.addresses import check_addresses
from tthc.operations.deployment import Deployment
from tthc.operations.deployment_options import DeploymentOptions
from tthc.operations.development import demo_agency
from tthc.operations.opening import opened
from tthc.operations.verify import Progress, verify

Check = Callable[[Progress], Awaitable[Findings]]
_DISAGREEMENTS_SHOWN = 10


def run_demo(terminal: Terminal, options: DeploymentOptions, *, leave: bool, fresh: bool, sure: bool) -> None:
    """Prepare the directory, then play; `leave`: end after that, `fresh`: clear what earlier demos made."""
    settings = terminal.settings()
    directory = DemoDirectory(settings.data_dir)
    unreached = leave and options == DeploymentOptions() and not settings.distributed  #: no port is needed
    with terminal.refusals():
        if not unreached:
            check_addresses(settings)
        if fresh:
            _clear(terminal, directory, sure=sure)
        day = directory.claim(day_of(datetime.now(UTC)))
    plan = plan_with_progress(terminal, demo_import())
    if not terminal.run(_demo(terminal, settings, options, plan, day, leave=leave, unreached=unreached)):
        raise typer.Exit(ExitCode.REFUSED)


def _clear(terminal: Terminal, directory: DemoDirectory, *, sure: bool) -> None:
    directory.check()
    made = directory.made()
    if not made:
        return
    names = ", ".join(entry.name for entry in made)
    question = terminal.translated(
        f"Xóa dữ liệu của bản trình diễn trong {directory.path} ({names})?",
        f"Clear the demo's data in {directory.path} ({names})?",
    )
    if not sure:
        typer.confirm(question, abort=True, err=True)
    directory.clear()


async def _demo(
    terminal: Terminal,
    settings: Settings,
    options: DeploymentOptions,
    plan: ImportPlan,
    day: date,
    *,
    leave: bool,
    unreached: bool,
) -> bool:
    """Play the demo, and serve it until told to stop; whether everything agreed."""
    terminal.note(f"Nguồn dữ liệu: {CREDIT}", f"Source of the data: {CREDIT}")
    if unreached:
        async with embedded(settings) as host, in_process(host, terminal.language) as services:
            agreed, _ = await _play(terminal, services, plan, day, _check_of(settings, host))
            return agreed
    async with Deployment(settings, options) as deployment:
        async with _services(deployment, terminal) as services:
            check = _check_of(deployment.settings, deployment.host)
            agreed, played = await _play(terminal, services, plan, day, check)
        if not leave:
            await _serve(terminal, deployment, played)
    return agreed


async def _play(
    terminal: Terminal, services: Services, plan: ImportPlan, day: date, check: Check
) -> tuple[bool, Played]:
    """Import the log, check everything and show what came of it; whether all agrees, and what that is."""
    with ProgressBar(terminal, "Nhập hồ sơ", "Importing cases", len(plan.survey.cases)) as bar:
        played = await play(services, plan, day, bar.add)
    with ProgressBar(terminal, "Kiểm tra", "Verifying") as bar:
        findings = await check(bar.at)
    further = {
        "verify": {"disagreements": findings.count},
        "overdue_steps": played.late.overdue,
        "overdue_steps_waiting": played.late.waiting,
        "late": [told(one) for one in played.late.steps],
        **between_told(played.between),
    }
    show_summary(terminal, played.summary, further)
    terminal.note(f"Kiểm tra: {findings.count} sai lệch.", f"Verify: {findings.count} disagreements.")
    for one in findings.disagreements[:_DISAGREEMENTS_SHOWN]:
        terminal.error(str(one))
    if not terminal.json:
        show_late(terminal, played.late, played.names)
        show_between(terminal, played.between, played.names)
    return not findings.count and not played.summary.disagreements, played


def _check_of(settings: Settings, host: Host | None) -> Check:
    """`tthc verify` on services that run: on their own stores here, or beside processes that have others."""

    async def check(progress: Progress) -> Findings:
        if host is not None:
            here = [hosted.service for hosted in host.hosted.values()]
            return await verify(here, settings, running=True, progress=progress)
        async with opened(settings, owned=True) as beside:
            return await verify(beside, settings, running=True, progress=progress)

    return check


@asynccontextmanager
async def _services(deployment: Deployment, terminal: Terminal) -> AsyncIterator[Services]:
    """The deployment's services: without sockets where they run in this process."""
    host = deployment.host
    reached = in_process(host, terminal.language) if host else at_urls(deployment.settings, terminal.language)
    async with reached as services:
        yield services


async def _serve(terminal: Terminal, deployment: Deployment, played: Played) -> None:
    """Say where everything is, and wait until somebody says stop."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for word in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(word, stop.set)
    issuer = deployment.settings.oidc_issuer.rstrip("/")
    if not terminal.json:
        show_addresses(terminal, deployment.urls, issuer, demo_agency(), played)
    told = asyncio.ensure_future(stop.wait())
    ended = asyncio.ensure_future(deployment.wait())  # cancelling it would cut off the servers
    await asyncio.wait({told, ended}, return_when=asyncio.FIRST_COMPLETED)
    told.cancel()
    terminal.note("Đang dừng…", "Stopping…")
