"""Web servers inside of a process: uvicorn without its own hold on signals, several beside each other."""

import asyncio
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import uvicorn
from fastapi import FastAPI

from tthc.operations.addresses import bound

#: Requests under way have so long to finish after the word to stop, in seconds.
DRAIN_SECONDS = 8
#: `/readyz` says no for so long before the door is closed, so that load balancers look elsewhere, in seconds.
UNREADY_SECONDS = 0.3
_BACKLOG = 2048


class WebServer(uvicorn.Server):
    """One application at one address."""

    def __init__(self, app: FastAPI, name: str, host: str, port: int) -> None:
        self.app = app
        self.name = name
        config = uvicorn.Config(
            app,
            host=host,
            port=port,
            access_log=False,
            log_config=None,
            lifespan="on",
            timeout_graceful_shutdown=DRAIN_SECONDS,
            server_header=False,
        )
        super().__init__(config)
        self.listener = _listening(name, host, port)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Signals are the process's matter, not one server's."""
        yield


async def serve_together(servers: Sequence[WebServer], stop: asyncio.Event) -> None:
    """Serve until `stop` is set, or until one of them ends; requests under way are answered."""
    tasks = [asyncio.create_task(server.serve(sockets=[server.listener])) for server in servers]
    stopping = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait([*tasks, stopping], return_when=asyncio.FIRST_COMPLETED)
        for server in servers:
            server.app.state.readiness.withdraw()
        await asyncio.sleep(UNREADY_SECONDS)
    finally:
        for server in servers:
            server.should_exit = True
        stopping.cancel()
        await asyncio.gather(*tasks)


def _listening(name: str, host: str, port: int) -> socket.socket:
    """The server's socket, taken before anything else is opened: a port that is in use shows at once."""
    listener = bound(name, host, port)
    listener.listen(_BACKLOG)
    listener.setblocking(False)
    return listener
