"""Running services as an operator asks them: by their `/operations` routes, with an operator's token."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from types import TracebackType
from typing import Any

import httpx
from fastapi import FastAPI

from shared.client.tokens import OPERATOR
from shared.runtime.host import Host
from shared.runtime.ownership import Ownership
from shared.settings import Settings
from tthc.language import reader_language
from tthc.operations.composition import ALL_SERVICES, build_services
from tthc.operations.errors import NotReachable, Refused
from tthc.operations.record import running_deployment, settings_of_running
from tthc.operations.signing_in import tokens_of, verifier_of

_TIMEOUT = httpx.Timeout(600.0, connect=3.0)  #: a rebuild answers when it is done
_SETTLE_SECONDS = 60.0
_READY_SECONDS = 5.0  #: a check has two, and is made at the latest then


class Operator:
    """Asks services: `async with Operator(settings) as operator:`; `apps`: those in this process."""

    def __init__(self, settings: Settings, apps: Mapping[str, FastAPI] | None = None) -> None:
        self.settings = settings
        self._apps = apps or {}
        self._clients: dict[str, httpx.AsyncClient] = {}
        self._tokens = tokens_of(settings)

    async def __aenter__(self) -> "Operator":
        for name in ALL_SERVICES:
            app = self._apps.get(name)
            transport = httpx.ASGITransport(app=app) if app is not None else None
            url = self.settings.url_of(name)
            self._clients[name] = httpx.AsyncClient(
                transport=transport,
                base_url=url,
                timeout=_TIMEOUT,
                headers={"Accept-Language": reader_language().value},
            )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for client in self._clients.values():
            await client.aclose()

    async def ask(
        self, service: str, method: str, path: str, *, within: float | None = None, **request: Any
    ) -> Any:
        """The JSON answer of a service's operations. Raises NotReachable or Refused.

        `within`: seconds that it may take.
        """
        if within is not None:
            request["timeout"] = within
        return (await self.answer(service, method, f"/operations{path}", **request)).json()

    async def answer(self, service: str, method: str, path: str, **request: Any) -> httpx.Response:
        """What a service answers to an operator. Raises NotReachable or Refused."""
        url = f"{self.settings.url_of(service)}{path}"
        token = await self._tokens.token(OPERATOR)
        headers = {**request.pop("headers", {}), "Authorization": f"Bearer {token}"}
        try:
            answer = await self._clients[service].request(method, url, headers=headers, **request)
        except httpx.HTTPError as error:
            setting = f"TTHC_{service.upper()}_PORT"
            raise NotReachable(service=service, url=url, reason=repr(error), setting=setting) from error
        if answer.is_error:
            raise _refused(service, answer)
        return answer

    async def ready(self, service: str) -> Mapping[str, str] | None:
        """What keeps the service from being ready, by the name of the check; None: it doesn't answer."""
        try:
            answer = await self._clients[service].get("/readyz", timeout=_READY_SECONDS)
            failed: Mapping[str, str] = answer.json()["failed"]
        except (httpx.HTTPError, ValueError, KeyError, TypeError):
            return None
        return failed

    async def answers(self, service: str) -> bool:
        """Whether something answers at the service's address."""
        try:
            await self._clients[service].get("/livez", timeout=2.0)
        except httpx.HTTPError:
            return False
        return True


@asynccontextmanager
async def reached(settings: Settings) -> AsyncIterator[Operator]:
    """The services that run; on the embedded profile, where none do, ones in this process for the block.

    Those have had all effects of what was ordered when the block is left.
    """
    if running_deployment(settings.data_dir) is not None or settings.distributed:
        async with Operator(settings_of_running(settings)) as operator:
            yield operator
        return
    with Ownership(settings.data_dir):
        host = Host(settings, build_services(settings))
        try:
            await host.start()
            verifier = verifier_of(settings)
            async with Operator(
                settings, {name: host.app(name, verifier) for name in host.services}
            ) as operator:
                yield operator
            async with asyncio.timeout(_SETTLE_SECONDS):
                await host.settle()
        finally:
            await host.stop()


def _refused(service: str, answer: httpx.Response) -> Refused:
    """A problem document's own sentence and code; the status where something else than a service answered."""
    try:
        problem = answer.json()
        return Refused(service=service, detail=problem["detail"], stated=problem["code"])
    except (ValueError, KeyError, TypeError):
        detail = f"{service}: HTTP {answer.status_code}"
        return Refused(service=service, detail=detail, stated=f"http-{answer.status_code}")
