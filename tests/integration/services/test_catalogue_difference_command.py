"""`tthc catalogue diff` on an installation where no service runs: as a table, and as data."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.hosting import hosted
from tests.integration.services.test_catalog_differences import two_editions
from tthc.cli.application import app


@pytest.fixture
async def installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with hosted(tmp_path, "catalog", "cases", "sla", "notify") as world:
        await two_editions(world)
    monkeypatch.setenv("TTHC_DATA_DIR", str(tmp_path))


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["catalogue", "diff", "SNV", *arguments])
    return result.exit_code, result.stdout


@pytest.mark.usefixtures("installation")
def test_the_command_tells_the_difference() -> None:
    code, told = run("--from", "1", "--to", "2", "--json")
    assert code == 0
    assert [each["code"] for each in json.loads(told)["added"]] == ["P03"]
    code, table = run("--from", "1", "--to", "2", "--language", "en")
    assert code == 0
    assert all(word in table for word in ("P03", "added", "-50"))


@pytest.mark.usefixtures("installation")
def test_an_edition_that_is_not_there_ends_it_as_refused() -> None:
    assert run("--from", "1", "--to", "7")[0] == 1
