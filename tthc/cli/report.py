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
    edition: Annotated[
        int | None,
        typer.Option(
            min=1,
            help=translated(
                "Bản thứ mấy; mặc định là bản 1, như đã lập.", "By default the first, as it was issued."
            ),
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
    terminal = Terminal(json=json, language=language)
    run_report(terminal, agency, period, output, form=form and form.value, edition=edition)


@commands.command(
    "reports",
    help=translated(
        "Liệt kê các báo cáo đã lập và lưu; với --period: các bản của một báo cáo và chỗ khác nhau.\n\n"
        "Ví dụ: tthc reports --agency SNV --period 2026-11",
        "List the reports that were issued and are kept; with --period the editions of one, and what is "
        "otherwise in each.\n\nExample: tthc reports --agency SNV --period 2026-11",
    ),
)
def reports(
    agency: Annotated[str | None, typer.Option(help=translated("Mã cơ quan.", "An agency's code."))] = None,
    period: Annotated[
        str | None,
        typer.Option(
            "--period",
            metavar=translated("KỲ", "PERIOD"),
            help=translated(
                "Các bản của báo cáo kỳ này, của cơ quan hoặc toàn tỉnh.",
                "The editions of the report on it, of the agency or the province.",
            ),
        ),
    ] = None,
    again: Annotated[
        bool,
        typer.Option(
            "--again",
            help=translated(
                "Tính lại báo cáo của kỳ; có khác thì thành bản mới, bản cũ giữ nguyên.",
                "Count the report of the period again: what is otherwise becomes a further edition.",
            ),
        ),
    ] = False,
    json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """A table."""
    from tthc.commands.reports import run_editions, run_reports
    from tthc.commands.terminal import Terminal

    terminal = Terminal(json=json, language=language)
    if period is not None:
        run_editions(terminal, agency, period, again=again)
        return
    if again:
        unclear = Text("Hãy nêu --period.", "Say --period.")
        raise typer.BadParameter(unclear.told(reader_language()), param_hint="--again")
    run_reports(terminal, agency)
