"""The servers inside of a process: what the kernel says of the connections that they accept."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx

from shared.http import build_app
from tthc.operations.web import WebServer


@asynccontextmanager
async def _serving() -> AsyncIterator[WebServer]:
    server = WebServer(build_app(service="s", title="S", version="1"), "s", "127.0.0.1", 0)
    serving = asyncio.create_task(server.serve(sockets=[server.listener]))
    try:
        yield server
    finally:
        server.should_exit = True
        await serving


async def test_small_answers_leave_at_once_on_kept_alive_connections() -> None:
    async with _serving() as server, httpx.AsyncClient() as client:
        host, port = server.listener.getsockname()
        assert (await client.get(f"http://{host}:{port}/livez")).json() == {"live": True}
        (connection,) = server.server_state.connections
        accepted = connection.transport.get_extra_info("socket")
        assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
