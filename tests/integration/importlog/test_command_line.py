"""The commands as people and programs run them: exit codes, and what stands on which stream."""

import gzip
import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from dev.local.ports import free_port
from shared.settings import PREFIX
from tests.command_line import run
from tests.unit.cli.logs import done, written_log

TTHC = (sys.executable, "-c", "from tthc.cli import main; main()")
PATIENCE = 120


def environment(folder: Path, **variables: str) -> dict[str, str]:
    """This process's environment without its settings, with a data directory in `folder`."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    return {**kept, "LANG": "en_US.UTF-8", "LC_ALL": "", "TTHC_DATA_DIR": str(folder / "var"), **variables}


def tthc(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end, in this process."""
    return run(*arguments, environment=environment(folder))


def typed(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The same as people and programs do, in a process of its own."""
    return subprocess.run(
        (*TTHC, *arguments),
        env=environment(folder),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


def test_a_decision_without_its_symbol_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    path = written_log(tmp_path, [done("A")])
    ran = tthc(tmp_path, "import-log", str(path), "--agency", "SNV", "--decision-number", "12")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "'--decision-number'" in ran.stderr
    assert "“12/QĐ-SNV”" in ran.stderr
    assert not (tmp_path / "var").exists()


@pytest.mark.parametrize(
    "options",
    [
        ("--agency", "snv x"),
        ("--agency", "NEW", "--agency-name", "N" * 501),
        ("--procedure", "tiếp nhận"),
        ("--procedure-name", "N" * 501),
        ("--signed-by", " "),
        ("--decision-date", "2099-01-01"),
    ],
)
def test_what_the_catalogue_would_not_take_is_refused_by_its_option(
    tmp_path: Path, options: tuple[str, ...]
) -> None:
    path = written_log(tmp_path, [done("A")])
    ran = tthc(tmp_path, "import-log", str(path), *options)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert f"Error: {options[-2]}: " in ran.stderr
    assert not (tmp_path / "var").exists()


def test_prints_one_object_on_stdout_and_nothing_else(tmp_path: Path) -> None:
    path = written_log(tmp_path, [done("A"), done("B", 2)])
    ran = typed(tmp_path, "import-log", str(path), "--json")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert json.loads(ran.stdout)["steps_completed"] == 2


@pytest.mark.parametrize(
    ("text", "place", "sentence"),
    [
        ("case_id,timestamp\nc1,2021-03-01T08:00:00\n", ":1:1", "There is no column 'activity'"),
        ("case_id,activity,timestamp\nc1,A,2021-03-41\n", ":2:6", "isn't an ISO 8601 time"),
        (
            "case_id,activity,timestamp,case_start\n"
            "c1,A,2021-03-01T08:00:00,2021-03-02T08:00:00\n"
            "c1,B,2021-03-03T08:00:00,2021-03-02T08:00:00\n",
            ":2:6",
            "is earlier than the case's start",
        ),
    ],
)
def test_names_file_line_and_column_and_imports_nothing(
    tmp_path: Path, text: str, place: str, sentence: str
) -> None:
    path = tmp_path / "bad.csv"
    path.write_text(text, "utf-8")
    ran = tthc(tmp_path, "import-log", str(path))
    assert (ran.returncode, ran.stdout) == (2, "")
    assert f"Error: {path}{place}: " in ran.stderr
    assert sentence in ran.stderr
    assert not (tmp_path / "var").exists()


def test_refuses_a_truncated_gzip_in_the_readers_language(tmp_path: Path) -> None:
    path = tmp_path / "cut.csv.gz"
    path.write_bytes(gzip.compress(written_log(tmp_path, [done("A"), done("B", 2)]).read_bytes())[:-9])
    ran = typed(tmp_path, "import-log", str(path), "--language", "vi")
    assert ran.returncode == 2
    assert f"Lỗi: {path}:" in ran.stderr
    assert "bị cắt cụt" in ran.stderr


def test_a_busy_port_is_told_first_with_who_listens_there(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = str(busy.getsockname()[1])
        ports = {f"TTHC_{name}_PORT": str(free_port()) for name in ("ISSUER", "CATALOG", "CASES", "NOTIFY")}
        for command in ("demo", "up"):
            ran = subprocess.run(
                (*TTHC, command),
                env=environment(tmp_path, **ports, TTHC_SLA_PORT=port),
                capture_output=True,
                text=True,
                timeout=PATIENCE,
                check=False,
            )
            name = Path("/proc/self/comm").read_text("utf-8").strip()
            assert ran.returncode == 1
            assert f"The program {name} (process {os.getpid()}) listens on 127.0.0.1:{port}" in ran.stderr
            assert "Checking the log" not in ran.stderr
    assert not (tmp_path / "var").exists()
