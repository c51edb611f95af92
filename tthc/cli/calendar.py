"""`tthc calendar …`: working calendars, to look at and to count with."""

from typing import Annotated

import typer

from shared.kernel import Counting
from tthc.cli.groups import Commands
from tthc.cli.options import JsonOption, LanguageOption
from tthc.language import translated

commands = Commands(
    help=translated(
        "Lịch làm việc: xem, và tính thời hạn theo lịch.", "Working calendars: look at them, count with them."
    )
)

_INSTANT = translated(
    "Thời điểm, ví dụ 2026-11-30T08:00+07:00.", "An instant, such as 2026-11-30T08:00+07:00."
)
CodeArgument = Annotated[
    str, typer.Argument(help=translated("Mã lịch, ví dụ VN.", "The calendar's code, such as VN."))
]
StartArgument = Annotated[str, typer.Argument(help=_INSTANT)]


@commands.command(
    "show",
    help=translated(
        "Xem một lịch: giờ làm việc, ngày nghỉ, ngày làm bù, kèm căn cứ; không nêu mã thì liệt kê các lịch."
        "\n\nVí dụ: tthc calendar show VN",
        "Show a calendar: hours, days off, make-up days, each with its source; without a code, which there "
        "are.\n\nExample: tthc calendar show VN",
    ),
)
def show(
    code: Annotated[
        str | None, typer.Argument(help=translated("Mã lịch, ví dụ VN.", "The calendar's code, such as VN."))
    ] = None,
    json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """A calendar, or all."""
    from tthc.commands.calendar import run_show
    from tthc.commands.terminal import Terminal

    run_show(Terminal(json=json, language=language), code)


@commands.command(
    "due",
    help=translated(
        "Một thời hạn bắt đầu từ một thời điểm thì hết vào lúc nào.\n\n"
        "Ví dụ: tthc calendar due VN 2026-11-30T08:00+07:00 PT16H",
        "When a limit that begins at an instant is due.\n\n"
        "Example: tthc calendar due VN 2026-11-30T08:00+07:00 PT16H",
    ),
)
def due(
    code: CodeArgument,
    start: StartArgument,
    duration: Annotated[
        str, typer.Argument(help=translated("Thời hạn: PT16H, P5D.", "The limit: PT16H, P5D."))
    ],
    counting: Annotated[
        Counting, typer.Option(help=translated("Cách tính.", "How it is counted."))
    ] = Counting.WORKING_HOURS,
    json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """The due instant."""
    from tthc.commands.calendar import run_due
    from tthc.commands.terminal import Terminal

    run_due(Terminal(json=json, language=language), code, start, duration, counting.value)


@commands.command(
    "elapsed",
    help=translated(
        "Thời gian làm việc giữa hai thời điểm.\n\n"
        "Ví dụ: tthc calendar elapsed VN 2026-11-30T08:00+07:00 2026-12-01T17:00+07:00",
        "Working time between two instants.\n\n"
        "Example: tthc calendar elapsed VN 2026-11-30T08:00+07:00 2026-12-01T17:00+07:00",
    ),
)
def elapsed(
    code: CodeArgument,
    start: StartArgument,
    end: Annotated[str, typer.Argument(help=_INSTANT)],
    json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """The working time."""
    from tthc.commands.calendar import run_elapsed
    from tthc.commands.terminal import Terminal

    run_elapsed(Terminal(json=json, language=language), code, start, end)
