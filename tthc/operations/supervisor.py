"""Keeps the processes of a deployment running: what ends by itself is started again, with patience."""

import asyncio
import signal
import sys
import time
from collections.abc import Mapping
from functools import partial
from pathlib import Path

import structlog

from tthc.operations.errors import ServiceDidNotStart
from tthc.operations.process import ServerProcess
from tthc.operations.serving import EXIT_CONFIG

#: Seconds before a process that ended is started again: doubled each time, up to the last.
FIRST_PAUSE, LAST_PAUSE = 0.2, 10.0
#: One that ran for so long starts with a short pause again, in seconds.
STEADY_AFTER = 30.0
#: A process that ended so often before it was ready once won't start at all.
TRIES_TO_START = 4
#: From SIGTERM to SIGKILL, in seconds.
STOP_WITHIN = 25.0
_POLL = 0.05
_TAIL_LINES = 25

log = structlog.get_logger()


class Supervised:
    """One process, kept running until it is told to stop."""

    def __init__(
        self, name: str, environment: Mapping[str, str], log_file: Path, command: tuple[str, ...] = ()
    ) -> None:
        self.name = name
        self.log_file = log_file
        self.starts = 0
        self.was_ready = False
        self._environment = dict(environment)
        self._command = command or (sys.executable, "-m", "tthc.operations.serve", name)
        self._process: ServerProcess | None = None
        self._watch: asyncio.Task[None] | None = None
        self._wanted = False
        self._lock = asyncio.Lock()

    @property
    def pid(self) -> int:
        """The process that runs, or that ran last."""
        if self._process is None:
            raise RuntimeError(f"{self.name} was not started")
        return self._process.pid

    @property
    def running(self) -> bool:
        """Whether the process is there."""
        return self._process is not None and self._process.exit_code is None

    @property
    def watched(self) -> bool:
        """Whether it would be started again, should it end."""
        return self._watch is not None

    async def start(self) -> None:
        """Start it and watch over it; nothing if it is watched already."""
        async with self._lock:
            self._wanted = True
            if self._watch is None or self._watch.done():
                await self._spawn()
                self._watch = asyncio.create_task(self._keep_running())

    async def stop(self) -> None:
        """SIGTERM, and SIGKILL if it takes too long; it stays down until `start`."""
        await self._let_go()
        if self._process is not None:
            await asyncio.to_thread(self._process.terminate, signal.SIGTERM, within=STOP_WITHIN)

    async def kill(self, *, stay_down: bool = False) -> None:
        """SIGKILL, as when the machine loses power; it is started again unless it is to stay down."""
        if stay_down:
            await self._let_go()
        if self._process is not None:
            await asyncio.to_thread(self._process.kill)

    async def pause(self) -> None:
        """SIGSTOP: it keeps its connections and answers nothing."""
        if self._process is not None:
            await asyncio.to_thread(self._process.pause)

    async def resume(self) -> None:
        """SIGCONT."""
        if self._process is not None:
            await asyncio.to_thread(self._process.resume)

    def check(self) -> None:
        """Raise `ServiceDidNotStart` when waiting for it has no sense any more."""
        code = self._process.exit_code if self._process is not None else None
        hopeless = code == EXIT_CONFIG or self.starts >= TRIES_TO_START
        if code is not None and hopeless and not self.was_ready:
            raise self.failure(f"it ended with {code}")

    def failure(self, reason: str) -> ServiceDidNotStart:
        """The refusal that shows the end of the log."""
        text = self.log_file.read_text("utf-8", "replace") if self.log_file.exists() else ""
        tail = "\n".join(text.splitlines()[-_TAIL_LINES:])
        return ServiceDidNotStart(service=self.name, reason=reason, log=self.log_file, tail=tail)

    async def _spawn(self) -> None:
        self.log_file.parent.mkdir(parents=True, exist_ok=True)
        self.starts += 1
        spawn = partial(ServerProcess.spawn, self._command, log=self.log_file, environment=self._environment)
        spawning = asyncio.ensure_future(asyncio.to_thread(spawn))
        try:
            await asyncio.shield(spawning)
        finally:
            # Who lets go of it meanwhile must find the process that the thread makes all the same.
            self._process = await spawning

    async def _keep_running(self) -> None:
        pause, since = FIRST_PAUSE, time.monotonic()
        while self._wanted:
            if self.running:
                await asyncio.sleep(_POLL)
                continue
            code = self._process.exit_code if self._process is not None else None
            pause = FIRST_PAUSE if time.monotonic() - since > STEADY_AFTER else pause
            log.error("a process ended; started again", service=self.name, exit_code=code, pause=pause)
            await asyncio.sleep(pause)
            pause, since = min(pause * 2, LAST_PAUSE), time.monotonic()
            await self._spawn()

    async def _let_go(self) -> None:
        """Watch no longer over it."""
        async with self._lock:
            self._wanted = False
            watch, self._watch = self._watch, None
        if watch is not None:
            watch.cancel()
            await asyncio.gather(watch, return_exceptions=True)
