"""`tthc calendar …`: working calendars, to look at and to count with."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

import typer

from shared.kernel import Counting
from tthc.cli.groups import Commands
from tthc.cli.instants import read_instant
from tthc.cli.options import JsonOption, LanguageOption
from tthc.language import translated

commands = Commands(
    help=translated(
        "Lịch làm việc: xem, và tính thời hạn theo lịch.", "Working calendars: look at them, count with them."
    )
)


class Unit(StrEnum):
    """What a limit is counted in."""

    HOURS = "hours"
    WORKING_DAYS = "working-days"
    CALENDAR_DAYS = "calendar-days"

    @property
    def counting(self) -> Counting:
        """The same, as events say it."""
        return Counting.WORKING_HOURS if self is Unit.HOURS else Counting(self.value.replace("-", "_"))


StartOption = Annotated[
    datetime,
    typer.Option(
        metavar="INSTANT",
        parser=read_instant,
        help=translated(
            "Bắt đầu từ thời điểm này, ví dụ 2026-11-30T08:00+07:00.",
            "It begins at this instant, such as 2026-11-30T08:00+07:00.",
        ),
    ),
]
CalendarOption = Annotated[
    str,
    typer.Option(metavar="CODE", help=translated("Mã lịch, ví dụ VN.", "The calendar's code, such as VN.")),
]
AgencyOption = Annotated[
    str | None,
    typer.Option(
        metavar="CODE",
        help=translated(
            "Mã cơ quan: tính cả giờ làm việc riêng của cơ quan này.",
            "An agency's code: with what it does otherwise.",
        ),
    ),
]
ExplainOption = Annotated[
    bool,
    typer.Option(
        "--explain",
        help=translated(
            "Liệt kê từng khoảng được tính hay không tính, vì sao, theo căn cứ nào.",
            "List every interval, counted or skipped, why, and by what source.",
        ),
    ),
]


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
    from tthc.commands.calendar_shown import run_show
    from tthc.commands.terminal import Terminal

    run_show(Terminal(json=json, language=language), code)


@commands.command(
    "due",
    help=translated(
        "Một thời hạn bắt đầu từ một thời điểm thì hết vào lúc nào; không cần dịch vụ nào đang chạy.\n\n"
        "Ví dụ: tthc calendar due --start 2021-02-08T15:00+07:00 --limit PT16H",
        "When a limit that begins at an instant is due; no service needs to run.\n\n"
        "Example: tthc calendar due --start 2021-02-08T15:00+07:00 --limit PT16H",
    ),
)
def due(
    start: StartOption,
    limit: Annotated[
        str,
        typer.Option(
            metavar="DURATION",
            help=translated("Thời hạn (ISO 8601): PT16H, P5D.", "The limit (ISO 8601): PT16H, P5D."),
        ),
    ],
    unit: Annotated[
        Unit | None,
        typer.Option(
            help=translated(
                "Cách tính; thời hạn theo giờ thì mặc định là giờ làm việc.",
                "How it is counted; working hours by default, of a limit in hours.",
            )
        ),
    ] = None,
    calendar: CalendarOption = "VN",
    agency: AgencyOption = None,
    explain: ExplainOption = False,
    json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """The due instant."""
    from tthc.commands.calendar import run_due
    from tthc.commands.terminal import Terminal

    terminal, counting = Terminal(json=json, language=language), None if unit is None else unit.counting
    run_due(terminal, start, limit, counting, code=calendar, agency=agency, explained=explain)


@commands.command(
    "elapsed",
    help=translated(
        "Thời gian đã tính giữa hai thời điểm: giờ làm việc, hoặc số ngày đã hết; không cần dịch vụ nào đang "
        "chạy.\n\nVí dụ: tthc calendar elapsed --start 2026-11-30T08:00+07:00 --end 2026-12-01T17:00+07:00",
        "What was counted between two instants: working time, or the days that have ended; no service needs "
        "to run.\n\n"
        "Example: tthc calendar elapsed --start 2026-11-30T08:00+07:00 --end 2026-12-01T17:00+07:00",
    ),
)
def elapsed(
    start: StartOption,
    end: Annotated[
        datetime, typer.Option(metavar="INSTANT", parser=read_instant, help=translated("Đến lúc.", "Until."))
    ],
    unit: Annotated[Unit, typer.Option(help=translated("Cách tính.", "How it is counted."))] = Unit.HOURS,
    calendar: CalendarOption = "VN",
    agency: AgencyOption = None,
    explain: ExplainOption = False,
    json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """The duration."""
    from tthc.commands.calendar import run_elapsed
    from tthc.commands.terminal import Terminal

    terminal = Terminal(json=json, language=language)
    run_elapsed(terminal, start, end, unit.counting, code=calendar, agency=agency, explained=explain)
