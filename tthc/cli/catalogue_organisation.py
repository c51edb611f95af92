"""`tthc catalogue organisation`: agencies, divisions and officials, from tables and into them."""

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from tthc.cli.groups import Commands
from tthc.cli.options import JsonOption, LanguageOption
from tthc.language import translated

commands = Commands(
    help=translated(
        "Nhập và xuất cơ quan, phòng ban, cán bộ.", "Import and export agencies, divisions, officials."
    )
)


class TableName(StrEnum):
    """Which table a CSV holds."""

    AGENCIES = "agencies"
    STAFF = "staff"


PathArgument = Annotated[
    Path, typer.Argument(metavar="PATH", help=translated("Tệp .csv hoặc .xlsx.", "The file."))
]
UrlOption = Annotated[
    str | None,
    typer.Option(
        help=translated(
            "Địa chỉ dịch vụ catalog đang chạy ở nơi khác.", "A catalog service that runs elsewhere."
        )
    ),
]


@commands.command(
    "import",
    help=translated(
        "Nhập cơ quan, phòng ban và cán bộ từ bảng CSV hoặc sổ tính XLSX: nhập toàn bộ, hoặc không nhập gì "
        "và nêu mọi chỗ sai.\n\nVí dụ: tthc catalogue organisation import to-chuc.xlsx --dry-run",
        "Import agencies, divisions and officials from a CSV table or an XLSX workbook: all of it, or "
        "nothing, with everything that is wrong.\n\n"
        "Example: tthc catalogue organisation import organisation.xlsx --dry-run",
    ),
)
def import_(
    path: PathArgument,
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help=translated("Chỉ cho xem thay đổi.", "Only show what would change.")),
    ] = False,
    valid_from: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"],
            metavar="YYYY-MM-DD",
            help=translated(
                "Ngày đầu của cơ quan không ghi ngày; mặc định hôm nay.",
                "First day of agencies that state none; by default today.",
            ),
        ),
    ] = None,
    url: UrlOption = None,
    json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """Import a file, or show what importing it would change."""
    from tthc.commands.catalogue_organisation import run_import
    from tthc.commands.terminal import Terminal

    first_day = valid_from.date() if valid_from is not None else None
    run_import(Terminal(json=json, language=language), path, url, first_day, dry_run=dry_run)


@commands.command(
    "export",
    help=translated(
        "Xuất cơ quan, phòng ban và cán bộ hiện có; tệp xuất ra nhập lại được, không có khác biệt.\n\n"
        "Ví dụ: tthc catalogue organisation export to-chuc.xlsx",
        "Export the agencies, divisions and officials there are; the file can be imported again, without a "
        "difference.\n\nExample: tthc catalogue organisation export organisation.xlsx",
    ),
)
def export(
    path: PathArgument,
    table: Annotated[
        TableName, typer.Option(help=translated("Bảng nào, với tệp .csv.", "Which table, for a .csv."))
    ] = TableName.AGENCIES,
    url: UrlOption = None,
    json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """Write the organisation into a file."""
    from tthc.commands.catalogue_organisation import run_export
    from tthc.commands.terminal import Terminal

    run_export(Terminal(json=json, language=language), path, table.value, url)
