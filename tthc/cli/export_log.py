"""`tthc export-log`: cases as a log for process mining."""

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from tthc.cli.days import read_day
from tthc.cli.groups import Commands
from tthc.cli.options import JsonOption, LanguageOption
from tthc.language import translated

commands = Commands()

_EXAMPLE = "tthc export-log --agency SNV --from 2026-01-01 --output cases.xes.gz"


class ExportForm(StrEnum):
    """What a log is written as."""

    XES = "xes"
    OCEL = "ocel"
    CSV = "csv"


@commands.command(
    "export-log",
    help=translated(
        "Xuất hồ sơ thành nhật ký để khai phá quy trình: XES (IEEE 1849), OCEL 2.0, hoặc bảng CSV; tên tệp "
        "có .gz thì nén. Cán bộ được thay bằng bí danh, trừ khi có --with-names.\n\n"
        f"Ví dụ: {_EXAMPLE}",
        "Write cases as a log for process mining: XES (IEEE 1849), OCEL 2.0, or a CSV; gzipped where the "
        "file's name ends in .gz. People get pseudonyms, unless --with-names is given.\n\n"
        f"Example: {_EXAMPLE}",
    ),
)
def export_log(
    output: Annotated[
        Path,
        typer.Option(
            "--output",
            "-o",
            help=translated(
                "Tệp sẽ ghi: .xes, .json (OCEL) hoặc .csv, có thể thêm .gz.",
                "The file: .xes, .json (OCEL) or .csv, and .gz behind it.",
            ),
        ),
    ],
    form: Annotated[
        ExportForm | None,
        typer.Option(
            "--format", help=translated("Dạng tệp; mặc định theo tên tệp.", "By default as its name says.")
        ),
    ] = None,
    agency: Annotated[
        str | None,
        typer.Option(help=translated("Cơ quan hiện giữ hồ sơ.", "The agency that has the cases now.")),
    ] = None,
    procedure: Annotated[
        str | None, typer.Option(help=translated("Mã thủ tục.", "The code of their procedure."))
    ] = None,
    first_day: Annotated[
        date | None,
        typer.Option(
            "--from",
            metavar=translated("NGÀY", "DAY"),
            parser=read_day,
            help=translated("Mở từ ngày này.", "Opened on this day or later."),
        ),
    ] = None,
    last_day: Annotated[
        date | None,
        typer.Option(
            "--to",
            metavar=translated("NGÀY", "DAY"),
            parser=read_day,
            help=translated("Mở đến hết ngày này.", "Opened on this day or earlier."),
        ),
    ] = None,
    with_names: Annotated[
        bool,
        typer.Option(
            "--with-names",
            help=translated(
                "Ghi định danh thật của cán bộ, và số hồ sơ ngoài hệ thống.",
                "People's own identifiers, and the cases' numbers elsewhere.",
            ),
        ),
    ] = False,
    json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """Write the file."""
    from tthc.commands.export_log import run_export_log
    from tthc.commands.terminal import Terminal
    from tthc.operations.exporting import LogQuestion

    question = LogQuestion(
        agency=agency, procedure=procedure, first_day=first_day, last_day=last_day, with_names=with_names
    )
    run_export_log(Terminal(json=json, language=language), question, output, form and form.value)
