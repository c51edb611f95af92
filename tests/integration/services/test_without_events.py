"""A service that is an application at a port and nothing else: no store, no topic, no read models."""

import asyncio
from pathlib import Path
from typing import Annotated

import httpx
from fastapi import APIRouter, Depends

from shared.auth.rules import public
from shared.contracts.topics import Service
from shared.http.injected import the_queries
from shared.runtime.host import Host
from shared.runtime.service import WebService
from shared.settings import Settings
from shared.telemetry.metrics import exposition
from tests.hosting import hosted
from tests.integration.operations.running import own_settings
from tthc.operations.composition import build_publishers
from tthc.operations.serving import serve_all
from tthc.operations.verify import verify

GREETING = APIRouter(tags=["greeting"], dependencies=[public("it greets everybody")])


@GREETING.get("/greeting")
async def greet(words: Annotated[str, Depends(the_queries)]) -> str:
    """Say what the service was given to say."""
    return words


async def ready(client: httpx.AsyncClient, url: str, serving: asyncio.Task[None]) -> None:
    """Return when the service says so; what ends the serving is raised."""
    async with asyncio.timeout(30):
        while not serving.done():
            try:
                if (await client.get(f"{url}/readyz")).is_success:
                    return
            except httpx.TransportError:
                await asyncio.sleep(0.02)
    await serving


def kept_by(service: str, folder: Path) -> list[Path]:
    """A service's files."""
    return sorted(folder.glob(f"{service}*"))


def portal(**more: object) -> WebService:
    """A service with a route, and nothing to keep."""
    return WebService(
        name="portal", title="tthc portal", routers=lambda: (GREETING,), queries="xin chào", **more
    )  # type: ignore[arg-type]


class PortalSettings(Settings):
    """The settings of a deployment that has a portal."""

    portal_port: int = 8105


async def test_it_answers_beside_a_service_with_events(tmp_path: Path) -> None:
    async with hosted(tmp_path, "notify", beside=[portal()]) as world:
        assert (await world.get("portal", "/greeting")).json() == "xin chào"
        assert (await world.get("portal", "/livez")).status_code == 200
        assert (await world.get("portal", "/readyz")).json() == (await world.get("notify", "/readyz")).json()
        assert 'service="portal"' in exposition().decode()
        assert "/greeting" in world.document("portal")["paths"]
        assert "/greeting" not in world.document("notify")["paths"]


async def test_operators_find_nothing_to_look_after_in_it(tmp_path: Path) -> None:
    async with hosted(tmp_path, "notify", beside=[portal()]) as world:
        await world.settle()
        assert "portal" in world.host.services
        assert "portal" not in world.host.hosted
        assert (await world.get("portal", "/operations/progress", as_="operator")).status_code == 404
        found = await verify([one.service for one in world.host.hosted.values()], world.settings)
        assert found.disagreements == []
    assert kept_by("portal", tmp_path) == []


async def test_it_prepares_first_and_is_not_ready_once_its_work_has_ended(tmp_path: Path) -> None:
    happened: list[str] = []

    async def prepare() -> None:
        happened.append("prepared")

    async def work() -> None:
        happened.append("worked")

    async with hosted(tmp_path, beside=[portal(prepare=prepare, background=(work,))]) as world:
        async with asyncio.timeout(30):
            while world.host.services["portal"].broken is None:  # noqa: ASYNC110 - it tells nobody
                await asyncio.sleep(0)
        assert happened == ["prepared", "worked"]
        assert (await world.get("portal", "/readyz")).status_code == 503


async def test_it_is_served_at_its_port_with_the_others(tmp_path: Path) -> None:
    own = own_settings(tmp_path)
    settings = PortalSettings(**{**own.model_dump(exclude_unset=True), "portal_port": own.sla_port})
    host = Host(settings, [*build_publishers(settings, [Service.NOTIFY]), portal()])
    stop = asyncio.Event()
    serving = asyncio.create_task(serve_all(settings, stop, host))
    async with httpx.AsyncClient() as client:
        for name in ("notify", "portal"):
            await ready(client, settings.url_of(name), serving)
        assert (await client.get(f"{settings.url_of('portal')}/greeting")).json() == "xin chào"
    stop.set()
    await serving
