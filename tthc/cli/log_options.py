"""The options by which any command that reads a log is told how to read it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from inspect import Parameter, Signature, signature
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import typer

from shared.public_holidays import TIME_ZONES
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


@dataclass(frozen=True, slots=True)
class LogForm:
    """What the options say of a log's form: its format, and its columns that have other names."""

    format: LogFormat | None
    delimiter: str
    columns: Mapping[Field, str]

    def read_options(self, time_zone: str | None, calendar: str) -> ReadOptions:
        """How the log is to be read. Ends the command where an option can't be used."""
        read = ReadOptions(
            format=self.format, delimiter=_single(self.delimiter), zone=_zone(time_zone, calendar)
        )
        return read.with_names(self.columns)


#: The default of a command's parameter in whose place `with_log_form` puts the options.
BY_OPTIONS = LogForm(None, ",", {})


def _option(name: str, annotation: Any, default: Any = None) -> Parameter:
    return Parameter(name, Parameter.POSITIONAL_OR_KEYWORD, default=default, annotation=annotation)


_FORM = (_option("format_", FormatOption), _option("delimiter", DelimiterOption, BY_OPTIONS.delimiter))
_COLUMN_OPTIONS = {
    field: _option(f"{field.value}_column", Annotated[str | None, _column(field)]) for field in Field
}


def with_log_form(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options on a log's form, in the place of its parameter `form`."""

    @wraps(command)
    def run(**given: Any) -> None:
        named = {field: given.pop(option.name) for field, option in _COLUMN_OPTIONS.items()}
        columns = {field: name for field, name in named.items() if name is not None}
        form = LogForm(given.pop("format_"), given.pop("delimiter"), columns)
        command(**given, form=form)

    before = signature(command, eval_str=True).parameters
    parameters: list[Parameter] = []
    for one in before.values():
        parameters += [*_FORM, *_COLUMN_OPTIONS.values()] if one.name == "form" else [one]
    run.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {one.name: one.annotation for one in parameters}
    return run


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
