"""The page that `--help` shows: usage, what the command does, its arguments, options and commands.

typer's own pages stand in English, and cost as much to import as all else that a start needs.
"""

from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from inspect import cleandoc
from typing import Any

import typer

from tthc.language import translated

Row = tuple[str, str]


def help_page(command: Any, context: Any) -> str:
    """The page of a command or a group."""
    page = context.make_formatter()
    page.write(usage_line(command, context) + "\n")
    if command.help:
        page.write_paragraph()
        with page.indentation():
            page.write_text(cleandoc(command.help))
    for heading, rows in _sections(command, context).items():
        with page.section(typer.style(heading, bold=True)):
            page.write_dl(rows)
    return str(page.getvalue().rstrip("\n"))


def usage_line(command: Any, context: Any) -> str:
    """`Usage: tthc discover [OPTIONS] PATH`."""
    shown = [one for one in command.get_params(context) if not getattr(one, "hidden", False)]
    pieces = [translated("[TÙY CHỌN]", "[OPTIONS]")]
    pieces += [argument_name(one) for one in shown if one.param_type_name == "argument"]
    if getattr(command, "commands", None):
        pieces.append(translated("LỆNH [THAM SỐ]…", "COMMAND [ARGUMENTS]…"))
    heading = typer.style(translated("Cách dùng:", "Usage:"), bold=True)
    return " ".join([heading, context.command_path, *pieces])


def argument_name(argument: Any) -> str:
    """What stands for an argument: in brackets where it may be left out."""
    name = argument.metavar or argument.name.upper() + ("…" if argument.nargs != 1 else "")
    return name if argument.required or name.startswith("[") else f"[{name}]"


def value_name(option: Any) -> str:
    """What stands for an option's value: the command's own word, the choices, or the kind of value."""
    choices = getattr(option.type, "choices", None)
    kinds = {
        "str": translated("CHỮ", "TEXT"),
        "int": translated("SỐ", "NUMBER"),
        "int range": translated("SỐ", "NUMBER"),
        "float": translated("SỐ", "NUMBER"),
        "float range": translated("SỐ", "NUMBER"),
        "path": translated("ĐƯỜNG-DẪN", "PATH"),
        "file": translated("TỆP", "FILE"),
    }
    kind = kinds.get(option.type.name, option.type.name.upper())
    name = option.metavar or ("|".join(map(str, choices)) if choices else kind)
    return f"{name}…" if option.multiple else name


def _sections(command: Any, context: Any) -> Mapping[str, Sequence[Row]]:
    """The rows of each section, by its heading; those that are empty are left out."""
    arguments, options = translated("Tham số", "Arguments"), translated("Tùy chọn", "Options")
    found: dict[str, list[Row]] = {arguments: [], options: []}
    for one in command.get_params(context):
        if not getattr(one, "hidden", False):
            ordinary = arguments if one.param_type_name == "argument" else options
            found.setdefault(one.rich_help_panel or ordinary, []).append(_parameter(one, context))
    found[translated("Lệnh", "Commands")] = list(_commands(command))
    return {heading: rows for heading, rows in found.items() if rows}


def _commands(group: Any) -> Iterator[Row]:
    for name, command in getattr(group, "commands", {}).items():
        if not command.hidden:
            first, _, _ = cleandoc(command.help or "").partition("\n\n")
            yield name, " ".join(first.split())


def _parameter(parameter: Any, context: Any) -> Row:
    if parameter.name == "help":
        return ", ".join(parameter.opts), translated(
            "Hiện hướng dẫn này rồi kết thúc.", "Show this help and end."
        )
    notes = "; ".join(_notes(parameter, context))
    text = " ".join(part for part in (parameter.help, f"[{notes}]" if notes else "") if part)
    return _spelling(parameter), text


def _spelling(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        return argument_name(parameter)
    spelled = ", ".join(sorted(parameter.opts, key=lambda one: one.startswith("--")))
    return spelled if parameter.is_flag else f"{spelled} {value_name(parameter)}"


def _notes(parameter: Any, context: Any) -> Iterator[str]:
    """Default, range, and whether it is needed."""
    default = parameter.get_default(context, call=False)
    if parameter.show_default and default not in (None, False, "", (), []):
        shown = default.value if isinstance(default, Enum) else default
        yield translated(f"mặc định: {shown}", f"default: {shown}")
    least, most = (getattr(parameter.type, end, None) for end in ("min", "max"))
    if least is not None and most is not None:
        yield translated(f"từ {least} đến {most}", f"{least} to {most}")
    elif least is not None:
        yield translated(f"ít nhất {least}", f"at least {least}")
    if parameter.required:
        yield translated("bắt buộc", "required")
