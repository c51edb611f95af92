"""`tthc calendar …` and `tthc case …` on an installation where no service runs: for people, and as data."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from tests.hosting import hosted
from tests.integration.importlog.importing import SERVICES, cases_of, imported, small_plan
from tthc.cli.application import app

START = "2026-11-30T08:00+07:00"  # a Monday


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("installation")


@pytest.fixture
async def case(folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """An installation with three cases, made once; the number of one that goes back a step."""
    monkeypatch.setenv("TTHC_DATA_DIR", str(folder / "var"))
    told = folder / "case"
    if not told.exists():
        async with hosted(folder / "var", *SERVICES) as world:
            await imported(world, small_plan(folder))
            (number,) = [one["case_number"] for one in await cases_of(world) if one["returns"]]
            told.write_text(number)
    return told.read_text()


def run(*words: str, code: int = 0) -> str:
    result = CliRunner().invoke(app, [*words, "--language", "en"])
    assert result.exit_code == code, result.output
    return result.stdout if "--json" in words else result.output


def data(*words: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run(*words, "--json"))
    return found


@pytest.mark.usefixtures("case")
def test_a_calendar_counts() -> None:
    due = ("calendar", "due", "--start", START, "--limit", "PT16H")
    told = data(*due)
    assert (told["due_at"], told["origin"]) == ("2026-12-02T08:00:00+07:00", "store")
    assert "2026-12-02T08:00:00+07:00" in run(*due).splitlines()
    elapsed = ("calendar", "elapsed", "--start", START, "--end", "2026-12-01T08:00+07:00")
    assert "PT8H" in run(*elapsed).splitlines()


@pytest.mark.usefixtures("case")
def test_what_a_day_off_would_move_is_asked_without_entering_it() -> None:
    version = data("calendar", "show", "VN")["version"]
    seen = data("calendar", "add-day-off", "2027-01-04", "--source", "TB 1", "--dry-run")
    assert (seen["dues"], seen["version"]) == (0, None)
    assert data("calendar", "show", "VN")["version"] == version


@pytest.mark.usefixtures("case")
def test_calendars_are_listed_and_shown() -> None:
    assert "VN" in [one["code"] for one in data("calendar", "show")["calendars"]]
    assert "188/1999" in run("calendar", "show", "VN").replace("\n", "")


@pytest.mark.usefixtures("case")
def test_a_calendar_that_is_not_there_or_a_limit_that_is_none_is_refused() -> None:
    assert "NOWHERE" in run("calendar", "show", "NOWHERE", code=1)
    assert "soon" in run("calendar", "due", "--start", START, "--limit", "soon", code=1)


def test_cases_are_listed_shown_and_told_event_by_event(case: str) -> None:
    assert "There are no such cases" in run("case", "list", "--overdue", "--due-first")
    assert case in run("case", "list")
    assert [one["case_number"] for one in data("case", "list", "--limit", "2")["cases"]] != []
    assert case in run("case", "show", case)
    events = data("case", "events", case)["events"]
    assert events[0]["type"] == "CaseOpened"
    assert "StepReturned" in run("case", "events", case)
    assert "--cursor" in run("case", "events", case, "--limit", "2")


@pytest.mark.usefixtures("case")
def test_a_case_that_is_not_there_is_refused() -> None:
    assert "SNV-260101-0001" in run("case", "show", "SNV-260101-0001", code=1)
