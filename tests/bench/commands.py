"""What a command costs the event loop: over HTTP, called as ASGI, and given to the application itself.

The work beside it (publication, read model) is the same both ways; the difference is the frame. The floor is
bare FastAPI with the same body and answer, and nothing behind it: no rule, no headers, no command.
"""

import json
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI
from rich.table import Table

from dev.issuer.tokens import DemoTokens
from services.cases.application import CommandBatch
from services.cases.domain.receiving import ReceiveStep
from services.cases.schemas import CaseAnswer
from shared.contracts.topics import Service
from shared.decider import Act, GivenCommand
from shared.eventstore.application import new_context
from shared.http.requests import request_model
from shared.kernel import Role
from shared.settings import Settings
from tests.bench.load import drive_all
from tests.bench.system import CLERK, System, running
from tests.hosting import principal

IN_FLIGHT = 32
STEP = "S1"
Receive = Callable[[str], Awaitable[object]]  #: receives the first step of a case


@dataclass(frozen=True, slots=True)
class Cost:
    """Processor time of the event loop's thread for one command, the least of all rounds."""

    way: str
    microseconds: float
    floor_microseconds: float

    @property
    def plain(self) -> dict[str, float | str]:
        """As a row of the table."""
        return {
            "profile": "commands",
            "way": self.way,
            "loop_microseconds": round(self.microseconds),
            "ratio": round(self.microseconds / self.floor_microseconds, 2),
        }


async def measure_commands(settings: Settings, commands: int, rounds: int) -> list[Cost]:
    """Receive the first step of so many cases each way, some rounds long."""
    async with running(settings, clocked=False) as system:
        app = system.host.app(Service.CASES, DemoTokens(settings).verifier())
        token = _token(settings)
        ways = {
            "bare FastAPI": _over_http(_bare(), token),
            "application.carry_out": _direct(system),
            "HTTP": _over_http(app, token),
        }
        costs: dict[str, list[float]] = {way: [] for way in ways}
        for _ in range(rounds + 1):  # the first is to warm up
            for way, receive in ways.items():
                costs[way].append(await _cost(system, receive, commands))
    floor, *_ = least = [min(found[1:]) for found in costs.values()]
    return [Cost(way, found, floor) for way, found in zip(ways, least, strict=True)]


def commands_table(costs: list[Cost]) -> Table:
    """For people."""
    table = Table(title=f"A command's processor time on the event loop, {IN_FLIGHT} in flight")
    for name in ("way", "µs a command", "ratio"):
        table.add_column(name, justify="right")
    for cost in costs:
        table.add_row(*(str(value) for value in list(cost.plain.values())[1:]))
    return table


async def _cost(system: System, receive: Receive, commands: int) -> float:
    numbers: list[str] = []

    async def open_case(number: int) -> None:
        numbers.append(await system.open_case(number))

    await drive_all(open_case, commands, IN_FLIGHT)
    await system.settled()
    began = time.thread_time()
    await drive_all(lambda number: _ignore(receive(numbers[number])), commands, IN_FLIGHT)
    await system.settled()
    return (time.thread_time() - began) / commands * 1e6


async def _ignore(answer: Awaitable[object]) -> None:
    await answer


def _direct(system: System) -> Receive:
    async def receive(case_number: str) -> object:
        context = new_context()
        at = context.recorded_at
        given = GivenCommand(ReceiveStep(step=STEP), Act(by=CLERK, at=at, recorded_at=at))
        batch = CommandBatch(case_number=case_number, commands=[given])
        return await system.application.carry_out(batch, context)

    return receive


def _over_http(app: FastAPI, token: str) -> Receive:
    body = json.dumps({"step": STEP}).encode()
    headers = [
        (b"host", b"cases"),
        (b"authorization", f"Bearer {token}".encode()),
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
        (b"accept", b"*/*"),
        (b"user-agent", b"bench"),
    ]

    async def receive_body() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def receive(case_number: str) -> object:
        answered: list[dict[str, Any]] = []

        async def send(message: Any) -> None:
            answered.append(message)

        await app(_scope(f"/cases/{case_number}/ReceiveStep", headers), receive_body, send)
        if answered[0]["status"] != 200:
            raise RuntimeError(answered[1]["body"].decode())
        return answered

    return receive


def _scope(path: str, headers: list[tuple[bytes, bytes]]) -> dict[str, Any]:
    return {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": b"",
        "headers": headers,
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 2),
        "state": {},
    }


def _bare() -> FastAPI:
    app = FastAPI()
    body_model: Any = request_model(ReceiveStep)

    @app.post("/cases/{case_number}/ReceiveStep")
    async def give(case_number: str, body: body_model) -> CaseAnswer:
        return CaseAnswer(case_number=case_number, version=2, events=["StepReceived"])

    return app


def _token(settings: Settings) -> str:
    return DemoTokens(settings).issue(principal(CLERK.id, Role.OFFICIAL, CLERK.agency, CLERK.division))
