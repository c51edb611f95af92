"""Finds running services: at their addresses, or on a host in this process."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from functools import partial

from shared.auth.verifier import TokenVerifier
from shared.client.endpoint import Endpoint
from shared.client.errors import ServicesNotRunning
from shared.client.services import Services
from shared.client.tokens import IssuedTokens, Tokens
from shared.contracts.topics import Service
from shared.errors import Language
from shared.runtime.host import Host
from shared.settings import Settings


@asynccontextmanager
async def hosted_here(
    host: Host, verifier: TokenVerifier, tokens: Tokens, language: Language
) -> AsyncIterator[Services]:
    """Services of a started host, without sockets; `verifier` must accept what `tokens` gives."""
    settings = host.settings
    names = [hosted.service.name for hosted in host.hosted.values()]
    endpoints = {
        name: Endpoint.here(settings.url_of(name), partial(host.app, name, verifier)) for name in names
    }
    async with Services(endpoints, tokens, language=language) as services:
        yield services


@asynccontextmanager
async def at_urls(
    settings: Settings,
    language: Language,
    urls: Mapping[Service, str] | None = None,
    tokens: Tokens | None = None,
) -> AsyncIterator[Services]:
    """Services that run: at `urls`, the others where the settings say. Raises `ServicesNotRunning`.

    `tokens`: as whom they are asked; by default as the clients of the settings' issuer.
    """
    given = urls or {}
    endpoints = {name: Endpoint(given.get(name, settings.url_of(name)).rstrip("/")) for name in Service}
    async with Services(endpoints, tokens or IssuedTokens(settings), language=language) as services:
        absent = await services.absent()
        if absent is not None:
            url = endpoints[absent].url
            raise ServicesNotRunning(url=url, where=url)
        yield services
