"""Runs services in this process: opens their stores, connects them, serves their APIs, and stops in order."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any

from fastapi import APIRouter, FastAPI

from shared.access_log.routes import accesses
from shared.auth.verifier import TokenVerifier
from shared.contracts.topics import configurations
from shared.http.app import build_app
from shared.messaging.connection import KafkaConnection
from shared.messaging.embedded import EmbeddedTransport
from shared.messaging.topics import apply_topics
from shared.runtime.hosted import HostedService
from shared.runtime.hosted_web import HostedWebService
from shared.runtime.measuring import measure
from shared.runtime.operations import operations
from shared.runtime.schemas import schemas
from shared.runtime.service import Service, WebService
from shared.runtime.set_back import find_set_back
from shared.settings import Settings

_SETTLED_POLL_SECONDS = 0.1


class Host:
    """The services of one process: one on the distributed profile, all on the embedded one.

    `hosted` are those that have events: what is fed, settled, checked and asked for its progress.
    """

    def __init__(self, settings: Settings, services: Sequence[WebService]) -> None:
        self.settings = settings
        self.hosted: Mapping[str, HostedService] = {
            one.name: HostedService(one, settings) for one in services if isinstance(one, Service)
        }
        self.services: Mapping[str, HostedWebService] = {
            one.name: self.hosted.get(one.name) or HostedWebService(one) for one in services
        }
        self._transport: EmbeddedTransport | None = None

    async def start(self) -> None:
        """Open all stores, then connect the services and go on where they stopped."""
        for service in self.services.values():
            await service.connect()
        kafka = KafkaConnection.of(self.settings)
        if kafka is not None:
            await apply_topics(kafka, topic_configurations(self.settings))
        feeds = [] if kafka else [feed for one in self.hosted.values() for feed in one.feed_from(self.hosted)]
        for hosted in self.hosted.values():
            await find_set_back(hosted, feeds, kafka)
        for service in self.services.values():
            await service.open()
        if kafka is None:
            self._transport = EmbeddedTransport(feeds)
            await self._transport.start()
        for hosted in self.hosted.values():
            hosted.knows(self.hosted)
        for service in self.services.values():
            await service.start()
        for hosted in self.hosted.values():
            hosted.run_beside(measure(hosted))

    async def stop(self) -> None:
        """Stop in the order that loses nothing: consumers, then commands, then stores."""
        if self._transport is not None:
            await self._transport.stop()
        for service in self.services.values():
            await service.stop()
        for service in self.services.values():  # once nobody looks into another's store any more
            await service.close()

    async def settle(self, poll_seconds: float = _SETTLED_POLL_SECONDS) -> None:
        """Return when every event has had all its effects, in this process's services."""
        before: list[int] | None = None
        while True:
            for hosted in self.hosted.values():
                hosted.follower.hurry()
            progress = [await hosted.progress() for hosted in self.hosted.values()]
            lasts = [one["last"] for one in progress]
            if all(one["settled"] for one in progress) and lasts == before:
                return
            before = lasts
            await asyncio.sleep(poll_seconds)

    async def shown(self) -> None:
        """Return when the read models show everything that had happened in their services."""
        for hosted in self.hosted.values():
            await hosted.reach(await hosted.last())

    def app(self, name: str, verifier: TokenVerifier, *, owns_host: bool = False) -> FastAPI:
        """A service's web application; with `owns_host` it starts and stops the host with itself."""
        running, hosted = self.services[name], self.hosted.get(name)
        service = running.service
        app = build_app(
            service=str(service.name),
            title=service.title,
            description=service.description,
            version="0.1.0",
            verifier=verifier,
            routers=(*service.routers(), *(_of_events(hosted) if hosted is not None else ())),
            checks=running.checks(),
            notes=hosted.notes if hosted is not None else None,
            body_maximum=self.settings.request_bytes_maximum,
            read_models=hosted,
            lifespan=self._lifespan if owns_host else None,
        )
        app.state.queries = service.queries
        if hosted is not None:
            app.state.hosted = hosted
            app.state.application = hosted.service.application
            app.state.access_log = hosted.service.access_log
        return app

    @asynccontextmanager
    async def _lifespan(self, app: FastAPI) -> AsyncIterator[None]:
        await self.start()
        try:
            yield
        finally:
            app.state.readiness.withdraw()
            await self.stop()


def _of_events(hosted: HostedService) -> Sequence[APIRouter]:
    """What every service with events has besides its own routes."""
    logged = (accesses,) if hosted.service.access_log is not None else ()
    return (*operations(), schemas(), *logged)


def topic_configurations(settings: Settings) -> Sequence[Any]:
    """How the topics are made, by the settings."""
    replicas = settings.topic_replication_factor
    return list(
        configurations(
            partitions=settings.topic_partitions,
            replication_factor=replicas,
            min_insync_replicas=max(1, replicas - 1),
        ).values()
    )
