"""The options by which any command that reads a log is told how to read it."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tthc.language import translated
from tthc.mining.log import defaults
from tthc.mining.log.columns import Columns, Field, LogFormat

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from tthc.mining.log.options import ReadOptions

_COLUMN_PANEL = translated("Cột (CSV) hoặc khóa (XES)", "Columns (CSV) or keys (XES)")


def _column(field: Field) -> typer.models.OptionInfo:
    standard = Columns().of(field)
    option: typer.models.OptionInfo = typer.Option(
        field.option,
        help=translated(
            f"Tên cột chứa “{field.value}” (CSV mặc định: {standard}).",
            f"What holds the {field.value} (CSV default: {standard}).",
        ),
        rich_help_panel=_COLUMN_PANEL,
        show_default=False,
    )
    return option


PathArgument = Annotated[
    Path, typer.Argument(metavar="PATH", help=translated("Tệp nhật ký.", "The log's file."))
]


@dataclass(frozen=True, slots=True, kw_only=True)
class LogForm:
    """What the options say of a log: whose days off count, its format, and its columns with other names."""

    calendar: Annotated[
        str,
        typer.Option(help=translated("Nước có ngày nghỉ lễ được tính (VN, NL, …).", "Whose days off count.")),
    ] = defaults.CALENDAR
    time_zone: Annotated[
        str | None,
        typer.Option(
            help=translated(
                "Múi giờ của thời điểm không ghi độ lệch; mặc định theo nước của --calendar.",
                "Time zone of times without an offset; by default that of the --calendar.",
            )
        ),
    ] = None
    format: Annotated[
        LogFormat | None,
        typer.Option("--format", help=translated("Mặc định theo tên tệp.", "By default as the name tells.")),
    ] = None
    delimiter: Annotated[
        str, typer.Option(help=translated("Dấu phân cách các cột CSV.", "Between a CSV's columns."))
    ] = ","
    case_column: Annotated[str | None, _column(Field.CASE)] = None
    activity_column: Annotated[str | None, _column(Field.ACTIVITY)] = None
    time_column: Annotated[str | None, _column(Field.TIME)] = None
    group_column: Annotated[str | None, _column(Field.GROUP)] = None
    resource_column: Annotated[str | None, _column(Field.RESOURCE)] = None
    start_column: Annotated[str | None, _column(Field.START)] = None
    deadline_column: Annotated[str | None, _column(Field.DEADLINE)] = None

    def read_options(self) -> "ReadOptions":
        """How the log is to be read. Ends the command where an option can't be used."""
        from tthc.mining.log.options import ReadOptions

        named = {field: getattr(self, f"{field.value}_column") for field in Field}
        read = ReadOptions(format=self.format, delimiter=_single(self.delimiter), zone=self._zone())
        return read.with_names({field: name for field, name in named.items() if name is not None})

    def _zone(self) -> "ZoneInfo":
        from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

        from shared.public_holidays import TIME_ZONES

        if self.calendar not in TIME_ZONES:
            _check_country(self.calendar)
        stated = self.time_zone or TIME_ZONES.get(self.calendar)
        if stated is None:
            raise typer.BadParameter(
                translated("hãy nêu múi giờ.", "state the time zone."), param_hint="--time-zone"
            )
        try:
            return ZoneInfo(stated)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise typer.BadParameter(
                translated(f"không có múi giờ “{stated}”.", f"there is no time zone {stated!r}."),
                param_hint="--time-zone",
            ) from None


def _check_country(code: str) -> None:
    """End the command where no days off are known of such a country, and say which there are."""
    from shared.public_holidays import TIME_ZONES, country_codes

    known = country_codes()
    if code not in known:
        own, others = ", ".join(TIME_ZONES), ", ".join(sorted(known.difference(TIME_ZONES)))
        raise typer.BadParameter(
            translated(
                f"không có lịch “{code}”. Có {own}; cùng với --time-zone còn có {others}.",
                f"there is no calendar {code!r}. There are {own}; with --time-zone also {others}.",
            ),
            param_hint="--calendar",
        )


def _single(delimiter: str) -> str:
    character = "\t" if delimiter == "\\t" else delimiter
    if len(character) != 1:
        raise typer.BadParameter(
            translated("dấu phân cách là một ký tự.", "a delimiter is one character."),
            param_hint="--delimiter",
        )
    return character
