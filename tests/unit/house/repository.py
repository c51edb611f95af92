"""The repository's own files and modules, for rules about all of them."""

import os
import subprocess
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

ROOT = Path(__file__).parents[3]
PACKAGES = ("shared", "services", "tthc", "dev", "tools")
_LEFT_OUT = {".git", ".venv", "var", "build", "__pycache__"}


@cache
def files() -> tuple[Path, ...]:
    """What is committed, or would be: by git where there is one, else all but what is built."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    found = (
        [ROOT / name for name in listed.stdout.split("\0") if name]
        if listed.returncode == 0
        else list(_walked())
    )
    return tuple(sorted(path for path in found if path.is_file()))


def _walked() -> Iterator[Path]:
    for folder, inner, names in os.walk(ROOT):
        inner[:] = [
            one for one in inner if one not in _LEFT_OUT and not one.endswith(("_cache", ".egg-info"))
        ]
        yield from (Path(folder) / name for name in names)


def ending(*endings: str) -> list[Path]:
    """The files whose names end so."""
    return [path for path in files() if path.name.endswith(endings)]


def module_names() -> list[str]:
    """Every module of the packages, but those that are programs."""
    names = list(PACKAGES)
    for package in PACKAGES:
        names += [found.name for found in walk_packages(import_module(package).__path__, f"{package}.")]
    return sorted(name for name in names if not name.endswith("__main__"))
