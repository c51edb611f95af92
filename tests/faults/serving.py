"""The whole system on files in a process of its own, and clients that give it as much to do as they can."""

import asyncio
import os
import signal
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import httpx

from shared.client.tokens import OPERATOR, IssuedTokens
from shared.settings import Settings
from tests.faults.invariants import Violated
from tests.faults.kill_points.points import environment_of_points
from tests.faults.ledger import Ledger, Outcome
from tests.integration.services.catalogue_life import DEPARTMENT, PROVINCE
from tthc.operations.environment import environment_of

READY_WITHIN = 60.0
_AGENCY = "SNV"


@dataclass(slots=True)
class Serving:
    """The process and the address of its catalog."""

    process: asyncio.subprocess.Process
    url: str
    signals: list[float] = field(default_factory=list)  #: when they were sent, by the monotonic clock

    def send(self, what: signal.Signals) -> None:
        """Send it a signal."""
        self.signals.append(time.monotonic())
        self.process.send_signal(what)

    async def ended(self, within: float) -> int:
        """Its exit code. Violated if it hasn't ended by then."""
        try:
            async with asyncio.timeout(within):
                return await self.process.wait()
        except TimeoutError:
            raise Violated(f"it has not ended {within:g} s after the signal") from None


@asynccontextmanager
async def serving(settings: Settings, planted: str = "") -> AsyncIterator[Serving]:
    """Start it, and wait until it is ready; what is left of it is killed at the end."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    variables = {**os.environ, **environment_of(settings), **environment_of_points([], planted)}
    with (settings.data_dir / "log").open("ab") as log:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tthc.operations.serve", "all", env=variables, stdout=log, stderr=log
        )
    found = Serving(process, settings.url_of("catalog"))
    try:
        await _ready(found)
        yield found
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def _ready(found: Serving) -> None:
    give_up = time.monotonic() + READY_WITHIN
    async with httpx.AsyncClient(base_url=found.url) as client:
        while True:
            assert found.process.returncode is None, "it has ended: see its log"
            assert time.monotonic() < give_up, "it isn't ready: see its log"
            try:
                if (await client.get("/readyz")).is_success:
                    return
            except httpx.TransportError:
                pass
            await asyncio.sleep(0.05)


class Load:
    """Clients that add divisions to an agency, each under a key of its own, and look at it in between."""

    def __init__(self, settings: Settings, ledger: Ledger) -> None:
        self._settings, self._ledger = settings, ledger
        self._count = 0
        self._headers: dict[str, str] = {}
        self.unready: float | None = None  #: when readiness fell, by the monotonic clock
        self.refused: float | None = None  #: when somebody was first refused

    async def found(self) -> None:
        """The agency."""
        token = await IssuedTokens(self._settings).token(OPERATOR)
        self._headers = {"Authorization": f"Bearer {token}"}
        async with self._client() as client:
            for order in (PROVINCE, {**DEPARTMENT, "code": _AGENCY, "name_vi": "Sở Nội vụ"}):
                answer = await client.post("/agencies", json=order)
                assert answer.is_success, answer.text

    async def press(self, clients: int, until: asyncio.Event) -> None:
        """Give commands and ask questions until told to stop, or until nobody answers any more."""
        self.unready = self.refused = None
        async with self._client() as client:
            commands = [self._one(client, until) for _ in range(clients)]
            tasks = [*map(asyncio.ensure_future, (self._watch(until), self._ask(client, until), *commands))]
            try:
                await asyncio.gather(*tasks)
            finally:
                for task in tasks:
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)

    async def again(self) -> None:
        """Give every command again under its key: each is answered now, whatever was answered first."""
        async with self._client() as client:
            for key in self._ledger.entries():
                status = await self._add(client, key)
                if status != httpx.codes.CREATED:
                    raise Violated(f"{key} is answered {status} after all was over")

    async def _one(self, client: httpx.AsyncClient, until: asyncio.Event) -> None:
        while not until.is_set():
            self._count += 1
            status = await self._add(client, f"D{self._count}")
            if status is None:
                return
            self._check(status)

    async def _ask(self, client: httpx.AsyncClient, until: asyncio.Event) -> None:
        while not until.is_set():
            try:
                self._check((await client.get(f"/agencies/{_AGENCY}/events")).status_code)
            except httpx.TransportError:
                return
            await asyncio.sleep(0)

    def _check(self, status: int) -> None:
        """Only 503s: whoever is turned away is told to come again."""
        if status == httpx.codes.SERVICE_UNAVAILABLE:
            self._note_refusal()
        elif status >= httpx.codes.INTERNAL_SERVER_ERROR:
            raise Violated(f"answered {status} while it goes away")

    async def _add(self, client: httpx.AsyncClient, key: str) -> int | None:
        """The status of the answer; None where there is none."""
        self._ledger.asked(key, "AddDivision")
        try:
            answer = await client.post(
                f"/agencies/{_AGENCY}/divisions",
                json={"division": key, "name": f"Phòng {key}"},
                headers={"Idempotency-Key": key},
            )
        except httpx.TransportError:
            self._note_refusal()
            self._ledger.answered(key, Outcome.UNKNOWN)
            return None
        self._ledger.answered(key, Outcome.OK if answer.is_success else Outcome.UNKNOWN)
        return answer.status_code

    async def _watch(self, until: asyncio.Event) -> None:
        """Ask for readiness all the time, as a load balancer does, only more often."""
        async with self._client() as client:
            while not until.is_set() and self.unready is None:
                try:
                    if not (await client.get("/readyz")).is_success:
                        self.unready = time.monotonic()
                except httpx.TransportError:
                    return
                await asyncio.sleep(0.01)

    def _note_refusal(self) -> None:
        if self.refused is None:
            self.refused = time.monotonic()

    def _client(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(
            base_url=self._settings.url_of("catalog"), headers=self._headers, timeout=20.0
        )
