"""A service that runs in this process: what it prepares, and its work in the background."""

import asyncio
from typing import Any

import structlog

from shared.http.probes import Check
from shared.runtime.service import WebService

log = structlog.get_logger()


class HostedWebService:
    """One service in this process; `HostedService` is one that has events as well."""

    service: WebService

    def __init__(self, service: WebService) -> None:
        self.service = service
        self.broken: str | None = None  #: background work that ended by itself
        self._tasks: list[asyncio.Task[Any]] = []

    async def connect(self) -> None:
        """Open what it stands on; nothing is written yet."""

    async def open(self) -> None:
        """Prepare; requests may come from here on."""
        if self.service.prepare is not None:
            await self.service.prepare()

    async def start(self) -> None:
        """Begin what goes on beside the requests."""
        for background in self.service.background:
            self.run_beside(background())

    async def stop(self) -> None:
        """Stop all work in the background."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def close(self) -> None:
        """Give back what `open` took."""

    def checks(self) -> dict[str, Check]:
        """What must be well for the service to be ready, by name."""
        return {"background": self._check_background}

    def run_beside(self, work: Any) -> asyncio.Task[Any]:
        """Let work go on beside the requests until the service stops."""
        task: asyncio.Task[Any] = asyncio.ensure_future(work)
        task.add_done_callback(self._ended)
        self._tasks.append(task)
        return task

    def _ended(self, task: asyncio.Task[Any]) -> None:
        """Background work goes on until it is cancelled; if it ends by itself, the service isn't ready."""
        if task.cancelled():
            return
        error = task.exception()
        self.broken = repr(error) if error is not None else "background work ended"
        log.critical("background work ended", service=str(self.service.name), exc_info=error)

    async def _check_background(self) -> None:
        if self.broken is not None:
            raise RuntimeError(self.broken)
