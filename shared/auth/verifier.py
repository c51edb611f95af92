"""Checks bearer tokens: signed by the issuer, for us, in time, and an access token at all."""

import time
import warnings
from collections.abc import Callable
from hashlib import sha256
from typing import Any

from joserfc import jws, jwt
from joserfc.errors import ExpiredTokenError, InvalidClaimError, JoseError, SecurityWarning
from joserfc.jwk import Key

from shared.auth.claims import principal_from
from shared.auth.errors import TokenFault, Unauthenticated
from shared.auth.keys import IssuerKeys, Keys, KeysUnavailable
from shared.auth.principal import Principal
from shared.eventstore.records import recording_time
from shared.settings import Settings
from shared.telemetry.metrics import TOKENS_REFUSED

#: Fixed here: neither a token nor a key set adds to it. Ed25519 is EdDSA's name since RFC 9864.
ALGORITHMS = {"RS256": "RSA", "ES256": "EC", "EdDSA": "OKP", "Ed25519": "OKP"}
TOKEN_BYTES_MAXIMUM = 16 * 1024
#: Header parameters that would have us take a key, or a rule, from the token itself.
REFUSED_HEADERS = frozenset({"jku", "jwk", "x5u", "x5c", "crit", "b64", "zip"})
ACCESS_TOKEN_TYPES = frozenset({"at+jwt", "application/at+jwt"})  #: RFC 9068, section 2.1
#: Claims that only ID tokens have (OpenID Connect Core 1.0, sections 2 and 3.3.2.11).
ID_TOKEN_CLAIMS = frozenset({"nonce", "at_hash", "c_hash"})

_FAULT_OF_CLAIM = {
    "iss": TokenFault.ISSUER,
    "aud": TokenFault.AUDIENCE,
    "nbf": TokenFault.EARLY,
    "iat": TokenFault.EARLY,
}

warnings.filterwarnings("ignore", "EdDSA is deprecated", SecurityWarning)


class TokenVerifier:
    """Turns a bearer token into a principal, or refuses with `Unauthenticated`.

    A token that was accepted is remembered (its digest alone) for `remembered` seconds, or until it expires
    if that is sooner; so a key that the issuer withdraws stops working within that time.
    """

    def __init__(
        self,
        keys: Keys,
        *,
        issuer: str,
        audience: str,
        leeway: int = 60,
        remembered: float = 300,
        remembered_maximum: int = 10_000,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._keys = keys
        self._clock = clock
        self._remembered_for = remembered
        self._remembered_maximum = remembered_maximum
        self._remembered: dict[bytes, tuple[float, Principal]] = {}
        self._claims = jwt.JWTClaimsRegistry(
            now=lambda: int(clock()),
            leeway=leeway,
            iss={"essential": True, "value": issuer},
            aud={"essential": True, "value": audience},
            exp={"essential": True},
            sub={"essential": True},
        )

    @classmethod
    def from_settings(cls, settings: Settings, keys: Keys | None = None) -> "TokenVerifier":
        """The verifier that the settings describe; `keys` if they are at hand and needn't be fetched."""
        return cls(
            keys
            or IssuerKeys(
                settings.oidc_issuer,
                refetch=settings.oidc_refetch_seconds,
                fresh=settings.oidc_keys_fresh_seconds,
                expire=settings.oidc_keys_expire_seconds,
            ),
            issuer=settings.oidc_issuer,
            audience=settings.oidc_audience,
            leeway=settings.oidc_leeway_seconds,
            remembered=settings.oidc_keys_fresh_seconds,
        )

    async def verify(self, token: str) -> Principal:
        """The principal that the token stands for; raises `Unauthenticated`."""
        digest = sha256(token.encode()).digest()
        remembered = self._remembered.get(digest)
        if remembered is not None and self._clock() < remembered[0]:
            return remembered[1]
        try:
            principal, expires = await self._check(token)
        except Unauthenticated as refusal:
            self._remembered.pop(digest, None)
            TOKENS_REFUSED.labels(refusal.fault.value).inc()
            raise
        self._remember(digest, principal, min(expires, self._clock() + self._remembered_for))
        return principal

    def _remember(self, digest: bytes, principal: Principal, until: float) -> None:
        while len(self._remembered) >= self._remembered_maximum:
            del self._remembered[next(iter(self._remembered))]  # the oldest
        self._remembered[digest] = (until, principal)

    async def _check(self, token: str) -> tuple[Principal, float]:
        header = _header(token)
        key = await self._key(header)
        try:
            claims = jwt.decode(token, key, algorithms=list(ALGORITHMS)).claims
        except (JoseError, ValueError, RecursionError):
            raise Unauthenticated(fault=TokenFault.SIGNATURE) from None
        self._check_claims(claims)
        if not _is_access_token(header, claims):
            raise Unauthenticated(fault=TokenFault.NOT_AN_ACCESS_TOKEN)
        try:
            return principal_from(claims), float(claims["exp"])
        except (ValueError, OverflowError):
            raise Unauthenticated(fault=TokenFault.CLAIMS) from None

    async def _key(self, header: dict[str, Any]) -> Key:
        try:
            key = await self._keys.key(header["kid"])
        except KeysUnavailable:
            raise Unauthenticated(fault=TokenFault.KEYS_UNAVAILABLE) from None
        if key is None:
            raise Unauthenticated(fault=TokenFault.UNKNOWN_KEY)
        if key.key_type != ALGORITHMS[header["alg"]] or key.alg not in (None, header["alg"]):
            raise Unauthenticated(fault=TokenFault.ALGORITHM)
        return key

    def _check_claims(self, claims: dict[str, Any]) -> None:
        try:
            self._claims.validate(claims)
        except ExpiredTokenError:
            recording_time()  # a clock that was set can't tell
            raise Unauthenticated(fault=TokenFault.EXPIRED) from None
        except InvalidClaimError as error:
            recording_time()
            fault = _FAULT_OF_CLAIM.get(error.claim, TokenFault.CLAIMS)
            raise Unauthenticated(fault=fault) from None
        except JoseError:
            raise Unauthenticated(fault=TokenFault.CLAIMS) from None


def _header(token: str) -> dict[str, Any]:
    """The header, which nobody has vouched for yet: it may choose among our keys, and nothing else."""
    if len(token) > TOKEN_BYTES_MAXIMUM:
        raise Unauthenticated(fault=TokenFault.MALFORMED)
    try:
        header = dict(jws.extract_compact(token.encode()).headers())
    except (JoseError, ValueError, TypeError, RecursionError):
        raise Unauthenticated(fault=TokenFault.MALFORMED) from None
    if header.get("alg") not in set(ALGORITHMS):
        raise Unauthenticated(fault=TokenFault.ALGORITHM)
    if not REFUSED_HEADERS.isdisjoint(header):
        raise Unauthenticated(fault=TokenFault.HEADER)
    if not isinstance(header.get("kid"), str):
        raise Unauthenticated(fault=TokenFault.UNKNOWN_KEY)
    return header


def _is_access_token(header: dict[str, Any], claims: dict[str, Any]) -> bool:
    """By the header's type (RFC 9068), or, as Keycloak writes it, by the claim `typ`: `Bearer`."""
    if not ID_TOKEN_CLAIMS.isdisjoint(claims):
        return False
    kind = header.get("typ")
    if isinstance(kind, str) and kind.lower() in ACCESS_TOKEN_TYPES:
        return bool(claims.get("typ", "Bearer") == "Bearer")
    return kind in (None, "JWT") and bool(claims.get("typ") == "Bearer")
