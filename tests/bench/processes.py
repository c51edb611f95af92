"""Programs that the bench starts: bounded in time, and ended with all that they started."""

import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path


class Failed(Exception):
    """A program ended with an error, or did not end in time."""


def run_bounded(
    command: Sequence[str], *, seconds: float, folder: Path, environment: Mapping[str, str] | None = None
) -> str:
    """Run to the end; its standard output. Raises `Failed` with the end of what it said."""
    started = subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, **(environment or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        output, errors = started.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        raise Failed(f"{command[0]} was not done in {seconds:.0f} s") from None
    finally:
        end_group(started)
        for pipe in filter(None, (started.stdout, started.stderr)):
            pipe.close()
    if started.returncode != 0:
        raise Failed(f"{command[0]} ended with {started.returncode}: {(errors or output).strip()[-1500:]}")
    return output


def end_group(started: "subprocess.Popen[str]") -> None:
    """Kill what is left of a program that was started in a session of its own."""
    try:
        os.killpg(started.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    started.wait()
