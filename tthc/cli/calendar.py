"""`tthc calendar …`: working calendars, to look at and to count with."""

from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from shared.kernel import FIRST_YEAR, LAST_YEAR, Counting
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
        "Xem một lịch: giờ làm việc, ngày nghỉ, ngày làm bù, kèm căn cứ; không nêu mã thì liệt kê các lịch. "
        "Với --year là lịch của một năm, để in; không cần dịch vụ nào đang chạy."
        "\n\nVí dụ: tthc calendar show VN --year 2026 --pdf lich-2026.pdf",
        "Show a calendar: hours, days off, make-up days, each with its source; without a code, which there "
        "are. With --year the calendar of a year, to be printed; no service needs to run."
        "\n\nExample: tthc calendar show VN --year 2026 --pdf calendar-2026.pdf",
    ),
)
def show(
    code: Annotated[
        str | None, typer.Argument(help=translated("Mã lịch, ví dụ VN.", "The calendar's code, such as VN."))
    ] = None,
    year: Annotated[
        int | None,
        typer.Option(min=FIRST_YEAR, max=LAST_YEAR, help=translated("Năm.", "Of this year alone.")),
    ] = None,
    pdf: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help=translated("Ghi lịch của năm ra tệp PDF khổ A4.", "Write the year into a PDF file, on A4."),
        ),
    ] = None,
    agency: AgencyOption = None,
    json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """A calendar, or all; or a year of one."""
    from tthc.commands.terminal import Terminal

    terminal = Terminal(json=json, language=language)
    if year is not None:
        from tthc.commands.calendar_year import run_year

        run_year(terminal, code or "VN", year, agency=agency, pdf=pdf)
        return
    if pdf is not None or agency is not None:
        raise typer.BadParameter(
            translated("--pdf và --agency cần --year.", "--pdf and --agency need --year.")
        )
    from tthc.commands.calendar_shown import run_show

    run_show(terminal, code)


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


def _day(text: str) -> date:
    """A day as ISO 8601 writes it. Raises `typer.BadParameter`."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        unfit = translated(
            f"“{text}” không phải là ngày, ví dụ 2026-01-02.", f"'{text}' is no day, such as 2026-01-02."
        )
        raise typer.BadParameter(unfit) from None


DayArgument = Annotated[
    date,
    typer.Argument(
        metavar="DAY", parser=_day, help=translated("Ngày, ví dụ 2026-01-02.", "The day, such as 2026-01-02.")
    ),
]
SourceOption = Annotated[
    str,
    typer.Option(
        help=translated("Căn cứ: văn bản nào, số, ngày.", "Its source: the article or decision that says so.")
    ),
]
DryRunOption = Annotated[
    bool,
    typer.Option(
        "--dry-run",
        help=translated(
            "Chỉ xem những hạn nào của hồ sơ đang mở sẽ dời.",
            "Only show which due times of open cases would move.",
        ),
    ),
]


@commands.command(
    "add-day-off",
    help=translated(
        "Thêm một ngày nghỉ: xem trước những hạn sẽ dời, rồi ghi vào lịch.\n\n"
        "Ví dụ: tthc calendar add-day-off 2027-01-04 --worked 2027-01-09 --source 'Thông báo 1' --dry-run",
        "Add a day off: it shows which due times move, then writes it into the calendar.\n\n"
        "Example: tthc calendar add-day-off 2027-01-04 --worked 2027-01-09 --source 'Notice 1' --dry-run",
    ),
)
def add_day_off(
    day: DayArgument,
    source: SourceOption,
    name: Annotated[
        str, typer.Option(help=translated("Tên ngày nghỉ.", "What the day is called."))
    ] = "Ngày nghỉ",
    worked: Annotated[
        date | None,
        typer.Option(
            metavar="DAY",
            parser=_day,
            help=translated(
                "Ngày nghỉ hằng tuần làm bù cho ngày này.", "The day of weekly rest that is worked for it."
            ),
        ),
    ] = None,
    agency: Annotated[
        str | None,
        typer.Option(
            metavar="CODE",
            help=translated("Chỉ cơ quan này nghỉ.", "This agency alone is closed."),
        ),
    ] = None,
    provisional: Annotated[
        bool,
        typer.Option("--provisional", help=translated("Chưa chắc chắn.", "It isn't certain yet.")),
    ] = False,
    calendar: CalendarOption = "VN",
    dry_run: DryRunOption = False,
    json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """A day that isn't worked."""
    from tthc.commands.calendar_changes import run_add_day_off
    from tthc.commands.terminal import Terminal

    if agency is not None and (worked is not None or provisional):
        raise typer.BadParameter(
            translated(
                "--agency không đi cùng --worked hoặc --provisional.",
                "--agency goes with neither --worked nor --provisional.",
            )
        )
    run_add_day_off(
        Terminal(json=json, language=language),
        calendar,
        day,
        name=name,
        source=source,
        worked=worked,
        agency=agency,
        provisional=provisional,
        dry_run=dry_run,
    )


@commands.command(
    "clear-day",
    help=translated(
        "Bỏ một ngày nghỉ hoặc ngày làm bù khỏi lịch: xem trước những hạn sẽ dời, rồi ghi.\n\n"
        "Ví dụ: tthc calendar clear-day 2027-11-24 --reason 'Không ban hành' --dry-run",
        "Take a day off or a make-up day out of the calendar; it shows which due times move.\n\n"
        "Example: tthc calendar clear-day 2027-11-24 --reason 'Not enacted' --dry-run",
    ),
)
def clear_day(
    day: DayArgument,
    reason: Annotated[str, typer.Option(help=translated("Lý do.", "Why."))],
    calendar: CalendarOption = "VN",
    dry_run: DryRunOption = False,
    json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """A day that is as the week has it."""
    from tthc.commands.calendar_changes import run_clear_day
    from tthc.commands.terminal import Terminal

    run_clear_day(Terminal(json=json, language=language), calendar, day, reason, dry_run=dry_run)


@commands.command(
    "confirm-day",
    help=translated(
        "Xác nhận một ngày dự kiến là chắc chắn; không hạn nào dời.\n\n"
        "Ví dụ: tthc calendar confirm-day 2027-11-24 --source 'Luật số 1'",
        "Make a provisional day certain; nothing moves.\n\n"
        "Example: tthc calendar confirm-day 2027-11-24 --source 'Law 1'",
    ),
)
def confirm_day(
    day: DayArgument,
    source: SourceOption,
    calendar: CalendarOption = "VN",
    json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """A day that is certain."""
    from tthc.commands.calendar_changes import run_confirm_day
    from tthc.commands.terminal import Terminal

    run_confirm_day(Terminal(json=json, language=language), calendar, day, source)
