"""The how-to that adds an event, a subscriber, a read model and a service, applied to a copy and run."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
PAGE = ROOT / "docs" / "how-to" / "extend.md"


def blocks(language: str) -> list[str]:
    """The page's code blocks in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE)


def copy_of_the_house(folder: Path) -> Path:
    """The packages and what the tests need, apart from the checkout."""
    ignored = shutil.ignore_patterns("__pycache__")
    for package in ("services", "shared", "tthc"):
        shutil.copytree(ROOT / package, folder / package, ignore=ignored)
    (folder / "tests").mkdir()
    for name in ("__init__.py", "hosting.py"):
        shutil.copy(ROOT / "tests" / name, folder / "tests" / name)
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def test_the_page_s_changes_apply_and_its_example_runs(tmp_path: Path) -> None:
    house = copy_of_the_house(tmp_path)
    for change in blocks("diff"):
        applied = subprocess.run(
            ["git", "apply", "--whitespace=nowarn", "-"],
            input=change,
            text=True,
            cwd=house,
            capture_output=True,
            env={**os.environ, "GIT_CEILING_DIRECTORIES": str(house.parent)},
            check=False,
        )
        assert applied.returncode == 0, f"{applied.stderr}\nin\n{change}"
    (example,) = blocks("python")
    (house / "tests" / "test_opinions.py").write_text(example, "utf-8")
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "tests/test_opinions.py"],
        cwd=house,
        env={**os.environ, "PYTHONPATH": str(house), "PYTHONSAFEPATH": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert ran.returncode == 0, ran.stdout[-4000:] + ran.stderr[-2000:]
