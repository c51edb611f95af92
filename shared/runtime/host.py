"""Runs services in this process: opens their stores, connects them, serves their APIs, and stops in order."""

import asyncio
import gc
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI

from shared.auth.verifier import TokenVerifier
from shared.contracts.topics import Service as ServiceName
from shared.contracts.topics import configurations
from shared.http.app import build_app
from shared.http.probes import Check
from shared.messaging.embedded import EmbeddedTransport
from shared.messaging.topics import apply_topics
from shared.runtime.hosted import HostedService
from shared.runtime.measuring import measure
from shared.runtime.operations import operations
from shared.runtime.schemas import schemas
from shared.runtime.service import Service
from shared.settings import Settings

_SETTLED_POLL_SECONDS = 0.1
_ALLOCATIONS_BEFORE_COLLECTION = 20_000


class Host:
    """The services of one process: one on the distributed profile, all on the embedded one."""

    def __init__(self, settings: Settings, services: Sequence[Service]) -> None:
        self.settings = settings
        self.hosted: Mapping[ServiceName, HostedService] = {
            service.name: HostedService(service, settings) for service in services
        }
        self._transport: EmbeddedTransport | None = None

    async def start(self) -> None:
        """Open all stores, then connect the services and go on where they stopped."""
        for hosted in self.hosted.values():
            await hosted.open()
        if self.settings.kafka_bootstrap_servers:
            await apply_topics(self.settings.kafka_bootstrap_servers, topic_configurations(self.settings))
        else:
            feeds = [feed for hosted in self.hosted.values() for feed in hosted.feed_from(self.hosted)]
            self._transport = EmbeddedTransport(feeds)
            await self._transport.start()
        for hosted in self.hosted.values():
            await hosted.start()
            hosted.run_beside(measure(hosted))
        _spare_collections()

    async def stop(self) -> None:
        """Stop in the order that loses nothing: consumers, then commands, then stores."""
        if self._transport is not None:
            await self._transport.stop()
        for hosted in self.hosted.values():
            await hosted.stop()
        for hosted in self.hosted.values():  # once nobody looks into another's store any more
            await hosted.close()

    async def settle(self, poll_seconds: float = _SETTLED_POLL_SECONDS) -> None:
        """Return when every event has had all its effects, in this process's services."""
        before: list[int] | None = None
        while True:
            progress = [await hosted.progress() for hosted in self.hosted.values()]
            lasts = [one["last"] for one in progress]
            if all(one["settled"] for one in progress) and lasts == before:
                return
            before = lasts
            await asyncio.sleep(poll_seconds)

    def app(self, name: ServiceName, verifier: TokenVerifier, *, owns_host: bool = False) -> FastAPI:
        """A service's web application; with `owns_host` it starts and stops the host with itself."""
        hosted = self.hosted[name]
        service = hosted.service
        app = build_app(
            service=name.value,
            title=service.title,
            description=service.description,
            version="0.1.0",
            verifier=verifier,
            routers=(*service.routers, operations(hosted), schemas()),
            checks=_checks(hosted),
            body_maximum=self.settings.request_bytes_maximum,
            read_models=hosted,
            lifespan=self._lifespan if owns_host else None,
        )
        app.state.application, app.state.queries = service.application, service.queries
        return app

    @asynccontextmanager
    async def _lifespan(self, app: FastAPI) -> AsyncIterator[None]:
        await self.start()
        try:
            yield
        finally:
            app.state.readiness.withdraw()
            await self.stop()


def _spare_collections() -> None:
    """Look for garbage cycles more rarely: caches of events and states live long and make each look slow."""
    gc.set_threshold(_ALLOCATIONS_BEFORE_COLLECTION, 20, 20)


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


def _checks(hosted: HostedService) -> dict[str, Check]:
    async def store() -> object:
        application = hosted.service.application
        return await application.read(application.store.last_notification_id)

    async def read_models() -> object:
        return await hosted.service.documents.get("_read_models", "-")

    async def relay() -> object:
        if hosted.relay is not None and hosted.relay.failure is not None:
            raise RuntimeError(hosted.relay.failure)
        return None

    async def background() -> object:
        if hosted.broken is not None:
            raise RuntimeError(hosted.broken)
        return None

    return {"store": store, "read-models": read_models, "relay": relay, "background": background}
