"""The demo's tokens: made in this process, with the demo issuer's own keys; no request is needed."""

import time
import uuid
from collections.abc import Callable

from joserfc import jwt

from dev.issuer.keys import IssuerKeyRing
from dev.issuer.people import CLIENTS, DEMO_AGENCY, DEMO_DIVISION, person_of
from shared.auth import FixedKeys, Principal, TokenVerifier
from shared.auth.claims import ROLES_CLAIM, claims_of
from shared.settings import Settings

TOKEN_SECONDS = 8 * 3600  #: a working day


class DemoIssuerInProduction(Exception):
    """The demo issuer signs in whoever asks; production must not have it."""

    def __init__(self) -> None:
        super().__init__("the demo issuer doesn't run with TTHC_ENVIRONMENT=production; set TTHC_OIDC_ISSUER")


class DemoTokens:
    """Makes the demo's tokens, and checks them without asking for keys over the network."""

    def __init__(self, settings: Settings, clock: Callable[[], float] = time.time) -> None:
        if settings.production:
            raise DemoIssuerInProduction
        self._settings = settings
        self._clock = clock
        self.keys = IssuerKeyRing(settings.data_dir)

    def issue(self, principal: Principal, seconds: int = TOKEN_SECONDS) -> str:
        """An access token (RFC 9068) for the principal, good for `seconds`."""
        now = int(self._clock())
        key = self.keys.signing_key
        claims = {
            "iss": self._settings.oidc_issuer,
            "aud": self._settings.oidc_audience,
            "sub": principal.id,
            "client_id": principal.id if principal.id in CLIENTS else "demo",
            "iat": now,
            "nbf": now,
            "exp": now + seconds,
            "jti": uuid.uuid4().hex,
            ROLES_CLAIM: claims_of(principal.grants),
        }
        if principal.name is not None:
            claims["name"] = principal.name
        return jwt.encode(
            {"alg": "ES256", "kid": key.kid, "typ": "at+jwt"}, claims, key, algorithms=["ES256"]
        )

    def client(self, name: str) -> str:
        """The token of one of the demo's clients, `CLIENTS`. KeyError for any other."""
        return self.issue(CLIENTS[name])

    def person(self, key: str, agency: str = DEMO_AGENCY, division: str | None = DEMO_DIVISION) -> str:
        """The token of one of the demo's people in that agency. KeyError if there is no such person."""
        principal = person_of(key, agency, division)
        if principal is None:
            raise KeyError(key)
        return self.issue(principal)

    def verifier(self) -> TokenVerifier:
        """A verifier for services in the same process."""
        return TokenVerifier.from_settings(self._settings, FixedKeys(self.keys.public_document()))


class OwnTokens:
    """The demo's tokens for a client of the services (`shared.client.tokens.Tokens`), made in its process."""

    def __init__(self, demo: DemoTokens) -> None:
        self._demo = demo
        self._known: dict[str, str] = {}

    async def token(self, client: str) -> str:
        """A token of the demo's client of that name."""
        if client not in self._known:
            self._known[client] = self._demo.client(client)
        return self._known[client]

    def forget(self) -> None:
        """Make new ones from here on."""
        self._known.clear()
