"""`tthc report`: how an agency or the province did in a week, month, quarter or year, as a file."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from shared.errors import Text
from tthc.cli.groups import Commands
from tthc.cli.options import JsonOption, LanguageOption
from tthc.language import reader_language, translated

commands = Commands()

_EXAMPLE = "tthc report --agency SNV --period 2026-11 --output snv.xlsx"


class ReportForm(StrEnum):
    """What a report is written as."""

    XLSX = "xlsx"
    CSV = "csv"
    PDF = "pdf"


@commands.command(
    "report",
    help=translated(
        "Báo cáo tuần, tháng, quý hoặc năm của một cơ quan hay toàn tỉnh: bảng tính có biểu đồ và từng lượt "
        f"xử lý, CSV, hoặc PDF.\n\nVí dụ: {_EXAMPLE}",
        "A report on a week, month, quarter or year of an agency or the province: a workbook with charts and "
        f"each visit, CSV, or PDF.\n\nExample: {_EXAMPLE}",
    ),
)
def report(
    period: Annotated[
        str,
        typer.Option(
            "--period",  # said, since one whose place-holder is its name in capitals would be called so
            metavar=translated("KỲ", "PERIOD"),
            help=translated(
                "2026-W48 (tuần), 2026-11, 2026-Q4 hoặc 2026.", "2026-W48 (a week), 2026-11, 2026-Q4 or 2026."
            ),
        ),
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", help=translated("Tệp sẽ ghi.", "The file to write."))
    ],
    agency: Annotated[str | None, typer.Option(help=translated("Mã cơ quan.", "An agency's code."))] = None,
    province: Annotated[
        bool, typer.Option("--province", help=translated("Toàn tỉnh.", "The whole province."))
    ] = False,
    form: Annotated[
        ReportForm | None,
        typer.Option(
            "--format", help=translated("Dạng tệp; mặc định theo tên tệp.", "By default as its name says.")
        ),
    ] = None,
    json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """Write the file."""
    from tthc.commands.report import run_report
    from tthc.commands.terminal import Terminal

    if (agency is not None) is province:
        unclear = Text("Hãy nêu --agency hoặc --province.", "Say --agency or --province.")
        raise typer.BadParameter(unclear.told(reader_language()), param_hint="--agency")
    run_report(Terminal(json=json, language=language), agency, period, output, form and form.value)
