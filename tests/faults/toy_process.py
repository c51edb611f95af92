"""A part of the toy world in a process of its own, and what it has said to the test."""

import asyncio
import json
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(slots=True)
class ToyProcess:
    """The process, and its lines so far."""

    process: Process
    said: list[dict[str, Any]] = field(default_factory=list)

    async def listen(self) -> None:
        """Take what it says, until it ends."""
        assert self.process.stdout is not None
        async for line in self.process.stdout:
            if line.startswith(b"{"):
                self.said.append(json.loads(line))

    def has_said(self, what: str, reason: str | None = None) -> bool:
        """Whether it has said so, with that reason or with any."""
        return any(one["what"] == what and reason in (None, one.get("reason")) for one in self.said)

    def is_stopped(self) -> bool:
        """Whether it had SIGSTOP."""
        stat = Path(f"/proc/{self.process.pid}/stat").read_text()
        return stat.rpartition(")")[2].split()[0] == "T"


@asynccontextmanager
async def toy_process(order: Mapping[str, Any]) -> AsyncIterator[ToyProcess]:
    """Run `tests.faults.messaging_process` with this order; it is killed at the end of the block."""
    command = [sys.executable, "-m", "tests.faults.messaging_process", json.dumps(order)]
    started = ToyProcess(await asyncio.create_subprocess_exec(*command, stdout=PIPE))
    listening = asyncio.create_task(started.listen())
    try:
        yield started
    finally:
        if started.process.returncode is None:
            started.process.kill()
            await started.process.wait()
        await listening
