"""How a log is read: what can't be used is named as it was typed."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from tthc.cli.application import app

LOG = Path(__file__).parents[3] / "examples" / "permit-receipt-log.csv.gz"


@pytest.mark.parametrize(
    ("options", "named"),
    [
        (("--calendar", "XX"), ("--calendar", "'XX'", "VN, NL")),
        (("--calendar", "XX", "--time-zone", "Europe/Paris"), ("--calendar", "'XX'")),
        (("--calendar", "FR"), ("--time-zone",)),
    ],
)
def test_the_option_that_can_t_be_used_is_named(options: tuple[str, ...], named: tuple[str, ...]) -> None:
    done = CliRunner().invoke(app, ["--language", "en", "discover", str(LOG), *options], prog_name="tthc")
    assert done.exit_code == 2
    (sentence,) = (line for line in done.output.splitlines() if line.startswith("Error"))
    assert all(word in " ".join(done.output.split()) for word in named), sentence
    assert ("--calendar" in sentence) == ("--calendar" in named)
