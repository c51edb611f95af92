"""Settings with ports of their own, and the command line: to its end here, or going on in a process."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from dev.local.ports import free_port
from shared.deployment import SERVICES
from shared.settings import Settings, load_settings
from tests.command_line import run
from tthc.operations.environment import environment_of

_PORTS = ("issuer_port", *(service.port_setting for service in SERVICES))
_COMMAND = (sys.executable, "-c", "from tthc.cli import main; main()")
#: Who follows a killed consumer waits so long, in seconds: as short as may be.
_SESSION = {"consumer_session_seconds": 6}


def own_settings(folder: Path, **given: Any) -> Settings:
    """Settings whose services listen where nobody else does."""
    ports = {name: free_port() for name in _PORTS}
    return load_settings(**{"data_dir": folder, **ports, **_SESSION, **given})


def environment(settings: Settings) -> dict[str, str]:
    """The variables of a shell with these settings, in English."""
    return {**os.environ, **environment_of(settings), "LANG": "en", "LC_ALL": "en_US.UTF-8"}


def tthc(settings: Settings, *words: str, exit_code: int = 0) -> Any:
    """Run a command in this process; what it prints, as JSON with `--json`."""
    done = run(*words, environment=environment(settings))
    assert done.returncode == exit_code, done.stdout + done.stderr
    return json.loads(done.stdout) if "--json" in words else done.stdout + done.stderr


class Started(subprocess.Popen[str]):
    """A command that goes on; what it prints is closed when it has ended."""

    def wait(self, timeout: float | None = None) -> int:
        code = super().wait(timeout)
        if self.stdout is not None:
            self.stdout.close()
        return code


def started(settings: Settings, *words: str) -> Started:
    """Start a command that goes on until it is told to stop."""
    return Started([*_COMMAND, *words], env=environment(settings), stdout=subprocess.PIPE, text=True)


@contextmanager
def running(settings: Settings) -> Iterator[None]:
    """`tthc up`, until the block is left."""
    with started(settings, "up", "--json") as process:
        try:
            assert process.stdout is not None
            assert "urls" in process.stdout.readline()
            yield
        finally:
            process.send_signal(signal.SIGTERM)
            assert process.wait(30) == 0
