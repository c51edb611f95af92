"""Running services as an operator asks them: by their `/operations` routes, with an operator's token."""

from collections.abc import Mapping
from types import TracebackType
from typing import Any

import httpx

from shared.contracts.topics import Service as ServiceName
from shared.settings import Settings
from tthc.issuer.tokens import DemoTokens
from tthc.operations.errors import NotReachable, Refused, TokenNotGranted
from tthc.operations.serve import uses_demo_issuer

_TIMEOUT = httpx.Timeout(600.0, connect=3.0)  #: a rebuild answers when it is done
_CLIENT = "operator"


class Operator:
    """Asks services: `async with Operator(settings) as operator:`."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._client = httpx.AsyncClient(timeout=_TIMEOUT)
        self._token: str | None = None

    async def __aenter__(self) -> "Operator":
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._client.aclose()

    async def ask(
        self, service: ServiceName, method: str, path: str, *, within: float | None = None, **request: Any
    ) -> Any:
        """The JSON answer of a service's operations. Raises NotReachable, Refused or TokenNotGranted.

        `within`: seconds that it may take.
        """
        url = f"{self.settings.url_of(service)}/operations{path}"
        if within is not None:
            request["timeout"] = within
        try:
            answer = await self._client.request(method, url, headers=await self._headers(), **request)
        except httpx.HTTPError as error:
            setting = f"TTHC_{service.value.upper()}_PORT"
            reason = repr(error)
            raise NotReachable(service=service.value, url=url, reason=reason, setting=setting) from error
        if answer.is_error:
            raise Refused(service=service.value, detail=_detail(answer))
        return answer.json()

    async def answers(self, service: ServiceName) -> bool:
        """Whether something answers at the service's address."""
        try:
            await self._client.get(f"{self.settings.url_of(service)}/livez", timeout=2.0)
        except httpx.HTTPError:
            return False
        return True

    async def ready(self, url: str) -> bool:
        """Whether the service at the address says that it is ready."""
        try:
            answer = await self._client.get(f"{url}/readyz", timeout=3.0)
        except httpx.HTTPError:
            return False
        return answer.status_code == httpx.codes.OK

    async def _headers(self) -> Mapping[str, str]:
        if self._token is None:
            self._token = await self._ask_for_token()
        return {"Authorization": f"Bearer {self._token}"}

    async def _ask_for_token(self) -> str:
        """From the demo issuer's own keys, or from the issuer by the client's credentials (RFC 6749, 4.4)."""
        settings = self.settings
        if uses_demo_issuer(settings):
            return DemoTokens(settings).client(_CLIENT)
        issuer = settings.oidc_issuer.rstrip("/")
        form = {"grant_type": "client_credentials", "audience": settings.oidc_audience}
        client = (settings.oidc_client_id, settings.oidc_client_secret)
        try:
            known = await self._client.get(f"{issuer}/.well-known/openid-configuration", timeout=10.0)
            endpoint = known.raise_for_status().json()["token_endpoint"]
            answer = await self._client.post(endpoint, data=form, auth=client, timeout=10.0)
            token: str = answer.raise_for_status().json()["access_token"]
        except (httpx.HTTPError, ValueError, KeyError) as error:
            raise TokenNotGranted(issuer=issuer, reason=repr(error)) from error
        return token


def _detail(answer: httpx.Response) -> str:
    """A problem document's own sentence."""
    try:
        content = answer.json()
        return str(content["detail"])
    except (ValueError, KeyError, TypeError):
        return f"HTTP {answer.status_code}"
