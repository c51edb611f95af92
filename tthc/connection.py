"""Finds the services that a command works on: ones that run already, or ones in this process for its time."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from shared.auth.verifier import TokenVerifier
from shared.contracts.topics import Service
from shared.errors import Language, Refusal
from shared.runtime.host import Host
from shared.runtime.ownership import Ownership
from shared.settings import Settings
from tthc.client import Place, Services, Tokens
from tthc.issuer.tokens import DemoTokens
from tthc.operations.composition import build_services
from tthc.operations.record import running_deployment, settings_of_running
from tthc.tokens import IssuedTokens, OwnTokens, uses_demo_issuer


class ServicesNotRunning(Refusal):
    code = "services-not-running"
    status = 503
    vi = "Dịch vụ tại {url} không trả lời; hãy khởi động bằng “tthc up”, hoặc chỉ địa chỉ bằng --url."
    en = "The service at {url} doesn't answer; start the services with `tthc up`, or name them with --url."


@asynccontextmanager
async def connected(
    settings: Settings, language: Language, urls: Mapping[Service, str] | None = None
) -> AsyncIterator[Services]:
    """The services at `urls`; else those that run on the settings' data directory or servers.

    On the embedded profile, where none run, they are started in this process and stopped after the block.
    """
    running = running_deployment(settings.data_dir) is not None
    if urls or running or distributed(settings):
        async with at_urls(settings_of_running(settings), language, urls) as services:
            yield services
        return
    async with embedded(settings) as host, in_process(host, language) as services:
        yield services


@asynccontextmanager
async def embedded(settings: Settings) -> AsyncIterator[Host]:
    """All services, started in this process for the time of the block. Raises `DirectoryOwned`."""
    with Ownership(settings.data_dir):
        host = Host(settings, build_services(settings))
        await host.start()
        try:
            yield host
        finally:
            await host.stop()


@asynccontextmanager
async def in_process(host: Host, language: Language) -> AsyncIterator[Services]:
    """The services of a started host, without sockets."""
    settings, tokens = host.settings, _tokens(host.settings)
    own = DemoTokens(settings).verifier() if uses_demo_issuer(settings) else None
    verifier = own or TokenVerifier.from_settings(settings)
    places = {name: Place.here(settings.url_of(name), host.app(name, verifier)) for name in host.hosted}
    async with Services(places, tokens, language=language) as services:
        yield services


@asynccontextmanager
async def at_urls(
    settings: Settings, language: Language, urls: Mapping[Service, str] | None = None
) -> AsyncIterator[Services]:
    """Services that run: at `urls`, the others where the settings say. Raises `ServicesNotRunning`."""
    given = urls or {}
    places = {name: Place(given.get(name, settings.url_of(name)).rstrip("/")) for name in Service}
    async with Services(places, IssuedTokens(settings), language=language) as services:
        absent = await services.absent()
        if absent is not None:
            raise ServicesNotRunning(url=places[absent].url, where=places[absent].url)
        yield services


def distributed(settings: Settings) -> bool:
    """Whether the settings name any server: then services are processes of their own."""
    return bool(settings.kafka_bootstrap_servers or settings.postgres_url or settings.mongo_url)


def _tokens(settings: Settings) -> Tokens:
    return OwnTokens(DemoTokens(settings)) if uses_demo_issuer(settings) else IssuedTokens(settings)
