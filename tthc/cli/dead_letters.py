"""`tthc dlq …`: messages that could not be processed, and what is to become of them."""

from typing import Annotated

import typer

from shared.messaging.dead_letter_status import DeadLetterStatus
from tthc.cli.groups import Commands
from tthc.cli.options import JsonOption, LanguageOption
from tthc.language import translated

commands = Commands(
    help=translated(
        "Những thông điệp không xử lý được, chờ người vận hành quyết định.",
        "Dead letters: messages that could not be processed, waiting for an operator's decision.",
    )
)

_SERVICES = translated("Dịch vụ (mặc định: tất cả).", "Services (all by default).")
ServicesArgument = Annotated[list[str] | None, typer.Argument(metavar="[SERVICE]…", help=_SERVICES)]
ServicesOption = Annotated[
    list[str] | None, typer.Option("--service", "-s", metavar="SERVICE", help=_SERVICES)
]
KeysArgument = Annotated[
    list[str] | None,
    typer.Argument(metavar="[KEY]…", help=translated("Mã thông điệp.", "Keys of dead letters.")),
]
AllOption = Annotated[
    bool, typer.Option("--all", help=translated("Mọi thông điệp đang chờ.", "All that wait."))
]
ReasonOption = Annotated[
    str | None,
    typer.Option(
        "--reason",
        metavar="CODE",
        help=translated("Chỉ những thông điệp có lý do này.", "Only those with this reason."),
    ),
]


@commands.command(
    "list",
    help=translated(
        "Liệt kê thông điệp không xử lý được, mới nhất trước.\n\n"
        "Ví dụ: tthc dlq list sla --reason wrong-shape",
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
    """The dead letters, each by its key."""
    from tthc.commands.dead_letters import run_list
    from tthc.commands.terminal import Terminal

    run_list(Terminal(json=json, language=language), services or [], status, reason, limit)


@commands.command(
    "show",
    help=translated(
        "Xem một thông điệp không xử lý được: bản ghi, lỗi và nơi phát sinh."
        "\n\nVí dụ: tthc dlq show sla.tthc.cases.5.0.baea3c92",
        "Show one dead letter: its record, error and origin."
        "\n\nExample: tthc dlq show sla.tthc.cases.5.0.baea3c92",
    ),
)
def show(
    key: Annotated[str, typer.Argument(help=translated("Mã thông điệp.", "The dead letter's key."))],
    json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """One dead letter, all of it."""
    from tthc.commands.dead_letters import run_show
    from tthc.commands.terminal import Terminal

    run_show(Terminal(json=json, language=language), key)


@commands.command(
    "retry",
    help=translated(
        "Xử lý lại thông điệp, mỗi sự kiện chỉ một lần.\n\nVí dụ: tthc dlq retry --all --reason not-yet",
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
    from tthc.commands.dead_letters import Chosen, run_decide
    from tthc.commands.terminal import Terminal

    chosen = Chosen(keys=keys or [], services=services or [], everything=everything, reason=reason)
    run_decide(Terminal(json=json, language=language), chosen, "retry")


@commands.command(
    "drop",
    help=translated(
        "Bỏ thông điệp: không xử lý nữa, vẫn lưu lại cùng lý do.\n\n"
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
    from tthc.commands.dead_letters import Chosen, run_decide
    from tthc.commands.terminal import Terminal

    chosen = Chosen(keys=keys or [], services=services or [], everything=everything, reason=reason)
    run_decide(Terminal(json=json, language=language), chosen, "drop", {"reason": because})
