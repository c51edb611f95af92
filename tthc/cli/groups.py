"""Groups of commands whose help and errors are in the reader's language."""

import sys
from collections.abc import Callable, Sequence
from json import dumps
from typing import Any, TypeVar

import typer
from typer._click.exceptions import Abort, ClickException, UsageError
from typer.core import TyperCommand, TyperGroup

from tthc.cli.help_page import help_page, usage_line
from tthc.cli.usage_errors import message_of
from tthc.language import speaking, translated

CommandFunction = TypeVar("CommandFunction", bound=Callable[..., Any])


class Command(TyperCommand):
    """A command with its help in the reader's language."""

    def get_help(self, ctx: Any) -> str:
        """The page that `--help` shows."""
        return help_page(self, ctx)


class Group(TyperGroup):
    """A group of commands; run as a whole, it tells errors of usage in the reader's language."""

    def get_help(self, ctx: Any) -> str:
        """The page that `--help` shows."""
        return help_page(self, ctx)

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run the command line that these arguments are, and end the process with its exit code."""
        arguments = list(sys.argv[1:] if args is None else args)

        def run() -> Any:
            return super(Group, self).main(
                arguments, prog_name, complete_var, False, windows_expand_args, **extra
            )

        with speaking(arguments):
            return _ended(run, json="--json" in arguments) if standalone_mode else run()


def _ended(run: Callable[[], Any], *, json: bool) -> Any:
    try:
        code = run()
    except ClickException as error:
        if json:
            typer.echo(dumps({"code": "usage", "message": message_of(error)}, ensure_ascii=False))
        else:
            _show(error)
        sys.exit(error.exit_code)
    except Abort:
        typer.echo(translated("Đã hủy.", "Aborted."), err=True)
        sys.exit(1)
    sys.exit(code if isinstance(code, int) else 0)


def _show(error: ClickException) -> None:
    """What is wrong with the arguments, below the command's usage; of none at all, the help alone."""
    context = getattr(error, "ctx", None)
    if type(error).__name__ == "NoArgsIsHelpError":
        typer.echo(error.format_message(), err=True)
        return
    if isinstance(error, UsageError) and context is not None:
        path = context.command_path
        typer.echo(usage_line(context.command, context), err=True)
        typer.echo(translated(f"Xem hướng dẫn: {path} --help", f"Help: {path} --help") + "\n", err=True)
    label = typer.style(translated("Lỗi", "Error"), fg="red", bold=True)
    typer.echo(f"{label}: {message_of(error)}", err=True)


class Commands(typer.Typer):
    """A group as a module declares it: `commands = Commands(help=…)`, `@commands.command("name", help=…)`."""

    def __init__(self, *, help: str | None = None, **further: Any) -> None:
        super().__init__(
            cls=Group,
            help=help,
            no_args_is_help=help is not None,
            add_completion=False,
            rich_markup_mode=None,
            pretty_exceptions_enable=False,
            **further,
        )

    def command(  # type: ignore[override]
        self, name: str, *, help: str
    ) -> Callable[[CommandFunction], CommandFunction]:
        """Add a command."""
        return super().command(name, cls=Command, help=help)
