"""Where a service is reached."""

from dataclasses import dataclass

import httpx
from fastapi import FastAPI


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a service is: its address, and how requests get there if not through a socket."""

    url: str
    transported: httpx.AsyncBaseTransport | None = None

    @classmethod
    def here(cls, url: str, app: FastAPI) -> "Endpoint":
        """An application in this process."""
        return cls(url, httpx.ASGITransport(app=app))
