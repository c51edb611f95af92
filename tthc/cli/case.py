"""`tthc case …`: cases, to look at; and what is contested of them."""

from datetime import datetime
from typing import Annotated

import typer

from tthc.cli import case_causes
from tthc.cli.groups import Commands
from tthc.cli.instants import read_instant
from tthc.cli.options import JsonOption, LanguageOption
from tthc.language import translated

commands = Commands(
    help=translated(
        "Hồ sơ: xem, và nêu hoặc xem xét nguyên nhân khách quan.",
        "Cases: to look at, and to contest what was late.",
    )
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


ReferenceArgument = Annotated[
    str,
    typer.Argument(
        metavar="CASE",
        help=translated("Số hồ sơ, hoặc số của nó ở hệ thống khác.", "Its number, or external reference."),
    ),
]
AsOfOption = Annotated[
    datetime | None,
    typer.Option(
        metavar="INSTANT",
        parser=read_instant,
        help=translated(
            "Như tại thời điểm này (RFC 3339, ví dụ 2026-03-05T08:00:00Z); mặc định là bây giờ.",
            "As it was at this instant (RFC 3339: 2026-03-05T08:00:00Z); by default now.",
        ),
    ),
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


@commands.command(
    "tree",
    help=translated(
        "Một hồ sơ qua các cơ quan: ai giữ việc gì, hạn, thời gian của mỗi cơ quan.\n\n"
        "Hỏi các dịch vụ đang chạy; nếu không có thì đọc thẳng dữ liệu trong TTHC_DATA_DIR.\n\n"
        "Ví dụ: tthc case tree SNV-260302-0001 --as-of 2026-03-05T08:00:00Z",
        "A case over agencies: who holds what, when it is due, each agency's time.\n\n"
        "Asks the services that run; without any it reads the stores in TTHC_DATA_DIR.\n\n"
        "Example: tthc case tree SNV-260302-0001 --as-of 2026-03-05T08:00:00Z",
    ),
)
def tree(
    case: ReferenceArgument,
    as_of: AsOfOption = None,
    json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """A case with everything that it asked other agencies for."""
    from tthc.commands.case_tree import run_tree
    from tthc.commands.terminal import Terminal

    run_tree(Terminal(json=json, language=language), case, as_of)


@commands.command(
    "story",
    help=translated(
        "Toàn bộ diễn biến của một hồ sơ và của những việc đã đề nghị cơ quan khác.\n\n"
        "Hỏi các dịch vụ đang chạy; nếu không có thì đọc thẳng dữ liệu trong TTHC_DATA_DIR.\n\n"
        "Ví dụ: tthc case story SNV-260302-0001",
        "The whole story of a case, and of what it asked other agencies for.\n\n"
        "Asks the services that run; without any it reads the stores in TTHC_DATA_DIR.\n\n"
        "Example: tthc case story SNV-260302-0001",
    ),
)
def story(
    case: ReferenceArgument,
    as_of: AsOfOption = None,
    json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """What happened, a sentence an event, in order of effect."""
    from tthc.commands.case_tree import run_story
    from tthc.commands.terminal import Terminal

    run_story(Terminal(json=json, language=language), case, as_of)


@commands.command(
    "readers",
    help=translated(
        "Ai đã xem một hồ sơ, hoặc một người đã xem những gì; mới nhất trước. Dành cho kiểm toán viên.\n\n"
        "Ví dụ: tthc case readers SNV-260302-0001; tthc case readers --person snv.lan",
        "Who looked at a case, or at what somebody looked, the newest first. For auditors.\n\n"
        "Example: tthc case readers SNV-260302-0001; tthc case readers --person snv.lan",
    ),
)
def readers(
    number: Annotated[
        str | None,
        typer.Argument(metavar="CASE", help=translated("Số hồ sơ.", "Its number.")),
    ] = None,
    person: Annotated[
        str | None,
        typer.Option(help=translated("Ai xem, hoặc xem thay ai.", "Who looked, or in whose name they did.")),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(metavar="INSTANT", help=translated("Từ lúc này.", "From then on.")),
    ] = None,
    before: Annotated[
        str | None, typer.Option(metavar="INSTANT", help=translated("Trước lúc này.", "Earlier than this."))
    ] = None,
    limit: LimitOption = 50,
    json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """Who looked."""
    from tthc.commands.case_readers import run_readers
    from tthc.commands.terminal import Terminal

    terminal = Terminal(json=json, language=language)
    run_readers(terminal, limit, case=number, person=person, since=since, before=before)


case_causes.add_to(commands)
