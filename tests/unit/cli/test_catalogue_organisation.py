"""`tthc catalogue organisation`: a file in, with its changes or its faults shown; and the file out again."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from tthc.cli.application import app
from tthc.commands.terminal import ExitCode

TABLE = """code,kind,name_vi,name_en
UBND,province,Ủy ban nhân dân tỉnh,The province
SNV,department,Sở Nội vụ,Home Affairs
"""


@pytest.fixture(autouse=True)
def own_services(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """None run on this directory, so each command has its own for its time."""
    monkeypatch.setenv("TTHC_DATA_DIR", str(tmp_path / "var"))
    monkeypatch.setenv("LANG", "en_US.UTF-8")


def organisation(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["catalogue", "organisation", *map(str, arguments)])


def told(result: Result) -> Any:
    return json.loads(result.stdout)


def written(path: Path, content: str) -> Path:
    path.write_text(content, "utf-8")
    return path


def test_a_dry_run_imports_nothing_and_what_is_exported_is_imported_unchanged(tmp_path: Path) -> None:
    table, book = written(tmp_path / "a.csv", TABLE), tmp_path / "o.xlsx"
    for _ in range(2):
        dry = told(organisation("import", table, "--dry-run", "--json"))
        assert (dry["dry_run"], dry["added"]) == (True, 2)
    shown = organisation("import", table, "--language", "en")
    assert "2 added, 0 changed, 0 unchanged" in shown.stdout
    assert organisation("export", book).exit_code == ExitCode.DONE
    again = told(organisation("import", book, "--json"))
    assert (again["added"], again["changed"], again["unchanged"]) == (0, 0, 2)


def test_what_would_be_changed_is_said(tmp_path: Path) -> None:
    table = written(tmp_path / "a.csv", TABLE)
    assert organisation("import", table).exit_code == ExitCode.DONE
    header, province, department = TABLE.splitlines()
    planned = written(tmp_path / "b.csv", f"{header},wave\n{province},\n{department},2\n")
    shown = organisation("import", planned, "--dry-run", "--language", "vi")
    assert "đổi đợt triển khai" in shown.stdout


def test_every_bad_row_is_shown_with_its_place(tmp_path: Path) -> None:
    bad = written(tmp_path / "a.csv", TABLE.replace("SNV,department", "snv,department") + "X,xã,Xã,X\n")
    result = organisation("import", bad, "--json")
    assert result.exit_code == ExitCode.REFUSED
    assert [one["pointer"] for one in told(result)["errors"]] == ["a.csv:3:code", "a.csv:4:kind"]
    assert "a.csv:4:kind" in organisation("import", bad, "--language", "vi").stdout


@pytest.mark.parametrize("command", ["import", "export"])
def test_another_file_is_wrong_usage(tmp_path: Path, command: str) -> None:
    assert organisation(command, tmp_path / "a.pdf").exit_code == ExitCode.USAGE


def test_a_file_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    assert organisation("import", tmp_path / "a.csv").exit_code == ExitCode.USAGE
