"""Whatever the console is, and whoever reads: text, no traceback, and the command's own exit code."""

import json
import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

TTHC = (sys.executable, "-c", "from tthc.cli import main; main()")
LOG = """case_id,activity,timestamp,resource
HS-1,Tiếp nhận hồ sơ “gấp” 😀,2026-03-02T08:00:00+07:00,Nguyễn Thị Ngọc
HS-1,Trả kết quả,2026-03-03T08:00:00+07:00,Nguyễn Thị Ngọc
HS-2,Tiếp nhận hồ sơ “gấp” 😀,2026-03-02T09:00:00+07:00,Đặng Ý
HS-2,Trả kết quả,2026-03-04T08:00:00+07:00,Đặng Ý
"""
NAME = "Tiếp nhận hồ sơ “gấp” 😀"


@pytest.fixture
def log(tmp_path: Path) -> str:
    file = tmp_path / "log.csv"
    file.write_text(LOG, encoding="utf-8")
    return str(file)


def environment(**settings: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "PYTHON"))}
    return {**kept, "COLUMNS": "150", **settings}


def run(*words: str, **settings: str) -> subprocess.CompletedProcess[bytes]:
    given = environment(**settings)
    return subprocess.run([*TTHC, *words], capture_output=True, env=given, check=False, timeout=60)


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [
        ("ascii", 'Tiep nhan ho so "gap" ?'),
        ("cp437", 'Tiep nhan ho so "gap" ?'),
        ("cp1258", "Tiếp nhận hồ sơ “gấp” ?"),
        ("utf-16", NAME),
        ("utf-8", NAME),
    ],
)
@pytest.mark.parametrize(("language", "heading"), [("vi", "Số hồ sơ"), ("en", "Cases")])
def test_a_console_shows_what_it_can(
    log: str, encoding: str, shown: str, language: str, heading: str
) -> None:
    done = run("discover", log, "--language", language, PYTHONIOENCODING=encoding)
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False), done.stderr
    assert shown in unicodedata.normalize("NFC", done.stdout.decode(encoding))


def test_the_locale_c_is_no_reason_to_fail(log: str) -> None:
    for further in ({}, {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}):
        done = run("discover", log, "--language", "en", LANG="C", LC_ALL="C", **further)
        assert (done.returncode, b"Traceback" in done.stderr) == (0, False), done.stderr
        assert b"Cases" in done.stdout


def test_json_loses_nothing_on_any_console(log: str) -> None:
    told = [
        json.loads(run("discover", log, "--json", PYTHONIOENCODING=encoding).stdout.decode(encoding))
        for encoding in ("utf-8", "ascii", "cp1258")
    ]
    assert NAME in json.dumps(told[0], ensure_ascii=False)
    assert told[0] == told[1] == told[2]


def test_what_is_refused_is_told_in_any_encoding() -> None:
    for encoding in ("ascii", "cp1258"):
        done = run("discover", "không-có.csv", "--language", "vi", PYTHONIOENCODING=encoding)
        assert (done.returncode, b"Traceback" in done.stderr) == (2, False), done.stderr


def test_a_name_that_is_no_text_is_told() -> None:
    name = os.fsdecode(b"kh\xf4ng.csv")
    done = run("discover", name, "--language", "en", LANG="C.UTF-8")
    assert (done.returncode, b"Traceback" in done.stderr) == (2, False), done.stderr


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--help",), 0),
        (("discover", "{log}"), 0),
        (("discover", "{log}", "--json"), 0),
        (("discover", "there-is-none.csv"), 2),
        (("discover",), 2),
        (("there-is-none",), 2),
    ],
    ids=lambda part: " ".join(part) if isinstance(part, tuple) else str(part),
)
def test_a_pipe_that_nobody_reads_changes_no_exit_code(
    log: str, words: tuple[str, ...], code: int, stream: str
) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, stream: writing}
    given = [word.format(log=log) for word in words]
    done = subprocess.run([*TTHC, *given], **streams, env=environment(), check=False, timeout=60)  # type: ignore[call-overload]
    os.close(writing)
    assert done.returncode == code
    assert b"Traceback" not in (done.stderr or b"")
    assert b"BrokenPipe" not in (done.stderr or b"")


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_a_stream_that_was_closed_before_is_none(log: str, closed: str) -> None:
    script = f'"$0" -c "$1" discover "$2" --json {closed}'
    done = subprocess.run(
        ["/bin/sh", "-c", script, sys.executable, TTHC[2], log],
        capture_output=True,
        env=environment(),
        check=False,
        timeout=60,
    )
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False), done.stderr
