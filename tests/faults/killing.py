"""Kills services from outside while an import goes on: at instants that the import's own progress names."""

import asyncio
import os
import random
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import httpx

from shared.client.endpoint import Endpoint
from shared.client.services import Services
from shared.client.tokens import IssuedTokens
from shared.contracts.topics import Service
from shared.errors import Language
from shared.settings import Settings
from tests.faults.invariants import Violated
from tthc.operations.deployment import Deployment

_READY_WITHIN = 60.0


class When(StrEnum):
    """At which end of a request."""

    SENT = "is sent"
    ANSWERED = "was answered"


@dataclass(frozen=True, slots=True)
class Kill:
    """SIGKILL to a service when the n-th command of the import is sent, or was answered."""

    service: Service
    command: int
    when: When

    def __str__(self) -> str:
        return f"SIGKILL {self.service.value} as command {self.command} {self.when.value}"


def drawn(chance: random.Random, within: Mapping[Service, list[range]]) -> list[Kill]:
    """One kill of a service somewhere in each of its ranges of commands."""
    kills = [
        Kill(service, chance.choice(commands), chance.choice(list(When)))
        for service, ranges in within.items()
        for commands in ranges
    ]
    return sorted(kills, key=lambda kill: kill.command)


class CountedServices(Services):
    """The deployment's services for an importer whose commands are counted."""

    def __init__(self, settings: Settings, killer: "Killer") -> None:
        endpoints = {name: Endpoint(settings.url_of(name)) for name in Service}
        super().__init__(endpoints, IssuedTokens(settings), language=Language.EN)
        self.commands = 0
        self._killer = killer

    async def post(self, service: Service, path: str, **request: Any) -> Any:
        """The command, after which the killer is told where the import is."""
        self.commands += 1
        command = self.commands
        self._killer.at(command, When.SENT)
        answer = await super().post(service, path, **request)
        self._killer.at(command, When.ANSWERED)
        return answer


@dataclass(slots=True)
class Killer:
    """Carries out a plan of kills; `fired` proves each of them."""

    deployment: Deployment
    plan: list[Kill]
    fired: dict[Kill, int] = field(default_factory=dict)  #: the processes that were killed
    _tasks: list[asyncio.Task[None]] = field(default_factory=list)
    _locks: dict[Service, asyncio.Lock] = field(
        default_factory=lambda: {name: asyncio.Lock() for name in Service}
    )

    def at(self, command: int, when: When) -> None:
        """The import has come so far."""
        for kill in self.plan:
            if (kill.command, kill.when) == (command, when):
                self._tasks.append(asyncio.create_task(self._kill(kill)))

    async def check(self) -> None:
        """Every kill hit a process at work, which is gone, and another one runs in its place."""
        await asyncio.gather(*self._tasks)
        missing = [str(kill) for kill in self.plan if kill not in self.fired]
        assert not missing, f"the import ended before {missing}"
        for kill, pid in self.fired.items():
            assert is_gone(pid), f"{kill}: process {pid} is still there"
            process = self.deployment.processes[kill.service.value]
            assert process.running, f"{kill}: not started again"
            assert process.pid != pid, f"{kill}: it is still the same process"

    async def _kill(self, kill: Kill) -> None:
        async with self._locks[kill.service]:
            process = self.deployment.processes[kill.service.value]
            await self._ready(kill.service)  # it may be coming back from another death
            assert process.running, f"{kill}: it had ended by itself just then"
            self.fired[kill] = process.pid
            await self.deployment.kill(kill.service.value)

    async def _ready(self, service: Service) -> None:
        """The service is at work."""
        give_up = time.monotonic() + _READY_WITHIN
        async with httpx.AsyncClient(base_url=self.deployment.urls[service.value]) as client:
            while time.monotonic() < give_up:
                try:
                    if (await client.get("/readyz")).is_success:
                        return
                except httpx.HTTPError:
                    pass
                await asyncio.sleep(0.05)
        raise Violated(f"I7: {service.value} did not come back within {_READY_WITHIN:g} s")


def is_gone(pid: int) -> bool:
    """Whether there is no such process any more."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False
