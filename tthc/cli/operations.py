"""Looking after the system: `verify`, `doctor`, `republish`, `rebuild`, `topics`, `store`, `dlq`, `up`."""

from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from shared.runtime.findings import Findings
from shared.settings import Settings
from tthc.cli import backup, dead_letters, up
from tthc.cli.done import show_done
from tthc.cli.language import translated
from tthc.cli.progress_bar import ProgressBar
from tthc.cli.terminal import ExitCode, JsonOption, LanguageOption, Terminal
from tthc.operations import orders
from tthc.operations.access import Operator, reached
from tthc.operations.doctor import Finding, Verdict, examine
from tthc.operations.opening import opened
from tthc.operations.record import running_deployment, settings_of_running
from tthc.operations.settling import settled
from tthc.operations.verify import verify as check_everything

commands = typer.Typer()
topics = typer.Typer(no_args_is_help=True, help=translated("Các topic Kafka.", "The Kafka topics."))
store = typer.Typer(no_args_is_help=True, help=translated("Kho sự kiện.", "The event stores."))
commands.add_typer(up.commands)
commands.add_typer(dead_letters.commands, name="dlq")
commands.add_typer(topics, name="topics")
store.add_typer(backup.commands)
commands.add_typer(store, name="store")

#: So many disagreements are shown to people; all are in the JSON.
_SHOWN = 50


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.add_typer(commands)


@commands.command(
    "verify",
    help=translated(
        "Đọc toàn bộ và in ra mọi chỗ không khớp: kho sự kiện ↔ topic ↔ vị trí đọc ↔ dữ liệu tra cứu ↔ "
        "đồng hồ thời hạn, số hồ sơ, thông báo.\n\nMã thoát 1 khi có chỗ không khớp. Với cấu hình nhúng, "
        "hãy dừng tthc up trước; trên Kafka, PostgreSQL và MongoDB chạy được song song với các dịch vụ.",
        "Read everything, and print what disagrees: stores ↔ topics ↔ positions ↔ read models ↔ clocks, case "
        "numbers, notifications.\n\nExit code 1 when there is any. On the embedded profile stop tthc up "
        "first; on Kafka, PostgreSQL and MongoDB it runs beside the services.",
    ),
)
def verify(
    within: Annotated[
        float,
        typer.Option(
            min=0,
            help=translated("Giây chờ các bên đọc theo kịp.", "Seconds in which readers may still catch up."),
        ),
    ] = 30.0,
    json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """Check the whole system."""
    terminal = Terminal(json=json, language=language)
    findings = terminal.run(_verify(terminal, settings_of_running(terminal.settings()), within))
    if json:
        terminal.result(findings.told())
    else:
        show_findings(terminal, findings)
    if findings.count:
        raise typer.Exit(ExitCode.REFUSED)


async def _verify(terminal: Terminal, settings: Settings, within: float) -> Findings:
    running = running_deployment(settings.data_dir) is not None
    async with opened(settings) as services:
        with ProgressBar(terminal, "Đọc sự kiện", "Reading events") as bar:
            return await check_everything(services, settings, within=within, running=running, progress=bar.at)


def show_findings(terminal: Terminal, findings: Findings) -> None:
    """What disagrees, what is to be known, and how much was looked at."""
    names = terminal.translated("Giữa|Nơi|Phải là|Thực tế", "Area|Where|Expected|Found").split("|")
    table = Table(*names, show_lines=True)
    for one in findings.disagreements[:_SHOWN]:
        table.add_row(one.area.value, *(escape(text) for text in (one.where, one.expected, one.found)))
    if findings.count:
        terminal.out.print(table)
    for note in findings.notes:
        terminal.out.print(f"[yellow]·[/] {escape(note.where)}: {escape(note.text)}", soft_wrap=True)
    checked = ", ".join(f"{count} {what}" for what, count in sorted(findings.checked.items()))
    terminal.note(f"Đã kiểm tra: {checked}", f"Checked: {checked}")
    count = findings.count
    terminal.out.print(
        terminal.translated(f"{count} chỗ không khớp", f"{count} disagreements"), soft_wrap=True
    )


@commands.command(
    "republish",
    help=translated(
        "Đưa lại toàn bộ sự kiện từ kho vào topic; bên nhận bỏ qua những gì đã có.\n\n"
        "Ví dụ: tthc republish cases --wait",
        "Fill the topics again from the stores; consumers skip what they have.\n\n"
        "Example: tthc republish cases --wait",
    ),
)
def republish(
    services: dead_letters.ServicesArgument = None,
    wait: Annotated[
        bool, typer.Option("--wait", help=translated("Chờ cho đến khi xong.", "Wait until it is done."))
    ] = False,
    json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """Publish everything again."""
    terminal = Terminal(json=json, language=language)
    settings = settings_of_running(terminal.settings())

    async def carry_out() -> list[orders.Done]:
        names = orders.services_named(services or [])
        async with Operator(settings) as operator:
            done = await orders.republish(settings, operator, names)
            running = [name for name in names if wait and await operator.answers(name)]
            await settled(operator, running, seconds=600)
            return done

    show_done(terminal, terminal.run(carry_out()))


@commands.command(
    "rebuild",
    help=translated(
        "Dựng lại dữ liệu tra cứu từ đầu trong khi bản cũ vẫn phục vụ.\n\n"
        "Ví dụ: tthc rebuild cases sla/clocks",
        "Build read models anew while the old ones serve.\n\nExample: tthc rebuild cases sla/clocks",
    ),
)
def rebuild(
    views: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SERVICE[/VIEW]]…",
            help=translated("Mặc định: tất cả.", "All by default."),
        ),
    ] = None,
    json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """Build read models anew."""
    terminal = Terminal(json=json, language=language)
    settings = terminal.settings()

    async def carry_out() -> list[orders.Done]:
        async with reached(settings) as operator:
            return await orders.rebuild(operator, views or [])

    show_done(terminal, terminal.run(carry_out()))


@topics.command(
    "apply",
    help=translated(
        "Tạo các topic còn thiếu và đặt đúng thiết lập; chạy lại không thay đổi gì.",
        "Make the topics that are missing and set their settings; running it again changes nothing.",
    ),
)
def apply(json: JsonOption = False, language: LanguageOption = None) -> None:
    """Make the topics as designed."""
    terminal = Terminal(json=json, language=language)
    reports = terminal.run(orders.make_topics(settings_of_running(terminal.settings())))
    if json:
        told = [{"topic": r.topic, "change": r.change.value, "partitions": r.partitions} for r in reports]
        terminal.result({"topics": told})
        return
    names = terminal.translated("Topic|Phân vùng|Việc đã làm", "Topic|Partitions|What was done").split("|")
    table = Table(*names)
    for report in reports:
        table.add_row(report.topic, str(report.partitions), report.change.value)
    terminal.out.print(table)


@store.command(
    "new-epoch",
    help=translated(
        "Mở kỷ nguyên mới cho kho sự kiện vừa được khôi phục từ bản sao lưu, để số thứ tự mới không bị "
        "nhầm với số đã phát.\n\nDừng dịch vụ trước khi chạy.",
        "Begin a new epoch of an event store that was restored from a backup, so that its numbers aren't "
        "taken for those that were told before.\n\nStop the service first.",
    ),
)
def new_epoch(
    service: Annotated[str, typer.Argument(help=translated("Dịch vụ.", "The service."))],
    force: Annotated[
        bool, typer.Option("--force", help=translated("Dù dịch vụ đang chạy.", "Even if the service runs."))
    ] = False,
    json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """Begin a new epoch."""
    terminal = Terminal(json=json, language=language)
    settings = settings_of_running(terminal.settings())

    async def carry_out() -> int:
        async with Operator(settings) as operator:
            return await orders.new_epoch(settings, operator, service, force=force)

    epoch = terminal.run(carry_out())
    if json:
        terminal.result({"service": service, "epoch": epoch})
        return
    terminal.out.print(
        terminal.translated(
            f"{service}: kỷ nguyên {epoch}. Khi khởi động lại, dịch vụ phát lại toàn bộ kho dưới tên nguồn "
            "mới; bên nhận bắt đầu từ đầu và bỏ qua những gì đã biết. Sự kiện đã phát mà bản sao lưu không "
            "có vẫn nằm trong topic và ở bên nhận: chạy tthc verify rồi xem tài liệu vận hành.",
            f"{service}: epoch {epoch}. When it starts again, the service tells its whole store under a new "
            "source; consumers begin anew and skip what they know. Events that were told and that the backup "
            "lacks are still in the topic and with the consumers: run tthc verify, then see the runbook.",
        ),
        soft_wrap=True,
    )


@commands.command(
    "doctor",
    help=translated(
        "Kiểm tra thiết lập, SQLite, đĩa, máy chủ, topic và đồng hồ; nói rõ phải làm gì.\n\n"
        "Mã thoát 1 khi có lỗi.",
        "Look at settings, SQLite, disk, servers, topics and clocks, and say what to do.\n\n"
        "Exit code 1 on a failure.",
    ),
)
def doctor(json: JsonOption = False, language: LanguageOption = None) -> None:
    """Look whether everything is as it should be."""
    terminal = Terminal(json=json, language=language)
    settings = settings_of_running(terminal.settings())

    async def look() -> list[Finding]:
        found = []
        async for finding in examine(settings):
            found.append(finding)
            if not json:
                _show_finding(terminal, finding)
        return found

    found = terminal.run(look())
    failures = sum(finding.verdict is Verdict.FAILURE for finding in found)
    if json:
        terminal.result({"failures": failures, "findings": [finding.told() for finding in found]})
    if failures:
        raise typer.Exit(ExitCode.REFUSED)


_COLOURS = {Verdict.OK: "green", Verdict.WARNING: "yellow", Verdict.FAILURE: "bold red"}


def _show_finding(terminal: Terminal, finding: Finding) -> None:
    verdict = f"[{_COLOURS[finding.verdict]}]{finding.verdict.value:7}[/]"
    todo = f" → {escape(finding.todo)}" if finding.todo else ""
    terminal.out.print(f"{verdict} {escape(finding.what)}: {escape(finding.text)}{todo}", soft_wrap=True)
