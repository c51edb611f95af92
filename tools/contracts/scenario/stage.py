"""Where the story is told: all services on the embedded profile, with a clock that the story sets."""

import asyncio
import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from importlib import import_module
from pathlib import Path
from typing import Any
from unittest.mock import patch

from shared import clock
from shared.auth import Principal
from shared.contracts.topics import Service as ServiceName
from shared.eventstore import records
from shared.runtime.host import Host
from shared.runtime.resources import Resources
from shared.runtime.service import Service
from shared.settings import load_settings
from shared.vietnam_time import VIETNAM
from tests.hosting import ADDRESS, PATIENCE, World

_POLL_SECONDS = 0.01


class StoryTime:
    """What `utc_now` asks instead of the machine's clock."""

    def __init__(self, beginning: str) -> None:
        self._now = _in_vietnam(beginning)

    def set(self, moment: str) -> None:
        """It is now so late. ValueError: time doesn't go back."""
        later = _in_vietnam(moment)
        if later < self._now:
            raise ValueError(f"{moment} is before {self._now}")
        self._now = later

    def now(self, zone: tzinfo) -> datetime:
        """As `datetime.now`."""
        return self._now.astimezone(zone)


def _in_vietnam(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=VIETNAM)


@dataclass(frozen=True, slots=True)
class MalformedOnTopic:
    """A record that some other program put on a topic: no CloudEvents headers, and no JSON."""

    topic: str
    timestamp: int
    partition: int = 3
    offset: int = 1041
    key: bytes | None = b"SNV-261201-0001"
    value: bytes | None = b"<ho-so/>"
    headers: tuple[tuple[str, bytes], ...] = ()


class Stage:
    """The hosted services, and what the people of the story do there."""

    def __init__(self, world: World, time: StoryTime, sweepers: list[Any]) -> None:
        self.world = world
        self._time = time
        self._sweepers = sweepers
        self._requests = itertools.count(1)

    async def at(self, moment: str) -> None:
        """It is now so late in Vietnam, and what time brings about has happened."""
        self._time.set(moment)
        for sweeper in self._sweepers:
            while await sweeper.sweep():
                await self.settle()

    async def settle(self) -> None:
        """Return when everything has had all its effects. TimeoutError if that never comes."""
        async with asyncio.timeout(PATIENCE):
            await self.world.host.settle(_POLL_SECONDS)

    async def do(self, who: Principal, path: str, service: str = "catalog", **body: Any) -> Any:
        """Give a command over HTTP; its answer. ValueError where it is refused."""
        return await self._ask("POST", who, service, path, json=body)

    async def put(self, who: Principal, path: str, **body: Any) -> Any:
        """`do` with PUT."""
        return await self._ask("PUT", who, "catalog", path, json=body)

    async def remove(self, who: Principal, path: str) -> Any:
        """`do` with DELETE."""
        return await self._ask("DELETE", who, "catalog", path)

    async def look(self, who: Principal, path: str, service: str) -> Any:
        """What somebody sees."""
        return await self._ask("GET", who, service, path)

    async def _ask(self, method: str, who: Principal, service: str, path: str, **content: Any) -> Any:
        named = {"X-Correlation-ID": f"scenario-{next(self._requests):03}"}
        answer = await self.world.request(method, service, path, as_=who, headers=named, **content)
        if not answer.is_success:
            raise ValueError(f"{method} {path}: {answer.text}")
        await self.settle()  # so that what follows from it stands in the stores in the same order each time
        return answer.json()

    async def put_malformed_on_topics(self) -> None:
        """Each service finds a record on a topic that it follows which is no event."""
        at = int(records.utc_now().timestamp() * 1000)
        for hosted in self.world.host.hosted.values():
            consumer = hosted.consumers[0]
            await consumer.take([MalformedOnTopic(consumer.subscription.topic.value, at)])
            await self.settle()


@asynccontextmanager
async def staged(folder: Path, beginning: str) -> AsyncIterator[Stage]:
    """All services on files in `folder`. Nothing sweeps by itself there: the story does, at its own times."""
    settings = load_settings(data_dir=folder, address=ADDRESS)
    resources, time = Resources(settings), StoryTime(beginning)
    with patch.object(clock, "datetime", time):
        services = [_built(name, resources) for name in ServiceName]
        host = Host(settings, [replace(service, background=()) for service in services])
        world = World(settings, host)
        await host.start()
        try:
            yield Stage(world, time, [one for service in services for one in _sweepers(service)])
        finally:
            await world.close()
            await host.stop()


def _built(name: ServiceName, resources: Resources) -> Service:
    service: Service = import_module(f"services.{name.value}.service").build(resources)
    return service


def _sweepers(service: Service) -> list[Any]:
    """What the service would let run beside its requests to look for what time brings about."""
    runners = (getattr(background, "__self__", None) for background in service.background)
    return [runner for runner in runners if hasattr(runner, "sweep")]
