"""What the measurements ask of either version of the code: some services in one process, on files."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, Protocol

from tests.bench.load import STEPS

Message = MutableMapping[str, Any]
ASGIApp = Callable[
    [Message, Callable[[], Awaitable[Message]], Callable[[Message], Awaitable[None]]], Awaitable[None]
]


class Deployment(Protocol):
    """The embedded profile with a procedure of six steps in force and its official at work."""

    async def start(self) -> None:
        """Open, connect, and make the procedure known."""

    async def stop(self) -> None:
        """Stop in order."""

    async def settle(self) -> None:
        """Return when everything is clocked, notified and in the read models."""

    async def give(self, case_number: str | None, command: str, **fields: Any) -> str:
        """Give one command on a case, without HTTP; the case's number, once it is durable."""

    def app(self) -> ASGIApp:
        """The cases service over HTTP."""

    def token(self) -> str:
        """An access token of the official."""


async def work_case(deployment: Deployment, number: int) -> None:
    """One case from beginning to end, each command when the one before is durable."""
    give = deployment.give
    case = await open_case(deployment, number)
    for place in range(1, STEPS + 1):
        await give(case, "ReceiveStep", step=f"S{place}")
        await give(case, "CompleteStep", step=f"S{place}")
        if place < STEPS:
            await give(case, "HandOff", step=f"S{place}")
    await give(case, "CompleteCase")


async def open_case(deployment: Deployment, number: int) -> str:
    """Open a case; its number."""
    fields = {"agency": "SNV", "procedure": "P01", "subject": f"Hồ sơ {number}"}
    return await deployment.give(None, "OpenCase", **fields)


async def post(app: ASGIApp, path: str, token: str, body: bytes) -> tuple[int, bytes]:
    """Send one request to an application in this process; status and answer."""
    headers = {"host": "cases", "content-type": "application/json", "content-length": str(len(body))}
    headers["authorization"] = f"Bearer {token}"
    scope: Message = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        "client": ("127.0.0.1", 50_000),
        "server": ("cases", 80),
        "state": {},
    }
    answered: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Message) -> None:
        answered.append(message)

    await app(scope, receive, send)
    return int(answered[0]["status"]), b"".join(one.get("body", b"") for one in answered[1:])
