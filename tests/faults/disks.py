"""A disk that can be filled: a small file system of its own, or a limit on how large files may get."""

import os
import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

_CHUNK = 4096


class Disk(Protocol):
    """A folder in which nothing more can be written, between `fill` and `make_room`."""

    folder: Path
    code: str  #: of the refusals meanwhile

    def fill(self) -> None:
        """From now on there is no room."""

    def make_room(self) -> None:
        """From now on there is room again."""


class SmallDisk:
    """A file system of a few megabytes, mounted at `folder`."""

    code = "disk-full"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._ballast = folder / "ballast"

    def fill(self) -> None:
        with self._ballast.open("ab", buffering=0) as file:
            while left := self._free():
                file.write(b"x" * min(_CHUNK, left))

    def make_room(self) -> None:
        self._ballast.unlink()

    def _free(self) -> int:
        state = os.statvfs(self.folder)
        return state.f_bavail * state.f_frsize


class LimitedFiles:
    """No file of this process may grow beyond the store's write-ahead log: what a quota does.

    The system has another error for it than for a full disk, so it is told as any store that doesn't answer.
    """

    code = "store-unavailable"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._before = resource.getrlimit(resource.RLIMIT_FSIZE)

    def fill(self) -> None:
        largest = max(file.stat().st_size for file in self.folder.glob("*.events.sqlite-wal"))
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, self._before[1]))

    def make_room(self) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, self._before)


@contextmanager
def small_disk(folder: Path, megabytes: int, *options: str) -> Iterator[SmallDisk]:
    """A disk of this size; raises OSError where nothing may be mounted."""
    folder.mkdir(parents=True, exist_ok=True)
    mounted = ",".join((f"size={megabytes}m", *options))
    _run("mount", "-t", "tmpfs", "-o", mounted, "tmpfs", str(folder))
    try:
        yield SmallDisk(folder)
    finally:
        _run("umount", "--lazy", str(folder))


def read_only(folder: Path) -> None:
    """Nothing can be written on the mounted disk from now on."""
    _run("mount", "-o", "remount,ro", str(folder))


def _run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise OSError(done.stderr)


def may_mount() -> bool:
    """Whether this process may."""
    try:
        with TemporaryDirectory() as folder, small_disk(Path(folder), 1):
            return True
    except OSError:
        return False
