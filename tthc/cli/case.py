"""`tthc case …`: cases, to look at."""

from typing import Annotated

import typer

from tthc.cli.groups import Commands
from tthc.cli.options import JsonOption, LanguageOption
from tthc.language import translated

commands = Commands(
    help=translated("Hồ sơ: xem, không thay đổi gì.", "Cases: to look at; nothing is changed.")
)

NumberArgument = Annotated[
    str,
    typer.Argument(
        metavar="CASE", help=translated("Số hồ sơ, ví dụ SNV-261123-0042.", "Its number: SNV-261123-0042.")
    ),
]
LimitOption = Annotated[int, typer.Option(min=1, max=200, help=translated("Nhiều nhất.", "The most."))]
CursorOption = Annotated[
    str | None, typer.Option(help=translated("Tiếp từ chỗ đã dừng.", "Go on where the last answer ended."))
]


@commands.command(
    "list",
    help=translated(
        "Liệt kê hồ sơ, mới nhất trước.\n\nVí dụ: tthc case list --agency SNV --overdue --due-first",
        "List cases, the newest first.\n\nExample: tthc case list --agency SNV --overdue --due-first",
    ),
)
def list_cases(
    agency: Annotated[str | None, typer.Option(help=translated("Mã cơ quan.", "An agency's code."))] = None,
    division: Annotated[
        str | None, typer.Option(help=translated("Mã phòng đang giữ.", "The division that holds them."))
    ] = None,
    procedure: Annotated[str | None, typer.Option(help=translated("Mã thủ tục.", "A procedure."))] = None,
    overdue: Annotated[
        bool, typer.Option("--overdue", help=translated("Chỉ hồ sơ đang quá hạn.", "Only those overdue."))
    ] = False,
    due_first: Annotated[
        bool,
        typer.Option(
            "--due-first",
            help=translated("Hồ sơ có hạn, hạn gần nhất trước.", "Those with a due time, due first."),
        ),
    ] = False,
    limit: LimitOption = 50,
    cursor: CursorOption = None,
    json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """Cases as a table."""
    from tthc.commands.case import run_list
    from tthc.commands.terminal import Terminal

    run_list(
        Terminal(json=json, language=language),
        agency=agency,
        division=division,
        procedure=procedure,
        overdue=overdue or None,
        order="due" if due_first else "newest",
        limit=limit,
        cursor=cursor,
    )


@commands.command(
    "show",
    help=translated(
        "Xem một hồ sơ: đang ở bước nào, ai giữ, hạn khi nào.\n\nVí dụ: tthc case show SNV-261123-0042",
        "Show a case: where it is, who holds it, when it is due.\n\nExample: tthc case show SNV-261123-0042",
    ),
)
def show(number: NumberArgument, json: JsonOption = False, language: LanguageOption = None) -> None:
    """One case."""
    from tthc.commands.case import run_show
    from tthc.commands.terminal import Terminal

    run_show(Terminal(json=json, language=language), number)


@commands.command(
    "events",
    help=translated(
        "Mọi sự kiện của một hồ sơ, theo thứ tự ghi nhận.\n\nVí dụ: tthc case events SNV-261123-0042",
        "Everything that happened to a case, in the order in which it was recorded.\n\n"
        "Example: tthc case events SNV-261123-0042",
    ),
)
def events(
    number: NumberArgument,
    limit: LimitOption = 100,
    cursor: CursorOption = None,
    json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """A case's events."""
    from tthc.commands.case import run_events
    from tthc.commands.terminal import Terminal

    run_events(Terminal(json=json, language=language), number, limit, cursor)
