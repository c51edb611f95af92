"""Finds the services that a command works on: ones that run already, or ones in this process for its time."""

from asyncio import timeout
from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress

from shared.client.connection import at_urls, hosted_here
from shared.client.services import Services
from shared.client.tokens import Tokens
from shared.contracts.topics import Service
from shared.errors import Language
from shared.runtime.host import Host
from shared.runtime.ownership import Ownership
from shared.settings import Settings
from tthc.operations.composition import build_services
from tthc.operations.record import running_deployment, settings_of_running
from tthc.operations.signing_in import tokens_of, verifier_of

_SHOWN_SECONDS = 30.0


@asynccontextmanager
async def connected(
    settings: Settings,
    language: Language,
    urls: Mapping[Service, str] | None = None,
    tokens: Tokens | None = None,
) -> AsyncIterator[Services]:
    """The services at `urls`; else those that run on the settings' data directory or servers.

    On the embedded profile, where none run, they are started in this process and stopped after the block.
    `tokens`: as whom they are asked; by default as the command line's own clients.
    """
    running = running_deployment(settings.data_dir) is not None
    if urls or running or settings.distributed:
        async with at_urls(settings_of_running(settings), language, urls, tokens) as services:
            yield services
        return
    async with embedded(settings) as host:
        await _showing(host)
        async with in_process(host, language, tokens) as services:
            yield services


async def _showing(host: Host) -> None:
    """Return when the read models show what had happened before: they may have been behind at the stop."""
    with suppress(TimeoutError):  # a read model that can't go on answers as far as it came
        async with timeout(_SHOWN_SECONDS):
            await host.shown()


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


def in_process(
    host: Host, language: Language, tokens: Tokens | None = None
) -> AbstractAsyncContextManager[Services]:
    """The services of a started host, without sockets, as whom this command signs in."""
    return hosted_here(host, verifier_of(host.settings), tokens or tokens_of(host.settings), language)
