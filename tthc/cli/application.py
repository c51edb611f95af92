"""The commands of `tthc`, in the order in which its help lists them."""

from typing import Annotated

import typer

from tthc.cli import (
    calendar,
    case,
    catalogue,
    demo,
    discover,
    evaluate,
    export_log,
    import_history,
    import_log,
    operations,
    province,
    report,
    scorecards,
    simulate,
)
from tthc.cli.groups import Commands
from tthc.cli.options import LanguageOption
from tthc.language import translated

app = Commands(
    name="tthc",
    help=translated(
        "Thủ tục hành chính nội bộ và liên cơ quan: thời hạn đã công bố, theo dõi từng hồ sơ.",
        "Administrative procedures inside and between agencies: published limits, followed case by case.",
    ),
)


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"tthc {version('tthc')}")
        raise typer.Exit


@app.callback()
def tthc(
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            callback=_show_version,
            is_eager=True,
            help=translated("Hiện phiên bản rồi kết thúc.", "Show the version and end."),
        ),
    ] = False,
    language: LanguageOption = None,
) -> None:
    """The command line; what it does is told by its commands, and `--language` holds for all of them."""


for group in (
    demo,
    import_log,
    import_history,
    export_log,
    discover,
    simulate,
    province,
    scorecards,
    evaluate,
    report,
    operations,
):
    app.add_typer(group.commands)
app.add_typer(catalogue.commands, name="catalogue")
app.add_typer(case.commands, name="case")
app.add_typer(calendar.commands, name="calendar")
