"""The options by which any command that reads a log is told how to read it."""

from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import typer

from services.sla.holidays import TIME_ZONES
from tthc.cli.language import says
from tthc.importlog import Columns, Field, LogFormat, ReadOptions

_COLUMNS = Columns()
_COLUMN_PANEL = says("Cột (CSV) hoặc khóa (XES)", "Columns (CSV) or keys (XES)")


def _column(field: Field) -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option(
        field.option,
        help=says(
            f"Tên cột chứa “{field.value}” (CSV mặc định: {_COLUMNS.of(field)}).",
            f"What holds the {field.value} (CSV default: {_COLUMNS.of(field)}).",
        ),
        rich_help_panel=_COLUMN_PANEL,
        show_default=False,
    )
    return option


PathArgument = Annotated[Path, typer.Argument(metavar="PATH", help=says("Tệp nhật ký.", "The log's file."))]
CalendarOption = Annotated[
    str, typer.Option(help=says("Nước có ngày nghỉ lễ được tính (VN, NL, …).", "Whose days off count."))
]
TimeZoneOption = Annotated[
    str | None,
    typer.Option(
        help=says(
            "Múi giờ của thời điểm không ghi độ lệch; mặc định theo nước của --calendar.",
            "Time zone of times without an offset; by default that of the --calendar.",
        )
    ),
]
FormatOption = Annotated[
    LogFormat | None,
    typer.Option("--format", help=says("Mặc định theo tên tệp.", "By default as the name tells.")),
]
DelimiterOption = Annotated[
    str, typer.Option(help=says("Dấu phân cách các cột CSV.", "Between a CSV's columns."))
]
CaseColumn = Annotated[str | None, _column(Field.CASE)]
ActivityColumn = Annotated[str | None, _column(Field.ACTIVITY)]
TimeColumn = Annotated[str | None, _column(Field.TIME)]
GroupColumn = Annotated[str | None, _column(Field.GROUP)]
ResourceColumn = Annotated[str | None, _column(Field.RESOURCE)]
StartColumn = Annotated[str | None, _column(Field.START)]
DeadlineColumn = Annotated[str | None, _column(Field.DEADLINE)]


def read_options(
    format_: LogFormat | None,
    delimiter: str,
    time_zone: str | None,
    calendar: str,
    columns: dict[Field, str | None],
) -> ReadOptions:
    """How the log is to be read. Ends the command where an option can't be used."""
    read = ReadOptions(format=format_, delimiter=_single(delimiter), zone=_zone(time_zone, calendar))
    return read.with_names({field: name for field, name in columns.items() if name is not None})


def _zone(name: str | None, calendar: str) -> ZoneInfo:
    stated = name or TIME_ZONES.get(calendar)
    if stated is None:
        raise typer.BadParameter(says("hãy nêu múi giờ.", "state the time zone."), param_hint="--time-zone")
    try:
        return ZoneInfo(stated)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise typer.BadParameter(
            says(f"không có múi giờ “{stated}”.", f"there is no time zone {stated!r}."),
            param_hint="--time-zone",
        ) from None


def _single(delimiter: str) -> str:
    character = "\t" if delimiter == "\\t" else delimiter
    if len(character) != 1:
        raise typer.BadParameter(
            says("dấu phân cách là một ký tự.", "a delimiter is one character."), param_hint="--delimiter"
        )
    return character
