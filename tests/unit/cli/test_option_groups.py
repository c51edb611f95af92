"""Options that are one dataclass of a command's function."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from typer.testing import CliRunner

from tthc.cli.application import app as whole
from tthc.cli.groups import Commands
from tthc.cli.option_groups import with_options


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    where: Annotated[str, typer.Option()]
    steps: Annotated[int, typer.Option("--number")] = 3


app = Commands(name="tool", help="Tool.")


@app.callback()
def tool() -> None:
    """The tool."""


@app.command("walk", help="Walk.")
@with_options
def walk(who: str, walk: Walk, fast: Annotated[bool, typer.Option("--fast")] = False) -> None:
    """Tell all of it."""
    print(who, walk.where, walk.steps, fast)  # noqa: T201


def test_its_fields_are_the_commands_options() -> None:
    done = CliRunner().invoke(app, ["walk", "Lan", "--where", "home", "--number", "7", "--fast"])
    assert done.output == "Lan home 7 True\n"


def test_their_defaults_are_those_of_the_dataclass() -> None:
    assert CliRunner().invoke(app, ["walk", "Lan", "--where", "home"]).output == "Lan home 3 False\n"


def test_a_field_without_default_is_needed() -> None:
    refused = CliRunner().invoke(app, ["walk", "Lan"], env={"LC_ALL": "en"})
    assert refused.exit_code == 2
    assert "--where" in refused.output


def test_they_stand_in_the_groups_place() -> None:
    page = CliRunner().invoke(app, ["walk", "--help"]).output
    assert page.index("--where") < page.index("--number") < page.index("--fast")


def test_a_calendar_that_is_not_there_is_named_with_those_that_are(tmp_path: Path) -> None:
    """It was the time zone that was called wrong."""
    log = tmp_path / "log.csv"
    log.write_text("case,activity,time\n1,A,2026-01-05T09:00:00\n", "utf-8")
    words = ["discover", str(log), "--calendar", "XX", "--language", "en"]
    refused = CliRunner().invoke(whole, words, prog_name="tthc")
    assert refused.exit_code == 2
    assert (
        "--calendar: there is no calendar 'XX'. There are VN, NL; with --time-zone also AD, "
        in refused.output
    )
