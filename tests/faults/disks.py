"""A disk of a few megabytes that can be filled: a file system of its own."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_CHUNK = 4096


class Disk:
    """A small disk, mounted at `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._ballast = folder / "ballast"

    @property
    def free(self) -> int:
        """Bytes that are left."""
        state = os.statvfs(self.folder)
        return state.f_bavail * state.f_frsize

    def fill(self, left: int = 0) -> None:
        """Leave so many bytes, or none."""
        with self._ballast.open("ab", buffering=0) as file:
            while self.free > left:
                file.write(b"x" * min(_CHUNK, self.free - left))

    def make_room(self) -> None:
        """Take away what filled it."""
        self._ballast.unlink()


@contextmanager
def small_disk(folder: Path, megabytes: int, *options: str) -> Iterator[Disk]:
    """A disk of this size; raises OSError where nothing may be mounted."""
    folder.mkdir(parents=True, exist_ok=True)
    mounted = ",".join((f"size={megabytes}m", *options))
    _run("mount", "-t", "tmpfs", "-o", mounted, "tmpfs", str(folder))
    try:
        yield Disk(folder)
    finally:
        _run("umount", "--lazy", str(folder))


def read_only(folder: Path) -> None:
    """Nothing can be written on the mounted disk from now on."""
    _run("mount", "-o", "remount,ro", str(folder))


def _run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise OSError(done.stderr)


def may_mount(folder: Path) -> bool:
    """Whether this process may."""
    try:
        with small_disk(folder, 1):
            return True
    except OSError:
        return False
