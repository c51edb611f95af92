"""One change after the other, each in a copy of the repository, against its room's tests."""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

from tests.mutants.drawing import Mutant

#: Options of every run: the same draws each time, and no wait for a test that hangs.
_PYTEST = ("-x", "-q", "-p", "no:cacheprovider", "--no-header", "--hypothesis-seed=0", "--seed=0")
#: A changed line may make a loop endless: after so many times as long as without it, it is called dead.
_PATIENCE = 4.0
_AT_LEAST = 60.0
_LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "var", "build", "__pycache__", "*_cache", "*.egg-info")


class SuiteFails(Exception):
    """A suite fails without any change: it can't tell anything."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a mutant."""

    mutant: Mutant
    killed_by: str | None  #: the test that failed first; None: it survived
    seconds: float


class Copy:
    """A copy of the repository, in which one file at a time is another."""

    def __init__(self, root: Path, folder: Path) -> None:
        self._root = root
        self._folder = folder
        shutil.copytree(root, folder, ignore=_LEFT_OUT)

    def run(self, suite: Sequence[str], patience: float | None = None) -> str | None:
        """The first test that fails; None if none does. A suite that takes too long has failed."""
        command = [sys.executable, "-m", "pytest", *_PYTEST, *suite]
        paths = {"PYTHONPATH": str(self._folder), "PYTHONSAFEPATH": "1"}
        try:
            done = subprocess.run(
                command,
                cwd=self._folder,
                env={**os.environ, **paths},
                capture_output=True,
                text=True,
                check=False,
                timeout=patience,
            )
        except subprocess.TimeoutExpired:
            return "no end"
        if done.returncode == 0:
            return None
        failed = re.search(r"^(?:FAILED|ERROR) (\S+)", done.stdout, re.MULTILINE)
        return failed[1] if failed else f"exit {done.returncode}"

    def try_out(self, mutant: Mutant, suite: Sequence[str], patience: float) -> Verdict:
        """Whether the suite notices."""
        begun = time.monotonic()
        source = (self._root / mutant.path).read_bytes()
        self._write(mutant.path, mutant.applied(source))
        try:
            killed_by = self.run(suite, patience)
        finally:
            self._write(mutant.path, source)
        return Verdict(mutant, killed_by, time.monotonic() - begun)

    def _write(self, path: Path, source: bytes) -> None:
        place = self._folder / path
        place.write_bytes(source)
        # Two texts of one second and one length look the same to who compiled the first.
        for compiled in (place.parent / "__pycache__").glob(f"{place.stem}.*.pyc"):
            compiled.unlink()


def try_all(
    root: Path,
    folder: Path,
    mutants: Sequence[Mutant],
    suite_of: Callable[[Path], tuple[str, ...]],
    parallel: int,
) -> Iterator[Verdict]:
    """The verdicts in the order in which they are found. Raises `SuiteFails` before the first one."""
    copies: SimpleQueue[Copy] = SimpleQueue()
    for number in range(parallel):
        copies.put(Copy(root, folder / f"copy-{number}"))

    def measured(suite: tuple[str, ...]) -> float:
        copy, begun = copies.get(), time.monotonic()
        try:
            if failed := copy.run(suite):
                raise SuiteFails(f"{' '.join(suite)}: {failed}")
        finally:
            copies.put(copy)
        return max(_AT_LEAST, _PATIENCE * (time.monotonic() - begun))

    def verdict(mutant: Mutant) -> Verdict:
        copy, suite = copies.get(), suite_of(mutant.path)
        try:
            return copy.try_out(mutant, suite, patience[suite])
        finally:
            copies.put(copy)

    with ThreadPoolExecutor(parallel) as pool:
        suites = sorted({suite_of(mutant.path) for mutant in mutants})
        patience = dict(zip(suites, pool.map(measured, suites), strict=True))
        for done in as_completed([pool.submit(verdict, mutant) for mutant in mutants]):
            yield done.result()
