"""How the outcome of orders is shown: a line each, or one JSON object; exit code 1 if one failed."""

from collections.abc import Sequence

import typer
from rich.markup import escape

from tthc.commands.terminal import ExitCode, Terminal
from tthc.operations.orders import Done


def show_done(terminal: Terminal, done: Sequence[Done]) -> None:
    """Tell what became of each order."""
    failed = [one for one in done if one.failed]
    if terminal.json:
        terminal.result({"done": [one.told(terminal.language) for one in done], "failed": len(failed)})
    else:
        for one in done:
            mark = "[bold red]✗[/]" if one.failed else "[green]✓[/]"
            terminal.out.print(
                f"{mark} {escape(one.what)}: {escape(one.outcome.told(terminal.language))}", soft_wrap=True
            )
        if not done:
            terminal.out.print(terminal.translated("Không có gì để làm.", "There was nothing to do."))
    if failed:
        raise typer.Exit(ExitCode.REFUSED)
