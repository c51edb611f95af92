"""Reported logs through each command that reads one; scripts typed as they stand."""

import json
import os
import subprocess
import sys
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.integration.docs.pages import ROOT
from tests.integration.reported.feeding import fed, text_of, tthc
from tests.unit.cli.logs import done, written_log

PERMITS = ROOT / "examples" / "permit-receipt-log.csv.gz"
PLACES = {
    "time-year-9999.csv": ":3:16",
    "time-year-1.csv": ":2:16",
    "time-1970.csv": ":2:16",
    "deadline-9999-12-31.csv": ":2:36",
}
#: What a console of that encoding shows.
HEADINGS = {"cp1258": "Trình tự xử lý khác nhau", "ascii": "Cases"}


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a command would keep what it made."""
    monkeypatch.setenv("TTHC_DATA_DIR", str(tmp_path / "var"))
    return tmp_path / "var"


def commands(folder: Path, log: Path) -> Sequence[Sequence[object]]:
    """Each command that reads a log, on this one."""
    limits = folder / "limits.csv"
    limits.write_text("step,limit\nS01,PT80H\n", "utf-8")
    return ("discover", log), ("simulate", log, "--limits", limits), ("import-log", log)


def typed(script: str) -> subprocess.CompletedProcess[bytes]:
    """What a shell in the product's root makes of it; `tthc` is found as in an activated environment."""
    programs = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", script],
        cwd=ROOT,
        env={**os.environ, "PATH": programs, "COLUMNS": "150", "LANG": "en_US.UTF-8", "LC_ALL": ""},
        capture_output=True,
        timeout=120,
        check=False,
    )


@fed(*PLACES)
def test_times_that_no_calendar_covers_are_refused(tmp_path: Path, data: Path, file: Path) -> None:
    for command in commands(tmp_path, file):
        ran = tthc(*command)
        assert (ran.exit_code, ran.stdout) == (2, "")
        assert f"Error: {file}{PLACES[file.name]}: " in ran.stderr
        assert "outside of the years 1990 to 2100" in ran.stderr
    assert not data.exists()


@fed("time-24-00.xes")
def test_24_00_is_the_end_of_its_day(file: Path) -> None:
    ran = tthc("discover", file, "--json")
    assert (ran.exit_code, ran.stderr) == (0, "")
    assert json.loads(ran.stdout)["first_event"] == "2026-03-02T17:00:00+00:00"


@fed("lifecycle-own-states.xes")
def test_a_systems_own_states_are_events(tmp_path: Path, file: Path) -> None:
    for command in commands(tmp_path, file):
        ran = tthc(*command, "--json")
        assert (ran.exit_code, ran.stderr) == (0, "")
        told = json.loads(ran.stdout)
        assert sum(step["visits"] for step in told.get("steps", ())) == 4 or told["steps_completed"] == 4


@fed("log-blank-row.csv")
def test_empty_rows_are_passed_over(file: Path) -> None:
    ran = tthc("discover", file, "--json")
    assert (ran.exit_code, ran.stderr) == (0, "")
    assert json.loads(ran.stdout)["events"] == 1


@fed("log-activity-with-line-break.csv")
def test_a_name_in_two_lines_is_imported_and_drafted(file: Path) -> None:
    ran = tthc("import-log", file, "--agency", "NEW", "--agency-name", "New", "--json")
    assert (ran.exit_code, ran.stderr) == (0, "")
    assert json.loads(ran.stdout)["steps_completed"] == 2
    ran = tthc("discover", file, "--draft", "NEW", "--json")
    assert (ran.exit_code, ran.stderr) == (0, "")
    assert json.loads(ran.stdout)["steps"][0]["name"] == "Tiếp nhận hồ sơ"


@fed("limits-of-the-whole-case-alone.csv")
def test_a_table_may_limit_the_whole_case_alone(tmp_path: Path, file: Path) -> None:
    log, steps = written_log(tmp_path, [done("A", 1)]), tmp_path / "steps.csv"
    steps.write_text("step,limit\nS01,PT1H\n", "utf-8")
    for further in ((), ("--compare", steps)):
        ran = tthc("simulate", log, "--limits", file, *further, "--json")
        assert (ran.exit_code, ran.stderr) == (0, "")
        told = json.loads(ran.stdout)
        assert told["cases"]["late_after"] == 0
        assert told["steps"][0]["limit_after"] == ("PT1H" if further else None)


@fed("read-from-a-pipe.sh")
def test_a_pipe_is_read_as_its_file(tmp_path: Path, file: Path) -> None:
    ran = typed(text_of(file))
    assert (ran.returncode, ran.stderr) == (0, b"")
    limits = tmp_path / "limits.csv"
    limits.write_text("step,limit\nT02,PT4H\n", "utf-8")
    read = [
        tthc("discover", PERMITS, "--calendar", "NL", "--json").stdout,
        tthc("simulate", PERMITS, "--calendar", "NL", "--limits", limits, "--json").stdout,
    ]
    assert [*map(unnamed, ran.stdout.splitlines())] == [*map(unnamed, read)]


def unnamed(told: bytes | str) -> dict[str, Any]:
    """What was told, apart from the names that come from the file's."""
    found: dict[str, Any] = json.loads(told)
    names = {"code": "", "name": ""}
    return {**found, "procedure": {**found.get("procedure", {}), **names}}


@fed("console-encodings.sh")
def test_a_console_of_another_encoding_shows_text(file: Path) -> None:
    lines = [line for line in text_of(file).splitlines() if not line.startswith("#")]
    encodings = [line.partition(" ")[0].partition("=")[2] for line in lines]
    assert encodings == [*HEADINGS]
    for encoding, line in zip(encodings, lines, strict=True):
        ran = typed(line)
        assert (ran.returncode, b"Traceback" in ran.stderr) == (0, False), ran.stderr
        assert HEADINGS[encoding] in unicodedata.normalize("NFC", ran.stdout.decode(encoding))
