"""`tthc scorecards`: how officials, divisions, agencies or procedures did over some days."""

from datetime import date
from enum import StrEnum
from typing import Annotated

import typer

from shared.errors import Text
from tthc.cli.groups import Commands
from tthc.cli.options import JsonOption, LanguageOption
from tthc.language import reader_language, translated

commands = Commands()


class By(StrEnum):
    """What is counted by."""

    AGENCY = "agency"
    DIVISION = "division"
    OFFICIAL = "official"
    PROCEDURE = "procedure"


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        unfit = Text(f"“{text}” không phải là ngày, ví dụ 2026-03-31.", f"'{text}' is no day: 2026-03-31.")
        raise typer.BadParameter(unfit.told(reader_language())) from error


def _days(first: date | None, last: date | None, month: str | None) -> tuple[date, date]:
    """The first and the last day. Raises `typer.BadParameter`."""
    from services.sla.queries.visits_asked import Days

    if month is not None and first is None and last is None:
        try:
            days = Days.of_month(month)
        except ValueError as error:
            unfit = Text(f"“{month}” không phải là tháng, ví dụ 2026-03.", f"'{month}' is no month: 2026-03.")
            raise typer.BadParameter(unfit.told(reader_language()), param_hint="--month") from error
        return days.first, days.last
    if first is None or last is None or last < first or month is not None:
        unclear = Text(
            "Hãy nêu --from và --to (không sớm hơn --from), hoặc --month.",
            "Say --from and --to (no earlier than --from), or --month.",
        )
        raise typer.BadParameter(unclear.told(reader_language()), param_hint="--from")
    return first, last


@commands.command(
    "scorecards",
    help=translated(
        "Kết quả giải quyết theo cơ quan, phòng, công chức hoặc thủ tục: đã xong, trễ hạn, phút đã dùng, "
        "phút chờ cơ quan khác, trả lại.\n\n"
        "Hỏi các dịch vụ đang chạy; nếu không có thì đọc thẳng dữ liệu trong TTHC_DATA_DIR.\n\n"
        "Ví dụ: tthc scorecards --by official --month 2026-03 --agency SNV",
        "How agencies, divisions, officials or procedures did: done, late, minutes used, minutes waited for "
        "others, returns.\n\n"
        "Asks the services that run; without any it reads the stores in TTHC_DATA_DIR.\n\n"
        "Example: tthc scorecards --by official --month 2026-03 --agency SNV",
    ),
)
def scorecards(
    by: Annotated[
        By, typer.Option(help=translated("Tính theo đơn vị nào.", "What to count by."))
    ] = By.DIVISION,
    first: Annotated[
        date | None,
        typer.Option(
            "--from",
            metavar="DAY",
            parser=_day,
            help=translated("Ngày đầu, ví dụ 2026-03-01.", "The first day: 2026-03-01."),
        ),
    ] = None,
    last: Annotated[
        date | None,
        typer.Option(
            "--to",
            metavar="DAY",
            parser=_day,
            help=translated("Ngày cuối, tính cả ngày đó.", "The last day."),
        ),
    ] = None,
    month: Annotated[
        str | None,
        typer.Option(
            "--month", metavar="MONTH", help=translated("Cả tháng, ví dụ 2026-03.", "A whole month: 2026-03.")
        ),
    ] = None,
    agency: Annotated[str | None, typer.Option(help=translated("Mã cơ quan.", "An agency's code."))] = None,
    all_rows: Annotated[
        bool,
        typer.Option(
            "--all",
            help=translated(
                "Cả đơn vị chưa xong việc nào và không trả lại.", "Also who completed and returned nothing."
            ),
        ),
    ] = False,
    opened: Annotated[
        bool,
        typer.Option(
            "--open",
            help=translated(
                "Kèm từng lần xử lý và sự kiện làm căn cứ.", "With each visit and the events that say so."
            ),
        ),
    ] = False,
    json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """A row for each unit."""
    from tthc.commands.scorecards import run_scorecards
    from tthc.commands.terminal import Terminal

    days = _days(first, last, month)
    run_scorecards(
        Terminal(json=json, language=language), by.value, days, agency, all_rows=all_rows, opened=opened
    )
