"""A client of the four services: over HTTP, or in this process by the same code.

A request is repeated while its service can't be reached or asks for patience; commands carry an
idempotency key, so that repeating them does nothing twice.
A refusal of the service comes out as `ServiceRefused`.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

import httpx

from shared.client.caller import program
from shared.client.endpoint import Endpoint
from shared.client.errors import ServiceRefused, ServiceUnreachable, problem_of, refusal_of
from shared.client.retrying import patiently
from shared.client.tokens import IMPORTER, OPERATOR, Tokens
from shared.contracts.topics import SERVICE_TOPICS, Service
from shared.errors import Language

_REQUEST_SECONDS = 60.0
_SETTLED_POLL_SECONDS = 0.2
_FOLLOWED_POLL_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class StreamedAnswer:
    """The headers of an answer, and its content part by part."""

    headers: Mapping[str, str]
    parts: AsyncIterator[bytes]


class Services:
    """The four services, for `async with`."""

    def __init__(
        self,
        endpoints: Mapping[Service, Endpoint],
        tokens: Tokens,
        *,
        language: Language = Language.VI,
        patience: float = 120.0,
    ) -> None:
        self.endpoints = endpoints
        self.language = language
        self._tokens = tokens
        self.patience = patience  #: seconds for which a service that is gone is waited for
        self._clients = {
            service: httpx.AsyncClient(
                transport=endpoint.transported,
                base_url=endpoint.url,
                timeout=_REQUEST_SECONDS,
                headers={"Accept-Language": language.value, "User-Agent": program()},
            )
            for service, endpoint in endpoints.items()
        }

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for client in self._clients.values():
            await client.aclose()

    async def get(
        self, service: Service, path: str, *, as_: str = OPERATOR, params: Mapping[str, Any] | None = None
    ) -> Any:
        """The answer to a question."""
        return await self._ask(service, "GET", path, as_, params=params)

    async def file(
        self, service: Service, path: str, *, as_: str = OPERATOR, params: Mapping[str, Any] | None = None
    ) -> bytes:
        """The file that a service answers with."""
        return (await self._answered(service, "GET", path, as_, params=params)).content

    @asynccontextmanager
    async def streamed(
        self, service: Service, path: str, *, as_: str = OPERATOR, params: Mapping[str, Any] | None = None
    ) -> AsyncIterator[StreamedAnswer]:
        """A file that a service answers with, part by part; what breaks off in the middle is refused."""
        url = self.endpoints[service].url
        headers = {"Authorization": f"Bearer {await self._tokens.token(as_)}"}
        try:
            async with self._clients[service].stream("GET", path, headers=headers, params=params) as answer:
                if not answer.is_success:
                    await answer.aread()
                    raise refusal_of(service.value, problem_of(answer))
                yield StreamedAnswer(answer.headers, answer.aiter_bytes())
        except httpx.TransportError as error:
            reason = str(error) or type(error).__name__
            raise ServiceUnreachable(
                service=service.value, url=url, seconds=round(_REQUEST_SECONDS), reason=reason, where=url
            ) from error

    async def post(
        self,
        service: Service,
        path: str,
        *,
        key: str,
        as_: str = IMPORTER,
        json: Any = None,
        content: bytes | None = None,
        media_type: str | None = None,
        params: Mapping[str, Any] | None = None,
    ) -> Any:
        """The answer to a command, which is carried out once under its key."""
        headers = {"Idempotency-Key": key} | ({"Content-Type": media_type} if media_type else {})
        body = {"content": content} if content is not None else {"json": json}
        return await self._ask(service, "POST", path, as_, headers=headers, params=params, **body)

    async def put(
        self, service: Service, path: str, *, key: str, as_: str = IMPORTER, json: Any = None
    ) -> Any:
        """`post` with PUT."""
        return await self._ask(service, "PUT", path, as_, headers={"Idempotency-Key": key}, json=json)

    async def absent(self, seconds: float = 5.0) -> Service | None:
        """A service that doesn't answer at all at this moment, if there is one."""
        for service, client in self._clients.items():
            try:
                await client.get("/livez", timeout=seconds)
            except httpx.TransportError:
                return service
        return None

    async def settle(self) -> None:
        """Return when every event has had all its effects, in all services."""
        before: Sequence[int] | None = None
        while True:
            progress = [await self.get(service, "/operations/progress") for service in self.endpoints]
            lasts = [one["last"] for one in progress]
            if all(one["settled"] for one in progress) and lasts == before:
                return
            before = lasts
            await asyncio.sleep(_SETTLED_POLL_SECONDS)

    async def shown(self, *services: Service) -> None:
        """Return when the read models show everything that has happened in their services by now."""
        for service in services:
            last = (await self.get(service, "/operations/progress"))["last"]
            while True:
                progress = await self.get(service, "/operations/progress")
                if all(at >= last for at in progress["views"].values()):
                    break
                await asyncio.sleep(_FOLLOWED_POLL_SECONDS)

    async def caught_up(self, source: Service) -> None:
        """Return when every event that a service has published by now is known to all that follow it."""
        topic = SERVICE_TOPICS[source].value
        for service in (source, *self.endpoints):  # what it makes of its own events, first
            await self._followed(service, topic)

    async def _followed(self, service: Service, topic: str) -> None:
        while True:
            progress = await self.get(service, "/operations/progress")
            published = progress["published"] >= progress["last"] and not progress["owed"]
            if published and not progress["behind"].get(topic):
                return
            await asyncio.sleep(_FOLLOWED_POLL_SECONDS)

    def refused(
        self, service: Service, problem: Mapping[str, Any], where: str | None = None
    ) -> ServiceRefused:
        """The refusal that a service's problem details tell."""
        return refusal_of(service.value, problem, where=where)

    async def _ask(self, service: Service, method: str, path: str, as_: str, **request: Any) -> Any:
        answer = await self._answered(service, method, path, as_, **request)
        return answer.json() if answer.content else None

    async def _answered(
        self, service: Service, method: str, path: str, as_: str, **request: Any
    ) -> httpx.Response:
        try:
            return await patiently(self.patience)(self._once, service, method, path, as_, **request)
        except httpx.TransportError as error:
            url = self.endpoints[service].url
            reason = str(error) or type(error).__name__
            raise ServiceUnreachable(
                service=service.value, url=url, seconds=round(self.patience), reason=reason, where=url
            ) from error

    async def _once(
        self, service: Service, method: str, path: str, as_: str, **request: Any
    ) -> httpx.Response:
        headers = dict(request.pop("headers", {}))
        for last_try in (False, True):
            headers["Authorization"] = f"Bearer {await self._tokens.token(as_)}"
            answer = await self._clients[service].request(method, path, headers=headers, **request)
            if answer.status_code != httpx.codes.UNAUTHORIZED or last_try:
                break
            self._tokens.forget()
        if not answer.is_success:
            retry_after = answer.headers.get("Retry-After")
            raise refusal_of(service.value, problem_of(answer), retry_after=retry_after)
        return answer
