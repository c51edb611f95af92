"""What a page is tried on: a deployment of its own, and a shell into which its blocks are typed."""

import asyncio
import os
import re
import subprocess
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

from dev.local.ports import free_port
from shared.settings import Settings, load_settings
from tests.integration.docs.pages import ROOT
from tthc.operations.access import Operator
from tthc.operations.environment import environment_of

#: The settings of ports, in the order of what they are if nothing else is said.
PORTS = ("issuer_port", "catalog_port", "cases_port", "sla_port", "notify_port")
_END = "--- end of block ---"
PATIENCE = 120


class Shell:
    """One bash, into which blocks are typed one after the other."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def type(self, block: str) -> str:
        """The block's output; fails where a command of it does."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{block}\nprintf '\\n%s\\n' '{_END}'\n")
        self._process.stdin.flush()
        lines: list[str] = []
        for line in self._process.stdout:
            if line.rstrip("\n") == _END:
                return "".join(lines)
            lines.append(line)
        raise AssertionError(f"the shell ended in\n{block}\nafter\n{''.join(lines)}")


@contextmanager
def shell(
    folder: Path, environment: Mapping[str, str] | None = None, *, within: int = PATIENCE
) -> Iterator[Shell]:
    """A bash that ends at the first command that fails, or after so many seconds; it finds `tthc`."""
    programs = f"{Path(sys.executable).parent}:/usr/bin:/bin:/usr/local/bin"
    own = {"PATH": programs, "PYTHONPATH": str(ROOT), "no_proxy": "127.0.0.1,localhost", "LC_ALL": "C.UTF-8"}
    command = ["timeout", str(within), "bash", "-e", "-o", "pipefail"]
    with subprocess.Popen(
        command,
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**own, **(environment or {})},
    ) as process:
        try:
            bash = Shell(process)
            bash.type("trap 'kill $(jobs -p) 2> /dev/null' EXIT")  # or they would hold its output open
            yield bash
        finally:
            process.kill()


def settings_in(folder: Path, **more: Any) -> Settings:
    """A deployment of its own: its folder, and ports that are free."""
    return load_settings(data_dir=folder, **{name: free_port() for name in PORTS}, **more)


@asynccontextmanager
async def up(settings: Settings) -> AsyncIterator[Operator]:
    """`tthc up` in a process of its own, ended as Ctrl-C does; and an operator who asks it."""
    command = [sys.executable, "-c", "from tthc.cli import main; main()", "up", "--json"]
    environment = {**os.environ, **environment_of(settings)}
    process = await asyncio.create_subprocess_exec(*command, env=environment, stdout=PIPE)
    assert process.stdout is not None
    try:
        async with asyncio.timeout(PATIENCE), Operator(settings) as operator:
            assert await process.stdout.readline(), "the services did not start"
            yield operator
            process.terminate()
            assert await process.wait() == 0
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


def at_ports_of(settings: Settings, text: str) -> str:
    """The text with the ports that the page names replaced."""
    for standard, name in zip(range(8100, 8105), PORTS, strict=True):
        for host in ("127.0.0.1", "localhost"):
            text = text.replace(f"{host}:{standard}", f"127.0.0.1:{getattr(settings, name)}")
        text = re.sub(rf"(?<=[ ]){standard}\b", str(getattr(settings, name)), text)  # of `for port in …`
    return text
