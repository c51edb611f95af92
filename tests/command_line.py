"""The command line run in this process, with what a process of its own answers: exit code and both streams.

An interpreter that starts and imports everything takes seconds each time. What only a process shows, such as
signals, a stream that is closed, or the console script itself, is tried in processes.
"""

import logging
import os
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from subprocess import CompletedProcess

import structlog
from typer.testing import CliRunner

from tthc.cli.application import app


def run(*words: str, environment: Mapping[str, str]) -> CompletedProcess[str]:
    """Run a command to its end, with no other variables than these; what it lets through is raised."""
    variables = {**dict.fromkeys(os.environ), **environment}
    with _logging_kept(), ThreadPoolExecutor(1) as aside:  # a test's own event loop may be running here
        running = aside.submit(
            CliRunner().invoke, app, list(words), env=variables, prog_name="tthc", catch_exceptions=False
        )
        result = running.result()
    return CompletedProcess(words, result.exit_code, result.stdout, result.stderr)


@contextmanager
def _logging_kept() -> Iterator[None]:
    """A command sets up the logs of its process: afterwards they go again where they went."""
    root, structured = logging.getLogger(), structlog.get_config()
    handlers, level = root.handlers[:], root.level
    try:
        yield
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)
        structlog.configure(**structured)
