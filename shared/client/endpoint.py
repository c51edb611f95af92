"""Where a service is reached."""

from collections.abc import Callable
from dataclasses import dataclass

import httpx
from fastapi import FastAPI


class _InProcess(httpx.AsyncBaseTransport):
    """To an application in this process, which is made for the first request: it may take a second."""

    def __init__(self, make: Callable[[], FastAPI]) -> None:
        self._make = make
        self._made: httpx.ASGITransport | None = None

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if self._made is None:
            self._made = httpx.ASGITransport(app=self._make())
        return await self._made.handle_async_request(request)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a service is: its address, and how requests get there if not through a socket."""

    url: str
    transported: httpx.AsyncBaseTransport | None = None

    @classmethod
    def here(cls, url: str, make: Callable[[], FastAPI]) -> "Endpoint":
        """An application in this process; `make` is asked for it once, when it is needed."""
        return cls(url, _InProcess(make))
