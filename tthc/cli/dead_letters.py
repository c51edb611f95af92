"""`tthc dlq …`: messages that could not be processed, and what is to become of them."""

from collections.abc import Sequence
from typing import Annotated, Any

import typer
from rich.markup import escape
from rich.table import Table

from shared.contracts.topics import Service as ServiceName
from shared.messaging.dead_letters import DeadLetterStatus
from tthc.cli.done import show_done
from tthc.cli.language import translated
from tthc.cli.terminal import JsonOption, LanguageOption, Terminal
from tthc.operations import orders
from tthc.operations.access import Operator, reached

commands = typer.Typer(
    no_args_is_help=True,
    help=translated(
        "Thư chết: những thông điệp không xử lý được, chờ người vận hành quyết định.",
        "Dead letters: messages that could not be processed, waiting for an operator's decision.",
    ),
)

_SERVICES = translated("Dịch vụ (mặc định: tất cả).", "Services (all by default).")
ServicesArgument = Annotated[list[str] | None, typer.Argument(metavar="[SERVICE]…", help=_SERVICES)]
ServicesOption = Annotated[
    list[str] | None, typer.Option("--service", "-s", metavar="SERVICE", help=_SERVICES)
]
KeysArgument = Annotated[
    list[str] | None,
    typer.Argument(metavar="[KEY]…", help=translated("Mã thư chết.", "Keys of dead letters.")),
]
AllOption = Annotated[bool, typer.Option("--all", help=translated("Mọi thư đang chờ.", "All that wait."))]
ReasonOption = Annotated[
    str | None,
    typer.Option(
        "--reason",
        metavar="CODE",
        help=translated("Chỉ những thư có lý do này.", "Only those with this reason."),
    ),
]


@commands.command(
    "list",
    help=translated(
        "Liệt kê thư chết, mới nhất trước.\n\nVí dụ: tthc dlq list sla --reason wrong-shape",
        "List dead letters, the newest first.\n\nExample: tthc dlq list sla --reason wrong-shape",
    ),
)
def list_letters(
    services: ServicesArgument = None,
    status: Annotated[
        DeadLetterStatus, typer.Option(help=translated("Tình trạng.", "What became of them."))
    ] = DeadLetterStatus.WAITING,
    reason: ReasonOption = None,
    limit: Annotated[int, typer.Option(min=1, max=20_000, help=translated("Nhiều nhất.", "The most."))] = 100,
    json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """The dead letters as a table."""
    terminal = Terminal(json=json, language=language)

    async def ask(operator: Operator) -> list[dict[str, Any]]:
        return await orders.letters(operator, orders.services_named(services or []), status, reason, limit)

    found = _with_operator(terminal, ask)
    if json:
        terminal.result({"count": len(found), "letters": found})
        return
    names = terminal.translated("Mã|Lý do|Chi tiết|Thời điểm", "Key|Reason|Detail|Added").split("|")
    table = Table(*names)
    for letter in found:
        table.add_row(*(escape(str(letter[name])) for name in ("key", "reason", "detail", "added_at")))
    terminal.out.print(
        table if found else terminal.translated("Không có thư chết.", "There are no dead letters.")
    )


@commands.command(
    "show",
    help=translated(
        "Xem một thư chết: bản ghi, lỗi và nơi phát sinh.",
        "Show one dead letter: its record, error and origin.",
    ),
)
def show(
    key: Annotated[str, typer.Argument(help=translated("Mã thư chết.", "The dead letter's key."))],
    json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """One dead letter, all of it."""
    terminal = Terminal(json=json, language=language)

    async def ask(operator: Operator) -> dict[str, Any]:
        found: dict[str, Any] = await operator.ask(
            orders.service_of_letter(key), "GET", f"/dead-letters/{key}"
        )
        return found

    letter = _with_operator(terminal, ask)
    if json:
        terminal.result(letter)
        return
    for name, value in letter.items():
        terminal.out.print(f"[bold]{name}[/]: {escape(str(value))}", soft_wrap=True)


@commands.command(
    "retry",
    help=translated(
        "Xử lý lại thư chết, mỗi sự kiện chỉ một lần.\n\nVí dụ: tthc dlq retry --all --reason not-yet",
        "Process dead letters after all, each event once.\n\nExample: tthc dlq retry --all --reason not-yet",
    ),
)
def retry(
    keys: KeysArgument = None,
    everything: AllOption = False,
    reason: ReasonOption = None,
    services: ServicesOption = None,
    json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """Have dead letters processed again."""
    _decide(Terminal(json=json, language=language), keys, services, "retry", everything, reason, None)


@commands.command(
    "drop",
    help=translated(
        "Bỏ thư chết: không xử lý nữa, vẫn lưu lại cùng lý do.\n\n"
        "Ví dụ: tthc dlq drop KEY --because 'dữ liệu thử'",
        "Drop dead letters: they won't be processed, and stay on record.\n\n"
        "Example: tthc dlq drop KEY --because 'test data'",
    ),
)
def drop(
    because: Annotated[
        str, typer.Option("--because", help=translated("Vì sao không cần nữa.", "Why they aren't wanted."))
    ],
    keys: KeysArgument = None,
    everything: AllOption = False,
    reason: ReasonOption = None,
    services: ServicesOption = None,
    json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """Have dead letters dropped."""
    terminal = Terminal(json=json, language=language)
    _decide(terminal, keys, services, "drop", everything, reason, {"reason": because})


def _decide(
    terminal: Terminal,
    keys: Sequence[str] | None,
    services: Sequence[str] | None,
    what: str,
    everything: bool,
    reason: str | None,
    order: dict[str, Any] | None,
) -> None:
    async def carry_out(operator: Operator) -> list[orders.Done]:
        named: list[ServiceName] = orders.services_named(services or [])
        wanted = await orders.chosen(operator, keys or [], named, everything=everything, reason=reason)
        return await orders.decide(operator, wanted, what, order)

    show_done(terminal, _with_operator(terminal, carry_out))


def _with_operator(terminal: Terminal, work: Any) -> Any:
    """Do what asks running services."""
    settings = terminal.settings()

    async def run() -> Any:
        async with reached(settings) as operator:
            return await work(operator)

    return terminal.run(run())
