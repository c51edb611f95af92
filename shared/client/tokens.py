"""Access tokens for a client of the services: asked of the issuer that the settings name."""

import time
from dataclasses import dataclass, field
from typing import Protocol

import httpx

from shared.client.errors import IssuerRefused
from shared.settings import Settings

IMPORTER = "importer"
OPERATOR = "operator"
AUDITOR = "auditor"

_EARLY_SECONDS = 60.0  #: a token is not used in the last minute of its life


class Tokens(Protocol):
    """Where a client has its access tokens from."""

    async def token(self, client: str) -> str:
        """A token of the client `importer`, `operator` or `auditor`."""

    def forget(self) -> None:
        """Tokens that were given are no longer accepted."""


@dataclass(frozen=True, slots=True)
class GivenToken:
    """A person's own token, whatever client is asked for."""

    text: str

    async def token(self, client: str) -> str:  # noqa: ARG002 - it is somebody's already
        """That one."""
        return self.text

    def forget(self) -> None:
        """There is no other."""


def uses_demo_issuer(settings: Settings) -> bool:
    """Whether people are signed in by the demo's own issuer."""
    own = f"http://{settings.public_host}:{settings.issuer_port}"
    return not settings.production and settings.oidc_issuer.rstrip("/") == own


@dataclass
class IssuedTokens:
    """Tokens by the client credentials grant (RFC 6749, 4.4) of the issuer that the settings name.

    The demo issuer has a client for each role; any other issuer is asked as `oidc_client_id` alone, which
    must hold the importer's, the operator's and the auditor's role.
    """

    settings: Settings
    transport: httpx.AsyncBaseTransport | None = None
    _known: dict[str, tuple[str, float]] = field(default_factory=dict)

    async def token(self, client: str) -> str:
        """A token that is good for another minute at least."""
        name = client if uses_demo_issuer(self.settings) else self.settings.oidc_client_id
        token, until = self._known.get(name, ("", 0.0))
        if time.monotonic() >= until:
            token, seconds = await self._ask(name)
            self._known[name] = token, time.monotonic() + max(seconds - _EARLY_SECONDS, 1.0)
        return token

    def forget(self) -> None:
        """Ask for new ones from here on."""
        self._known.clear()

    async def _ask(self, client: str) -> tuple[str, float]:
        issuer = self.settings.oidc_issuer.rstrip("/")
        async with httpx.AsyncClient(transport=self.transport, timeout=10.0) as http:
            discovery = await http.get(f"{issuer}/.well-known/openid-configuration")
            if not discovery.is_success:
                raise self._refused(client, discovery)
            answer = await http.post(
                discovery.json()["token_endpoint"],
                data={"grant_type": "client_credentials", "audience": self.settings.oidc_audience},
                auth=httpx.BasicAuth(client, self.settings.oidc_client_secret),
            )
        if not answer.is_success:
            raise self._refused(client, answer)
        given = answer.json()
        return given["access_token"], float(given.get("expires_in", 300))

    def _refused(self, client: str, answer: httpx.Response) -> IssuerRefused:
        return IssuerRefused(
            issuer=self.settings.oidc_issuer,
            client=client,
            reason=f"{answer.status_code} {answer.text[:200]}",
        )
