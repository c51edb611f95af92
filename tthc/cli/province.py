"""`tthc province`: how work stands in each agency and each rollout wave."""

from typing import Annotated

import typer

from tthc.cli.groups import Commands
from tthc.cli.options import JsonOption, LanguageOption
from tthc.language import translated

commands = Commands()


@commands.command(
    "province",
    help=translated(
        "Tình hình toàn tỉnh, theo đợt triển khai và theo cơ quan: đang xử lý, sắp đến hạn, quá hạn, "
        "cảnh báo, chờ phối hợp, đùn đẩy, tỷ lệ đúng hạn.\n\n"
        "Hỏi các dịch vụ đang chạy; nếu không có thì đọc thẳng dữ liệu trong TTHC_DATA_DIR.\n\n"
        "Ví dụ: tthc province --wave 1",
        "How work stands in the province, by rollout wave and by agency: open, due soon, overdue, "
        "escalations, answers waited for, buck-passing, share in time.\n\n"
        "Asks the services that run; without any it reads the stores in TTHC_DATA_DIR.\n\n"
        "Example: tthc province --wave 1",
    ),
)
def province(
    wave: Annotated[
        int | None,
        typer.Option(min=1, max=999, help=translated("Chỉ một đợt triển khai.", "One rollout wave alone.")),
    ] = None,
    agency: Annotated[str | None, typer.Option(help=translated("Mã cơ quan.", "An agency's code."))] = None,
    days: Annotated[
        int,
        typer.Option(
            min=1,
            max=366,
            help=translated(
                "Tính việc đã xong trong bao nhiêu ngày, kể cả hôm nay.",
                "Over how many days, to today, what is done counts.",
            ),
        ),
    ] = 30,
    all_rows: Annotated[
        bool,
        typer.Option(
            "--all", help=translated("Cả cơ quan chưa có gì.", "Also agencies in which there is nothing.")
        ),
    ] = False,
    json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """A row for each wave and each agency."""
    from tthc.commands.province import run_province
    from tthc.commands.terminal import Terminal

    run_province(Terminal(json=json, language=language), agency, wave, days, all_rows=all_rows)
