"""Services that run in the test's own process on the embedded profile, and clients that sign in to them.

    async with hosted(tmp_path, "catalog", "cases") as world:
        answer = await world.post("catalog", "/agencies", json={…}, as_="operator")
        await world.settle()

A service that others follow and that is not named is stood in for: the test says what it tells.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import httpx
from fastapi import FastAPI

from dev.issuer.people import CLIENTS, PEOPLE
from dev.issuer.tokens import DemoTokens
from shared.auth import Grant, Principal, assert_ruled
from shared.contracts.declaring import type_of
from shared.contracts.publication import Origin, Publication
from shared.contracts.registry import dump, parse
from shared.contracts.source import service_of
from shared.contracts.streams import category_of
from shared.contracts.topics import SERVICE_TOPICS
from shared.contracts.topics import Service as ServiceName
from shared.documents.projection import View
from shared.documents.projector import Projector
from shared.documents.sqlite import SqliteDocuments
from shared.eventstore.application import Application
from shared.eventstore.records import RecordedEvent
from shared.kernel import Role
from shared.runtime.host import Host
from shared.runtime.resources import Resources
from shared.runtime.service import Service, WebService
from shared.settings import Settings, load_settings
from tests.aggregates import Aggregate

#: The longest that anything in these tests may take to settle, in seconds.
PATIENCE = 60.0
#: Between two looks at services of one process, which are at rest within a few milliseconds.
_LOOK_SECONDS = 0.01
ADDRESS = "https://tthc.example.gov.vn"
#: When the store took what `projected` and translations are given.
RECORDED_AT = datetime(2026, 11, 24, 1, tzinfo=UTC)


def principal(id: str, role: Role, agency: str | None = None, division: str | None = None) -> Principal:
    """Somebody with one role; for `as_`."""
    return Principal(id, (Grant(role, agency, division),))


def person(key: str, agency: str = "SNV", division: str | None = "VP") -> Principal:
    """One of the demo's people in that agency; for `as_`."""
    return next(one for one in PEOPLE if one.key == key).in_agency(agency, division)


class World:
    """The hosted services, and what a test does with them from outside."""

    def __init__(self, settings: Settings, host: Host) -> None:
        self.settings = settings
        self.host = host
        self._tokens = DemoTokens(settings)
        self._clients: dict[str, httpx.AsyncClient] = {}
        self._apps: dict[str, FastAPI] = {}

    async def request(
        self,
        method: str,
        service: str,
        path: str,
        *,
        as_: str | Principal | None = None,
        headers: Mapping[str, str] | None = None,
        **content: Any,
    ) -> httpx.Response:
        """Ask a service. `as_`: a demo client, a demo person of SNV/VP, a principal; None: not signed in."""
        signed = self.signed(as_) if as_ else {}
        client = self._client(service)
        return await client.request(method, path, headers={**signed, **(headers or {})}, **content)

    def signed(self, as_: str | Principal) -> dict[str, str]:
        """The header of somebody who has signed in."""
        return {"Authorization": f"Bearer {self._tokens.issue(_principal(as_))}"}

    def app(self, service: str) -> FastAPI:
        """A service's application, as requests reach it; built when it is first asked: that takes long."""
        if service not in self._apps:
            app = self.host.app(service, self._tokens.verifier())
            assert_ruled(app)
            self._apps[service] = app
        return self._apps[service]

    async def get(self, service: str, path: str, **request: Any) -> httpx.Response:
        """`request` with GET."""
        return await self.request("GET", service, path, **request)

    async def post(self, service: str, path: str, **request: Any) -> httpx.Response:
        """`request` with POST."""
        return await self.request("POST", service, path, **request)

    async def put(self, service: str, path: str, **request: Any) -> httpx.Response:
        """`request` with PUT."""
        return await self.request("PUT", service, path, **request)

    async def delete(self, service: str, path: str, **request: Any) -> httpx.Response:
        """`request` with DELETE."""
        return await self.request("DELETE", service, path, **request)

    async def settle(self) -> None:
        """Return when everything that was done has had all its effects. TimeoutError if that never comes."""
        async with asyncio.timeout(PATIENCE):
            await self.host.settle(_LOOK_SECONDS)

    async def tell(self, event: Any, key: str, at: datetime) -> None:
        """Let the stand-in of the event's service publish it, under `key` as its subject and correlation."""
        event_type = type_of(type(event))
        told = Told(event_type=event_type, data=dump(event).decode(), at=at)
        application = self.application(service_of(event_type))
        kind = _told_in(category_of(event_type) or TOLD.category)  # whoever follows derives its id from that
        await application.execute(lambda work: work.append(kind, key, [told], correlation=key))

    def application(self, service: str) -> Application:
        """A service's application, to look into its store."""
        return self.host.hosted[service].service.application

    def document(self, service: str) -> dict[str, Any]:
        """A service's OpenAPI document."""
        found: dict[str, Any] = self.app(service).openapi()
        return found

    async def dead_letters(self, service: str) -> list[dict[str, Any]]:
        """What a service could not process; settle first."""
        answer = await self.get(service, "/operations/dead-letters", as_="operator")
        letters: list[dict[str, Any]] = answer.json()["letters"]
        return letters

    async def close(self) -> None:
        """Close the clients."""
        for client in self._clients.values():
            await client.aclose()

    def _client(self, service: str) -> httpx.AsyncClient:
        if service not in self._clients:
            transport = httpx.ASGITransport(app=self.app(service))
            self._clients[service] = httpx.AsyncClient(transport=transport, base_url=f"http://{service}")
        return self._clients[service]


@asynccontextmanager
async def hosted(
    folder: Path, *names: str, beside: Sequence[WebService] = (), **settings: Any
) -> AsyncIterator[World]:
    """Run the named services on files in `folder`; the same folder again goes on where it was left.

    `beside`: services that have no events.
    """
    loaded = load_settings(**{"data_dir": folder, "address": ADDRESS, **settings})
    resources = Resources(loaded)
    services = [import_module(f"services.{name}.service").build(resources) for name in names]
    host = Host(loaded, [*services, *_stand_ins(services, resources), *beside])
    world = World(loaded, host)
    await host.start()
    try:
        yield world
    finally:
        await world.close()
        await host.stop()


@asynccontextmanager
async def projected(
    folder: Path, view: View, streams: Mapping[str, Sequence[Any]], *beside: View
) -> AsyncIterator[SqliteDocuments]:
    """The documents that a view and those beside it make of these streams' events, without their service."""
    log = [(stream, at, event) for stream, events in streams.items() for at, event in enumerate(events, 1)]
    recorded = [
        RecordedEvent(
            stream=stream,
            version=version,
            event=event,
            recorded_at=RECORDED_AT,
            command_id="",
            correlation_id="",
            causation_id="",
            notification_id=number,
        )
        for number, (stream, version, event) in enumerate(log, 1)
    ]
    documents = SqliteDocuments(folder / "documents.sqlite")
    await documents.open()
    try:
        projector = Projector(documents, view, *beside)
        await projector.start()
        await projector.run_batch("test", recorded)
        yield documents
    finally:
        await documents.close()


# --- services that are stood in for --------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a stand-in tells."""

    event_type: str
    data: str
    at: datetime


def _count(state: list[Told], event: Told) -> list[Told]:
    state.append(event)
    return state


def _told_in(category: str) -> Aggregate[list[Told]]:
    """What a stand-in tells in streams of that name."""
    return Aggregate(category, list, _count, (Told,))


TOLD = _told_in("told")


def _published(told: Told, _origin: Origin) -> Publication:
    event = parse(told.event_type, told.data.encode())
    return Publication(event, told.at)


def _stand_ins(services: list[Service], resources: Resources) -> list[Service]:
    present = {service.name for service in services}
    followed = {subscription.topic for service in services for subscription in service.subscriptions}
    absent = [name for name in ServiceName if SERVICE_TOPICS[name] in followed and name not in present]
    return [
        Service(
            name=name,
            title=f"stand-in for {name.value}",
            application=resources.application(Application, name, (TOLD,)),
            documents=resources.documents(name),
            translations={Told: _published},
        )
        for name in absent
    ]


def _principal(as_: str | Principal) -> Principal:
    if isinstance(as_, Principal):
        return as_
    return CLIENTS[as_] if as_ in CLIENTS else person(as_)
