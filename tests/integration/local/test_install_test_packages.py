"""deploy/install-test-packages: silent when all is there, and helpful when it can't."""

import os
import shutil
import subprocess
from pathlib import Path

SCRIPT = Path(__file__).parents[3] / "deploy" / "install-test-packages"


def run(path: Path | None = None, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {**({"PATH": str(path)} if path else os.environ), **variables}
    bash = shutil.which("bash")
    assert bash is not None
    return subprocess.run([bash, SCRIPT], env=environment, capture_output=True, text=True, check=False)


def programs(directory: Path, *names: str, **answers: str) -> Path:
    """A PATH with just these programs, and some that only say something."""
    for name in names:
        (directory / name).symlink_to(str(shutil.which(name)))
    for name, answer in answers.items():
        program = directory / name.replace("_", "-")
        program.write_text(f"#!/bin/sh\necho {answer}\n", encoding="utf-8")
        program.chmod(0o755)
    return directory


def test_it_does_nothing_when_all_is_there() -> None:
    done = run()
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_it_tells_who_is_not_root_what_to_do(tmp_path: Path) -> None:
    done = run(programs(tmp_path, "sort", id="1000", apt_get="called"))
    assert done.returncode == 1
    assert "sudo apt-get install --no-install-recommends faketime prometheus" in done.stderr
    assert "called" not in done.stdout


def test_a_font_that_is_missing_is_installed_too(tmp_path: Path) -> None:
    there = programs(tmp_path, "sort", id="1000", apt_get="called", prometheus="", promtool="", faketime="")
    done = run(there, TTHC_TEST_FONTS=str(tmp_path))
    assert done.returncode == 1
    assert "sudo apt-get install --no-install-recommends fonts-croscore" in done.stderr


def test_it_says_so_where_there_is_no_apt(tmp_path: Path) -> None:
    done = run(programs(tmp_path, "sort"))
    assert done.returncode == 1
    assert "no Debian system" in done.stderr
