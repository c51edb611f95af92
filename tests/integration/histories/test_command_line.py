"""`tthc import-history` as people and programs run it: exit codes, and what stands on which stream."""

import json
import os
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from shared.settings import PREFIX
from tests.command_line import run
from tests.integration.histories.taking_over import EXAMPLE, LINES, written_lines
from tests.unit.cases.histories.world import HERE


def tthc(folder: Path, *arguments: str) -> CompletedProcess[str]:
    """Run a command to its end, in this process, on a data directory in `folder`."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    environment = {**kept, "LANG": "en_US.UTF-8", "LC_ALL": "", "TTHC_DATA_DIR": str(folder / "var")}
    return run(*arguments, environment=environment)


def test_takes_a_file_in_and_the_same_again_adds_nothing(tmp_path: Path) -> None:
    acts = len(LINES) - 1
    ran = tthc(tmp_path, "import-history", str(EXAMPLE))
    assert (ran.returncode, ran.stdout.splitlines()[0]) == (
        0,
        f"{EXAMPLE}: 3 cases, {acts} acts: {acts} new, 0 known.",
    )
    assert "Taking in: 100 %" in ran.stderr
    again = tthc(tmp_path, "import-history", str(EXAMPLE), "--json")
    assert (again.returncode, again.stderr) == (0, "")
    told = {"cases": 3, "acts": acts, "new": 0, "running": [], "agencies": 0, "editions": 0, "absences": 0}
    assert json.loads(again.stdout) == told
    verified = tthc(tmp_path, "verify")
    assert verified.returncode == 0, verified.stdout
    for by, expected in json.loads((HERE / "four-agencies.scorecards.json").read_text("utf-8")).items():
        scorecards = tthc(tmp_path, "scorecards", "--by", by, "--month", "2026-03", "--json")
        rows = json.loads(scorecards.stdout)["rows"]
        assert [{name: one[name] for name in expected[0]} for one in rows] == expected
    shown = tthc(tmp_path, "scorecards", "--from", "2026-03-06", "--to", "2026-03-06", "--open")
    assert shown.returncode == 0
    assert "used 1,595 minutes, 1,230 of them waiting, limit 960; late through others" in shown.stdout


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("vi", "Tệp có 2 lỗi; chưa nhập gì."), ("en", "Nothing was imported; faults in the file: 2.")],
)
def test_tells_every_fault_of_a_file_by_its_place_and_makes_nothing(
    tmp_path: Path, language: str, sentence: str
) -> None:
    path = written_lines(tmp_path, [*LINES[:3], {**LINES[3], "by": 1}, {"act": "opn"}])
    ran = tthc(tmp_path, "import-history", str(path), "--language", language)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert f"{path}:4:by: " in ran.stderr
    assert f"{path}:5:act: " in ran.stderr
    assert sentence in ran.stderr
    assert not (tmp_path / "var").exists()


def test_tells_what_the_rules_refuse_as_one_object(tmp_path: Path) -> None:
    unknown = LINES[1] | {"case": "A0", "procedure": "SNV-12"}
    path = written_lines(tmp_path, [*LINES[:2], LINES[2] | {"by": "snv.nobody"}, unknown])
    ran = tthc(tmp_path, "import-history", str(path), "--json")
    assert ran.returncode == 2
    told = json.loads(ran.stdout)
    assert (told["code"], [(one["where"], one["code"]) for one in told["faults"]]) == (
        "history-unfit",
        [(f"{path}:3:by", "official-unknown"), (f"{path}:4:procedure", "procedure-unknown")],
    )


def test_an_agency_that_nobody_has_is_named(tmp_path: Path) -> None:
    path = written_lines(tmp_path, [LINES[0], LINES[1] | {"agency": "SNX"}])
    ran = tthc(tmp_path, "import-history", str(path))
    assert (ran.returncode, ran.stdout) == (2, "")
    assert f"{path}:2:agency: There is no agency SNX" in ran.stderr
    assert "the nearest: S" in ran.stderr


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    ran = tthc(tmp_path, "import-history", str(tmp_path / "none.jsonl"))
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "There is no file" in ran.stderr
