"""`tthc discover` and `tthc simulate` as people and programs run them, on the permit log."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.integration.importlog.test_command_line import PATIENCE, TTHC, environment, tthc
from tests.unit.cli.logs import written_log
from tests.unit.mining.discovery.logs import way

PERMIT_LOG = Path(__file__).parents[3] / "examples" / "permit-receipt-log.csv.gz"
_DUTCH = (str(PERMIT_LOG), "--calendar", "NL")


def peak_kib(folder: Path, events: int) -> int:
    """The peak memory of a process that discovers a made-up log of so many events."""
    command = [
        sys.executable,
        "-m",
        "tests.integration.discovery.synthetic",
        str(events),
        str(folder / "l.csv"),
    ]
    ran = subprocess.run(
        command, env=environment(folder), capture_output=True, text=True, timeout=600, check=True
    )
    told = json.loads(ran.stdout)
    assert told["events"] == events
    return int(told["peak_kib"])


def test_finds_what_is_known_of_the_permit_log(tmp_path: Path) -> None:
    ran = tthc(tmp_path, "discover", *_DUTCH, "--json")
    assert (ran.returncode, ran.stderr) == (0, "")
    told = json.loads(ran.stdout)
    figures = [told[name] for name in ("activities", "officials", "cases", "events", "units", "variants")]
    assert figures == [27, 48, 1434, 8577, 9, 116]
    assert len(told["steps"]) == 27
    assert all(step["share_met"] >= 0.9 for step in told["steps"])
    assert sum(step["visits"] for step in told["steps"]) == 8577


def test_shows_people_the_same_in_their_language(tmp_path: Path) -> None:
    ran = tthc(tmp_path, "discover", *_DUTCH, "--language", "vi")
    assert ran.returncode == 0
    assert "Các bước theo trình tự" in ran.stdout
    assert "1.434" in ran.stdout
    assert not (tmp_path / "var").exists()


def test_judges_the_limits_that_it_has_written(tmp_path: Path) -> None:
    draft, kept = str(tmp_path / "draft.json"), str(tmp_path / "kept.json")
    found = json.loads(tthc(tmp_path, "discover", *_DUTCH, "--output", draft, "--json").stdout)
    tthc(tmp_path, "discover", *_DUTCH, "--output", kept, "--meets", "100")
    ran = tthc(tmp_path, "simulate", *_DUTCH, "--limits", draft, "--compare", kept, "--json")
    assert (ran.returncode, ran.stderr) == (0, "")
    told = json.loads(ran.stdout)
    assert told["cases"]["late_by_deadline"] == 92
    assert {step["late_before"] for step in told["steps"]} == {0}
    late = {step["step"]: step["visits"] - step["met"] for step in found["steps"]}
    assert {step["step"]: step["late_after"] for step in told["steps"]} == late


def test_drafts_an_edition_and_judges_it_by_the_cases_in_the_store(tmp_path: Path) -> None:
    path, file = written_log(tmp_path, way("c1", "ABC")), str(tmp_path / "draft.json")
    assert tthc(tmp_path, "import-log", str(path)).returncode == 0
    ran = tthc(tmp_path, "discover", str(path), "--draft", "SNV", "--output", file, "--json")
    assert (ran.returncode, ran.stderr) == (0, "")
    draft = {
        "agency": "SNV",
        "edition": 2,
        "carried": 1,
        "replaced": True,
        "divisions_added": [],
        "findings": [],
    }
    assert json.loads(ran.stdout)["draft"] == draft
    of = ("--from-store", "--agency", "SNV", "--procedure", "LOG", "--period", "2021-03", "--json")
    ran = tthc(tmp_path, "simulate", *of, "--limits", file)
    assert (ran.returncode, ran.stderr) == (0, "")
    told = json.loads(ran.stdout)
    assert (told["source"], told["cases"]["cases"], told["cases"]["late_after"]) == ("store", 1, 0)
    assert [step["limit_after"] for step in told["steps"]] == ["PT1H"] * 3


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["discover", "none.csv"], "There is no log file"),
        (["simulate", "--limits", "l.csv"], "name a log, or --from-store"),
        (["simulate", "--limits", "l.csv", "--from-store"], "it needs --agency and --procedure"),
        (["simulate", "log.csv", "--limits", "none.csv"], "can't be read"),
        (["simulate", "log.csv", "--limits", "l.csv", "--period", "soon"], "isn't a period"),
    ],
)
def test_says_what_is_wrong_with_its_input(tmp_path: Path, arguments: list[str], sentence: str) -> None:
    (tmp_path / "l.csv").write_text("step,limit\nA,PT1H\n", "utf-8")
    ran = tthc(tmp_path, *(str(tmp_path / one) if one.endswith(".csv") else one for one in arguments))
    assert (ran.returncode, ran.stdout) == (2, "")
    assert sentence in " ".join(ran.stderr.replace("│", " ").split())


def test_memory_does_not_grow_with_the_log(tmp_path: Path) -> None:
    assert peak_kib(tmp_path, 50_000) < 1.2 * peak_kib(tmp_path, 5_000)


@pytest.mark.soak
def test_memory_does_not_grow_with_a_quarter_of_a_million_events(tmp_path: Path) -> None:
    assert peak_kib(tmp_path, 250_000) < 1.2 * peak_kib(tmp_path, 25_000)


def test_the_page_shows_what_the_commands_print(tmp_path: Path) -> None:
    page = (PERMIT_LOG.parents[1] / "docs" / "how-to" / "discover.md").read_text("utf-8")
    table = page.partition("step,limit\n")[2].partition("```")[0]
    (tmp_path / "shorter.csv").write_text("step,limit\n" + table, "utf-8")
    shown = {line for line in page.splitlines() if line.startswith(("│", "┃"))}
    printed: set[str] = set()
    for command in re.findall(r"^tthc (?:discover|simulate) .*examples/.*$", page, re.MULTILINE):
        arguments = [str(PERMIT_LOG) if "/" in word else word for word in command.split()]
        ran = subprocess.run(
            (*TTHC, *arguments[1:]),
            cwd=tmp_path,
            env=environment(tmp_path),
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=True,
        )
        printed |= {line.rstrip() for line in ran.stdout.splitlines()}
    assert len(shown) > 40
    assert shown - printed == set()
