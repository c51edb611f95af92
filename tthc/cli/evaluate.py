"""`tthc evaluate`: an official's evaluation in a period, or those of a unit."""

from typing import Annotated

import typer

from shared.errors import Text
from tthc.cli.groups import Commands
from tthc.cli.options import JsonOption, LanguageOption
from tthc.language import reader_language, translated

commands = Commands()


@commands.command(
    "evaluate",
    help=translated(
        "Đánh giá công chức theo kỳ từ sự kiện đã ghi: số lượng, chất lượng, tiến độ, điểm, giải thích từng "
        "dòng; với --agency là cả đơn vị, kèm cảnh báo tỷ lệ xuất sắc.\n\n"
        "Hỏi các dịch vụ đang chạy; nếu không có thì đọc thẳng dữ liệu trong TTHC_DATA_DIR.\n\n"
        "Ví dụ: tthc evaluate --official stc.mai --period 2026-03",
        "Evaluate an official in a period out of what was recorded: quantity, quality, progress, points, "
        "explained line by line; with --agency a whole unit, with a warning of too many excellent ones.\n\n"
        "Asks the services that run; without any it reads the stores in TTHC_DATA_DIR.\n\n"
        "Example: tthc evaluate --official stc.mai --period 2026-03",
    ),
)
def evaluate(
    period: Annotated[
        str,
        typer.Option(
            "--period",
            metavar="PERIOD",
            help=translated("2026-03, 2026-Q1 hoặc 2026.", "2026-03, 2026-Q1 or 2026."),
        ),
    ],
    official: Annotated[
        str | None, typer.Option(help=translated("Mã công chức.", "An official's identifier."))
    ] = None,
    agency: Annotated[
        str | None,
        typer.Option(help=translated("Mã cơ quan: mọi người ở đó.", "An agency: all people there.")),
    ] = None,
    division: Annotated[
        str | None, typer.Option(help=translated("Chỉ phòng này.", "A division of it alone."))
    ] = None,
    policy: Annotated[
        str | None,
        typer.Option(
            "--policy",
            metavar="CODE",
            help=translated(
                "Thử theo chính sách này; mặc định là chính sách đang có hiệu lực.",
                "Try this policy; by default the one in force.",
            ),
        ),
    ] = None,
    excelled: Annotated[
        bool,
        typer.Option(
            "--excelled",
            help=translated(
                "Tập thể hoàn thành xuất sắc: tỷ lệ xuất sắc được cao hơn.",
                "The body itself excelled: there may be more excellent ones.",
            ),
        ),
    ] = False,
    json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """One official's, or a unit's."""
    from tthc.commands.evaluate import run_evaluate, run_evaluate_unit
    from tthc.commands.terminal import Terminal

    if (official is None) == (agency is None):
        unclear = Text("Hãy nêu --official hoặc --agency.", "Say --official, or --agency.")
        raise typer.BadParameter(unclear.told(reader_language()), param_hint="--official")
    terminal = Terminal(json=json, language=language)
    if official is not None:
        run_evaluate(terminal, official, period, policy)
    elif agency is not None:
        run_evaluate_unit(terminal, (agency, division), period, policy, excelled=excelled)
