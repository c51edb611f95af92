"""What people and programs can use is written down, and what is written down is there."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from shared.contracts.registry import EVENT_TYPES
from shared.settings import Settings
from shared.telemetry.metrics import declared_metrics
from tests.unit.house.repository import ROOT
from tthc.cli.application import app
from tthc.reference.__main__ import stale, write
from tthc.reference.commands import command_lines

REFERENCE = ROOT / "docs" / "reference"


def page(name: str) -> str:
    return (REFERENCE / name).read_text("utf-8")


def test_every_setting_is_documented_and_no_other() -> None:
    documented = set(re.findall(r"^\| `TTHC_(\w+?)`", page("settings.md"), re.MULTILINE))
    assert documented == {name.upper() for name in Settings.model_fields}


def test_every_metric_is_documented_and_no_other() -> None:
    documented = set(re.findall(r"^\| `(\w+)`", page("metrics.md"), re.MULTILINE))
    assert documented == {name for name, *_ in declared_metrics()}


def test_every_published_event_has_its_schema_and_its_message() -> None:
    asyncapi = page("asyncapi.yaml")
    assert {path.stem for path in (REFERENCE / "events").glob("*.json")} == set(EVENT_TYPES)
    assert [name for name in EVENT_TYPES if f"    {name}:\n" not in asyncapi] == []


def test_every_command_is_documented_and_no_other() -> None:
    documented = set(re.findall(r"^## (tthc .*)$", page("cli.md"), re.MULTILINE))
    assert documented == {line for line, _ in command_lines(typer.main.get_command(app), ("tthc",))}


@pytest.mark.parametrize("option", ["--json", "--language"])
def test_every_option_that_all_commands_share_is_told(option: str) -> None:
    assert f"`{option}" in page("cli.md")


def test_the_api_documents_and_the_command_line_s_page_are_not_stale() -> None:
    # In a process of its own: help texts are in the language of the moment at which they are imported.
    command = [sys.executable, "-m", "tthc.reference", "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert (done.returncode, done.stdout) == (0, ""), (
        f"make contracts, and commit: {done.stdout}{done.stderr}"
    )


def test_a_changed_a_missing_and_a_left_over_page_are_found_and_put_right(tmp_path: Path) -> None:
    wanted = {"cli.md": "# Commands", "openapi/sla.json": "{}", "openapi/cases.json": "{}"}
    write(wanted, list(wanted), tmp_path)
    assert stale(wanted, tmp_path) == []
    (tmp_path / "cli.md").write_text("by hand", "utf-8")
    (tmp_path / "openapi" / "sla.json").unlink()
    (tmp_path / "openapi" / "dreams.json").write_text("{}", "utf-8")
    wrong = stale(wanted, tmp_path)
    assert wrong == ["cli.md", "openapi/dreams.json", "openapi/sla.json"]
    write(wanted, wrong, tmp_path)
    assert stale(wanted, tmp_path) == []


def test_the_page_on_faults_has_a_row_for_each_fault_that_is_tested_and_no_other() -> None:
    text = (ROOT / "docs" / "explanation" / "faults.md").read_text("utf-8")
    tested = text.partition("## Faults that are tested")[2].partition("\n## ")[0]
    rows = {int(number) for number in re.findall(r"^\| (\d+) \|", tested, re.MULTILINE)}
    modules = (ROOT / "tests" / "faults").glob("test_fault_*.py")
    assert rows == {int(path.name.split("_")[2]) for path in modules}
