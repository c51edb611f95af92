"""The command line: `tthc`. Each module of this package holds one group of commands.

Exit codes: 0 done · 1 refused by a service, or a check found something · 2 wrong usage or input ·
130 interrupted.
"""

import typer

from tthc.cli import catalogue, demo, discover, import_log, operations, simulate
from tthc.cli.language import translated

app = typer.Typer(
    name="tthc",
    help=translated(
        "Thủ tục hành chính nội bộ và liên cơ quan: thời hạn đã công bố, theo dõi từng hồ sơ.",
        "Administrative procedures inside and between agencies: published limits, followed case by case.",
    ),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.callback()
def tthc() -> None:
    """The command line; what it does is told by its commands."""


for group in (demo, import_log, discover, simulate, operations):
    app.add_typer(group.commands)
app.add_typer(catalogue.commands, name="catalogue")


def main() -> None:
    """Run the command line (the console script `tthc`)."""
    app()
