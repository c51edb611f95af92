"""What `tthc up` does: run the services until somebody says stop."""

import asyncio
import signal
from contextlib import suppress

from rich.markup import escape
from rich.table import Table

from shared.client.tokens import uses_demo_issuer
from shared.eventstore.errors import RUNBOOK
from shared.settings import Settings
from tthc.commands.terminal import Terminal
from tthc.operations.deployment import Deployment
from tthc.operations.deployment_options import DeploymentOptions
from tthc.operations.server_addresses import servers_of


def run_up(terminal: Terminal, options: DeploymentOptions) -> None:
    """Start, tell where everything is, wait, stop in order."""
    terminal.run(_run(terminal, terminal.settings(), options))


async def _run(terminal: Terminal, settings: Settings, options: DeploymentOptions) -> None:
    stop, started = asyncio.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()
    for word in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(word, stop.set)
    serving = asyncio.create_task(_serve(terminal, settings, options, stop, started))
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait([serving, stopping], return_when=asyncio.FIRST_COMPLETED)
    if stop.is_set() and not started.is_set():
        serving.cancel()  # what was started already is stopped in order
    stopping.cancel()
    with suppress(asyncio.CancelledError):
        await serving


async def _serve(
    terminal: Terminal,
    settings: Settings,
    options: DeploymentOptions,
    stop: asyncio.Event,
    started: asyncio.Event,
) -> None:
    terminal.note("Đang khởi động…", "Starting…")
    async with Deployment(settings, options) as deployment:
        started.set()
        _show(terminal, deployment)
        waiting = [asyncio.ensure_future(stop.wait()), asyncio.ensure_future(deployment.wait())]
        done, still = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        for task in still:
            task.cancel()
        terminal.note("Đang dừng…", "Stopping…")
        for task in done:
            task.result()


def _show(terminal: Terminal, deployment: Deployment) -> None:
    """Where everything is, and which service waits for an operator."""
    for name in deployment.set_back:
        text = terminal.translated(
            f"Kho của {name} đã bị đặt lùi về một bản sao cũ: {name} không nhận lệnh. Xem {RUNBOOK}.",
            f"The store of {name} was set back to an older copy: {name} takes no command. See {RUNBOOK}.",
        )
        terminal.error(text)
    if terminal.json:
        servers = servers_of(deployment.settings)
        terminal.result({"urls": deployment.urls, "pids": deployment.pids, "servers": servers})
        return
    service, address, process = terminal.translated(
        "Dịch vụ|Địa chỉ|Tiến trình", "Service|Address|Process"
    ).split("|")
    table = Table(service, address, process)
    for name, url in deployment.urls.items():
        pid = deployment.pids.get(name, "")
        table.add_row(name, f"[link={url}/docs]{escape(url)}/docs[/link]", str(pid))
    for name, address in servers_of(deployment.settings).items():
        table.add_row(name, escape(address), "")
    terminal.out.print(table)
    if uses_demo_issuer(deployment.settings):
        terminal.note(
            "Nơi cấp mã là bản trình diễn: ai cũng lấy được mã truy cập.",
            "The issuer is the demo's: whoever asks gets a token.",
        )
    folder = deployment.settings.data_dir
    terminal.note(f"Dữ liệu: {folder}. Ctrl-C để dừng.", f"Data: {folder}. Ctrl-C stops everything.")
