"""What the bench starts is bounded, and leaves nothing behind."""

import sys
import time
from pathlib import Path

import pytest

from tests.bench.processes import Failed, run_bounded


def _python(text: str, folder: Path) -> str:
    return run_bounded([sys.executable, "-c", text], seconds=30, folder=folder)


def test_the_output_is_answered(tmp_path: Path) -> None:
    assert _python("print(6 * 7)", tmp_path) == "42\n"


def test_an_error_is_told_with_what_it_said(tmp_path: Path) -> None:
    with pytest.raises(Failed, match="ended with 3: no such luck"):
        _python("import sys; print('no such luck', file=sys.stderr); sys.exit(3)", tmp_path)


def test_what_takes_too_long_is_ended_with_its_children(tmp_path: Path) -> None:
    parent = ["sh", "-c", "sleep 60 & echo $! > child; wait"]
    with pytest.raises(Failed, match="not done in 1 s"):
        run_bounded(parent, seconds=1, folder=tmp_path)
    child = int((tmp_path / "child").read_text())
    deadline = time.monotonic() + 10
    while not _ended(child) and time.monotonic() < deadline:  # the kernel takes a moment
        time.sleep(0.01)
    assert _ended(child)


def _ended(pid: int) -> bool:
    """Whether a process is gone, or nobody has asked yet what it ended with."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return True
    return stat.rpartition(")")[2].split()[0] == "Z"
