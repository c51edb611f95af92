"""The tutorial, typed into a shell beside `tthc up`: every command runs, and every stated answer comes."""

import asyncio
import json
import os
import subprocess
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import pytest

from dev.local.ports import free_port
from shared.deployment import PUBLISHERS, SERVICES
from shared.settings import Settings, load_settings
from tests.integration.docs.pages import DOCS, code_blocks, states
from tthc.operations.access import Operator
from tthc.operations.environment import environment_of
from tthc.operations.settling import settled

PAGE = DOCS / "tutorial.md"
_PORTS = ("issuer_port", *(service.port_setting for service in SERVICES))
_END = "--- end of block ---"
_PATIENCE = 120


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
def shell(folder: Path) -> Iterator[Shell]:
    """A bash that ends at the first command that fails, or when its time is up."""
    command = ["timeout", "120", "bash", "-e", "-o", "pipefail"]
    with subprocess.Popen(
        command,
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={"PATH": "/usr/bin:/bin:/usr/local/bin", "no_proxy": "127.0.0.1", "LC_ALL": "C.UTF-8"},
    ) as process:
        try:
            yield Shell(process)
        finally:
            process.kill()


def settings_in(folder: Path) -> Settings:
    """A deployment of its own: its folder, and ports that are free."""
    return load_settings(data_dir=folder, **{name: free_port() for name in _PORTS})


@asynccontextmanager
async def up(settings: Settings) -> AsyncIterator[Operator]:
    """`tthc up` in a process of its own, ended as Ctrl-C does; and an operator who asks it."""
    command = [sys.executable, "-c", "from tthc.cli import main; main()", "up", "--json"]
    environment = {**os.environ, **environment_of(settings)}
    process = await asyncio.create_subprocess_exec(*command, env=environment, stdout=PIPE)
    assert process.stdout is not None
    try:
        async with asyncio.timeout(_PATIENCE), Operator(settings) as operator:
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
    for standard, name in zip(range(8100, 8105), _PORTS, strict=True):
        text = text.replace(f"127.0.0.1:{standard}", f"127.0.0.1:{getattr(settings, name)}")
    return text


def last_answer(output: str) -> Any:
    """The JSON value that stands last in an output."""
    decoder, at, found = json.JSONDecoder(), 0, None
    while at < len(output):
        if output[at] in "{[":
            found, at = decoder.raw_decode(output, at)
        else:
            at += 1
    return found


async def test_every_command_runs_and_every_stated_answer_comes(tmp_path: Path) -> None:
    settings = settings_in(tmp_path / "var")
    async with up(settings) as operator:
        with shell(tmp_path) as bash:
            output = ""
            for language, text in code_blocks(PAGE):
                if language == "sh":
                    output = bash.type(at_ports_of(settings, text))
                    await settled(operator, PUBLISHERS, _PATIENCE)
                elif language == "json":
                    answer = last_answer(output)
                    assert states(json.loads(text), answer), f"stated:\n{text}\ncame:\n{output}"


@pytest.mark.parametrize(
    ("stated", "found", "agree"),
    [
        ({"total": 1}, {"total": 1, "steps": []}, True),
        ({"total": 1}, {"total": 2}, False),
        ([{"step": "B1"}], [{"step": "B1", "visit": 1}], True),
        ([{"step": "B1"}], [{"step": "B1"}, {"step": "B2"}], False),
        ({"steps": []}, {}, False),
    ],
)
def test_a_page_may_state_an_answer_in_part_but_not_another_one(stated: Any, found: Any, agree: bool) -> None:
    assert states(stated, found) is agree
