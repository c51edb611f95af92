"""The issuer's public keys: found by discovery, kept, fetched again with measure."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any, Protocol
from urllib.parse import urlsplit

import httpx
from joserfc.errors import JoseError
from joserfc.jwk import Key, KeySet

from shared.telemetry import get_logger
from shared.telemetry.metrics import KEY_FETCHES

FETCH_TIMEOUT = 5.0  #: seconds for one answer of the issuer
FETCH_BYTES_MAXIMUM = 256 * 1024
RETRY_SECONDS = 5.0  #: between tries while there are no keys at all
RSA_BITS_MINIMUM = 2048
SIGNING_TYPES = frozenset({"RSA", "EC", "OKP"})
_PRIVATE_PARTS = frozenset({"d", "p", "q", "dp", "dq", "qi", "oth"})
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})

Fetch = Callable[[str], Awaitable[Any]]

logger = get_logger(__name__)


class KeysUnavailable(Exception):
    """There are no keys: the issuer was never reached, or not for longer than keys are kept."""


class Keys(Protocol):
    """Where a verifier has its keys from."""

    async def key(self, kid: str) -> Key | None:
        """The public key with this identifier; None if the issuer has none. May raise `KeysUnavailable`."""
        ...


class FixedKeys:
    """Keys that are known from the start: of an issuer in the same process."""

    def __init__(self, document: dict[str, Any]) -> None:
        self._keys = signing_keys(document)

    async def key(self, kid: str) -> Key | None:
        return self._keys.get(kid)


class IssuerKeys:
    """The keys of an issuer, by its discovery document (OpenID Connect Discovery 1.0).

    Known keys are served at once; when they are older than `fresh` seconds they are fetched again aside, and
    served meanwhile for up to `expire` seconds. An unknown identifier causes one fetch in `refetch` seconds,
    however many unknown ones come: who sends made-up identifiers can't make us hammer the issuer.
    """

    def __init__(
        self,
        issuer: str,
        *,
        fetch: Fetch | None = None,
        refetch: float = 60,
        fresh: float = 300,
        expire: float = 86_400,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._issuer = issuer
        self._fetch = fetch or fetch_json
        self._refetch, self._fresh, self._expire = refetch, fresh, expire
        self._clock = clock
        self._keys: dict[str, Key] = {}
        self._fetched_at = 0.0
        self._tried_at: float | None = None
        self._refreshing: asyncio.Task[None] | None = None

    async def key(self, kid: str) -> Key | None:
        age = self._clock() - self._fetched_at
        if self._keys and age >= self._expire:
            self._keys = {}
        found = self._keys.get(kid)
        if found is None:
            await self._refresh_if_due()
            if not self._keys:
                raise KeysUnavailable(self._issuer)
            return self._keys.get(kid)
        if age >= self._fresh and self._due():
            self._start_refresh()
        return found

    def _due(self) -> bool:
        if self._tried_at is None:
            return True
        pause = self._refetch if self._keys else min(RETRY_SECONDS, self._refetch)
        return self._clock() - self._tried_at >= pause

    async def _refresh_if_due(self) -> None:
        if self._refreshing is None and self._due():
            self._start_refresh()
        if self._refreshing is not None:
            await asyncio.shield(self._refreshing)

    def _start_refresh(self) -> None:
        if self._refreshing is None:
            self._tried_at = self._clock()
            self._refreshing = asyncio.get_running_loop().create_task(self._refresh())

    async def _refresh(self) -> None:
        try:
            self._keys = await self._fetch_keys()
            self._fetched_at = self._clock()
            KEY_FETCHES.labels("ok").inc()
        except (httpx.HTTPError, OSError, ValueError, JoseError) as error:
            KEY_FETCHES.labels("failed").inc()
            logger.warning("the issuer's keys can't be fetched", issuer=self._issuer, error=repr(error))
        finally:
            self._refreshing = None

    async def _fetch_keys(self) -> dict[str, Key]:
        discovery = await self._fetch(self._issuer.rstrip("/") + "/.well-known/openid-configuration")
        if not isinstance(discovery, dict) or discovery.get("issuer") != self._issuer:
            raise ValueError("the discovery document is of another issuer")
        address = discovery.get("jwks_uri")
        if not isinstance(address, str) or not _is_safe(address):
            raise ValueError("jwks_uri must be an https address")
        keys = signing_keys(await self._fetch(address))
        if not keys:
            raise ValueError("the issuer has no key that we can use")
        return keys


def signing_keys(document: object) -> dict[str, Key]:
    """The public signing keys of a JWKS document, by identifier. What else is in it is left out.

    Shared secrets (`oct`), encryption keys, short RSA keys and keys without an identifier give nothing.
    """
    if not isinstance(document, dict) or not isinstance(document.get("keys"), list):
        raise ValueError("a key set has a list of keys")
    found = ((entry["kid"], _public(entry)) for entry in document["keys"] if _is_for_signing(entry))
    return {kid: key for kid, key in found if key is not None}


def _is_for_signing(entry: object) -> bool:
    return (
        isinstance(entry, dict)
        and entry.get("kty") in SIGNING_TYPES
        and entry.get("use", "sig") == "sig"
        and isinstance(entry.get("kid"), str)
    )


def _public(entry: dict[str, Any]) -> Key | None:
    """The entry's public part as a key; None if it is none, or too short to be trusted."""
    public = {name: value for name, value in entry.items() if name not in _PRIVATE_PARTS}
    try:
        key = KeySet.import_key_set({"keys": [public]}).keys[0]
    except (JoseError, ValueError, TypeError, KeyError, IndexError):
        return None
    return key if entry["kty"] != "RSA" or _rsa_bits(key) >= RSA_BITS_MINIMUM else None


async def fetch_json(address: str) -> Any:
    """The JSON document at the address: no redirects, no more than 256 KiB, within seconds."""
    async with (
        httpx.AsyncClient(timeout=FETCH_TIMEOUT, follow_redirects=False) as client,
        asyncio.timeout(FETCH_TIMEOUT),
        client.stream("GET", address, headers={"Accept": "application/json"}) as answer,
    ):
        if answer.status_code != httpx.codes.OK:
            raise ValueError(f"{address} answered {answer.status_code}")
        body = b""
        async for chunk in answer.aiter_bytes():
            body += chunk
            if len(body) > FETCH_BYTES_MAXIMUM:
                raise ValueError(f"{address} answered more than {FETCH_BYTES_MAXIMUM} bytes")
        return httpx.Response(200, content=body).json()


def _is_safe(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)


def _rsa_bits(key: Key) -> int:
    size: int = getattr(key.get_op_key("verify"), "key_size", 0)
    return size
