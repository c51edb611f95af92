"""`tthc up`: the services, until somebody says stop."""

import asyncio
import signal
from contextlib import suppress
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from shared.client.tokens import uses_demo_issuer
from shared.settings import Settings
from tthc.cli.language import translated
from tthc.cli.terminal import JsonOption, LanguageOption, Terminal
from tthc.operations.deployment import Deployment
from tthc.operations.deployment_options import DeploymentOptions

commands = typer.Typer()


@commands.command(
    "up",
    help=translated(
        "Chạy các dịch vụ cho đến khi dừng (Ctrl-C hoặc SIGTERM).\n\n"
        "Không có tùy chọn: cấu hình nhúng, mọi thứ trong một tiến trình, dữ liệu trong TTHC_DATA_DIR "
        "(./var). Với Kafka, mỗi dịch vụ là một tiến trình riêng, được khởi động lại khi hỏng; "
        "nhật ký ở TTHC_DATA_DIR/logs.\n\n"
        "--kafka, --postgres, --mongo khởi động máy chủ cục bộ, trừ khi đã đặt KAFKA_BOOTSTRAP_SERVERS, "
        "POSTGRES_URL, MONGO_URL.\n\nVí dụ: tthc up --kafka --postgres --mongo",
        "Run the services until told to stop (Ctrl-C or SIGTERM).\n\n"
        "Without options: the embedded profile, everything in one process, data in TTHC_DATA_DIR (./var). "
        "With Kafka each service is a process of its own, started again when it crashes; "
        "logs are in TTHC_DATA_DIR/logs.\n\n"
        "--kafka, --postgres and --mongo start local servers, unless KAFKA_BOOTSTRAP_SERVERS, POSTGRES_URL "
        "or MONGO_URL name existing ones.\n\nExample: tthc up --kafka --postgres --mongo",
    ),
)
def up(
    kafka: Annotated[
        bool, typer.Option("--kafka", help=translated("Trên Kafka.", "On Apache Kafka."))
    ] = False,
    postgres: Annotated[
        bool, typer.Option("--postgres", help=translated("Trên PostgreSQL.", "On PostgreSQL."))
    ] = False,
    mongo: Annotated[
        bool, typer.Option("--mongo", help=translated("Trên MongoDB.", "On a MongoDB-protocol server."))
    ] = False,
    json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """Start, tell where everything is, wait, stop in order."""
    terminal = Terminal(json=json, language=language)
    settings = terminal.settings()
    terminal.run(_run(terminal, settings, DeploymentOptions(kafka=kafka, postgres=postgres, mongo=mongo)))


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
    """Where everything is."""
    if terminal.json:
        terminal.result({"urls": deployment.urls, "pids": deployment.pids})
        return
    service, address, process = terminal.translated(
        "Dịch vụ|Địa chỉ|Tiến trình", "Service|Address|Process"
    ).split("|")
    table = Table(service, address, process)
    for name, url in deployment.urls.items():
        pid = deployment.pids.get(name, "")
        table.add_row(name, f"[link={url}/docs]{escape(url)}/docs[/link]", str(pid))
    terminal.out.print(table)
    if uses_demo_issuer(deployment.settings):
        terminal.note(
            "Nơi cấp mã là bản trình diễn: ai cũng lấy được mã truy cập.",
            "The issuer is the demo's: whoever asks gets a token.",
        )
    folder = deployment.settings.data_dir
    terminal.note(f"Dữ liệu: {folder}. Ctrl-C để dừng.", f"Data: {folder}. Ctrl-C stops everything.")
