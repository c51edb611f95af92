"""A checkout in which the pages' `make` blocks are typed: its shell, and what goes on running there."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from shared.settings import PREFIX, Settings
from tests.integration.docs.deployment import PORTS
from tests.integration.docs.pages import ROOT

#: What `make demo` and `make up` read.
_MADE_FROM = ("Makefile", "requirements.lock", "pyproject.toml", "dev")
ENDS_WITHIN = 60


def set_up(folder: Path) -> Path:
    """A checkout as `make setup` leaves it, with this test's environment as its own."""
    for name in _MADE_FROM:
        (folder / name).symlink_to(ROOT / name)
    (folder / ".venv").mkdir()
    (folder / ".venv/bin").symlink_to(Path(sys.executable).parent)
    (folder / ".venv/.ready").touch()
    return folder


def environment(settings: Settings) -> dict[str, str]:
    """A person's variables, in English, with nothing of the settings but the ports."""
    ours = (PREFIX, "MAKE", "ARGS")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    ports = {f"{PREFIX}{name.upper()}": str(getattr(settings, name)) for name in PORTS}
    language = {"LANG": "en_US.UTF-8", "LC_ALL": ""}
    return {**kept, **ports, **language, "no_proxy": "127.0.0.1,localhost"}


def bare(environment: Mapping[str, str]) -> dict[str, str]:
    """The same on a machine on which nothing was set up: without this environment and its packages."""
    activated = str(Path(sys.executable).parent)
    paths = [one for one in environment["PATH"].split(os.pathsep) if one != activated]
    kept = {name: value for name, value in environment.items() if name not in ("VIRTUAL_ENV", "PYTHONPATH")}
    return {**kept, "PATH": os.pathsep.join(paths)}


class Running:
    """A block that goes on in a shell of its own."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self.told = ""  #: what was read of its output

    def until(self, mark: str) -> str:
        """All that it prints, up to the line that has the mark."""
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self.told += line
            if mark in line:
                return self.told
        raise AssertionError(f"it ended before {mark!r}:\n{self.told}")

    def interrupt(self) -> None:
        """Ctrl-C: everybody in the shell's foreground is told, and all end in order."""
        os.killpg(self._process.pid, signal.SIGINT)
        rest, _ = self._process.communicate(timeout=ENDS_WITHIN)
        assert "Stopping…" in rest, self.told + rest
        assert "Traceback" not in rest, rest


@contextmanager
def left_running(block: str, folder: Path, environment: Mapping[str, str]) -> Iterator[Running]:
    """Type a block that doesn't come back; whatever of it is still there in the end is killed."""
    with subprocess.Popen(
        ["bash", "-e", "-o", "pipefail", "-c", block],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            yield Running(process)
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
