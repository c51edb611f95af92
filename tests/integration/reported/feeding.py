"""How a reported input is fed, and which test feeds it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import pytest
from typer.testing import CliRunner, Result

from tthc.cli.application import app

INPUTS = Path(__file__).parent / "inputs"
#: The test of each file.
FED: dict[str, str] = {}

Test = TypeVar("Test", bound=Callable[..., Any])


def fed(*names: str) -> Callable[[Test], Test]:
    """The test is given each of these files as its `file`."""

    def marked(test: Test) -> Test:
        FED.update(dict.fromkeys(names, test.__name__))
        files = [pytest.param(INPUTS / name, id=name) for name in names]
        return pytest.mark.parametrize("file", files)(test)

    return marked


def text_of(file: Path) -> str:
    """An input's text."""
    return file.read_text("utf-8")


def tthc(*words: object) -> Result:
    """Run a command to its end, in this process and in English; what it lets through is raised."""
    given = [*map(str, words), "--language", "en"]
    return CliRunner().invoke(app, given, prog_name="tthc", catch_exceptions=False)
