"""A body that is too large, or that nobody wants, gets its answer over a real socket: never a reset."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from pydantic import BaseModel

from shared.auth import allow, public
from shared.http import build_app, edge
from shared.http.routing import Router
from shared.kernel import Role
from tests.unit.auth.signing import TestIssuer
from tthc.operations.web import WebServer

MB = 1024 * 1024
Told = tuple[int, str]


class Order(BaseModel):
    text: str


router = Router()


@router.post("/orders", dependencies=[public()])
async def add(order: Order) -> int:
    return len(order.text)


@router.post("/secrets", dependencies=[allow(Role.OPERATOR)])
async def keep(order: Order) -> int:
    return len(order.text)


@pytest.fixture
async def port() -> AsyncIterator[int]:
    app = build_app(service="s", title="S", version="1", routers=[router], verifier=TestIssuer().verifier)
    server = WebServer(app, "s", "127.0.0.1", 0)
    serving = asyncio.create_task(server.serve(sockets=[server.listener]))
    yield server.listener.getsockname()[1]
    server.should_exit = True
    await serving


async def sent(port: int, path: str, size: int, *more: str, chunked: bool = False) -> Told:
    """The whole body is sent before anything is read, as most clients do; status and code of the answer."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    length = "Transfer-Encoding: chunked" if chunked else f"Content-Length: {size}"
    lines = [f"POST {path} HTTP/1.1", "Host: test", "Content-Type: application/json", length, *more]
    writer.write("\r\n".join([*lines, "", ""]).encode())
    piece = b"x" * MB
    for _ in range(size // MB):
        writer.write(b"%x\r\n%s\r\n" % (MB, piece) if chunked else piece)
        await writer.drain()
    if chunked:
        writer.write(b"0\r\n\r\n")
    else:
        writer.write(b"x" * (size % MB))
    await writer.drain()
    head = await reader.readuntil(b"\r\n\r\n")
    status = int(head.split()[1])
    stated = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length"))
    body: dict[str, Any] = json.loads(await reader.readexactly(int(stated.split(b":")[1])))
    writer.close()
    return status, body["code"]


CLOSING = ("Connection: close",)


@pytest.mark.parametrize("more", [(), CLOSING])
@pytest.mark.parametrize("chunked", [False, True])
@pytest.mark.parametrize("size", [3 * MB, 30 * MB])
async def test_a_body_that_is_too_large_is_told_so(
    port: int, size: int, chunked: bool, more: tuple[str, ...]
) -> None:
    for _ in range(3):
        assert await sent(port, "/orders", size, *more, chunked=chunked) == (413, "body-too-large")


@pytest.mark.parametrize("more", [(), CLOSING])
async def test_a_body_that_nobody_wants_keeps_no_answer_from_arriving(
    port: int, more: tuple[str, ...]
) -> None:
    for _ in range(3):
        assert await sent(port, "/secrets", MB - 1, *more) == (401, "unauthenticated")


async def test_the_answer_comes_before_the_body_has_ended(port: int) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"POST /orders HTTP/1.1\r\nHost: t\r\nContent-Length: 1000000000\r\n\r\nx")
    assert b" 413 " in await asyncio.wait_for(reader.readuntil(b"\r\n"), 5)
    writer.close()


async def test_who_waits_for_leave_to_send_is_answered_at_once(port: int) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    head = b"POST /orders HTTP/1.1\r\nHost: t\r\nContent-Length: 3000000\r\nExpect: 100-continue\r\n\r\n"
    writer.write(head)
    assert b" 413 " in await asyncio.wait_for(reader.readuntil(b"\r\n"), 5)
    assert await asyncio.wait_for(reader.read(), 5)  # and the connection ends
    writer.close()


async def test_a_body_without_an_end_is_read_for_a_while_only(
    port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(edge, "UNWANTED_SECONDS", 0.2)
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"POST /orders HTTP/1.1\r\nHost: t\r\nContent-Length: 3000000\r\n\r\nx")
    answer = await asyncio.wait_for(reader.read(), 5)
    assert b"body-too-large" in answer
    writer.close()
