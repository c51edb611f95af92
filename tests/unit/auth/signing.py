"""An issuer for the tests: keys to rotate, tokens to spoil, fetches to count."""

import time
from typing import Any

from joserfc import jwt
from joserfc.jwk import ECKey, Key, OctKey, OKPKey, RSAKey

from shared.auth import IssuerKeys, TokenVerifier

ISSUER = "https://issuer.example"
AUDIENCE = "tthc"


def new_key(algorithm: str = "ES256") -> Key:
    key: Key = {
        "ES256": lambda: ECKey.generate_key("P-256"),
        "RS256": lambda: RSAKey.generate_key(2048),
        "EdDSA": lambda: OKPKey.generate_key("Ed25519"),
        "HS256": lambda: OctKey.generate_key(256),
    }[algorithm]()
    key.ensure_kid()
    return key


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = time.time()

    def __call__(self) -> float:
        return self.now


class TestIssuer:
    """Answers discovery and keys as an issuer would, or not at all."""

    __test__ = False

    def __init__(self, *keys: Key) -> None:
        self.clock = Clock()
        self.keys = list(keys or (new_key(),))
        self.fetches = 0
        self.down = False
        self.issuer_keys = IssuerKeys(ISSUER, fetch=self.fetch, clock=self.clock)
        self.verifier = TokenVerifier(self.issuer_keys, issuer=ISSUER, audience=AUDIENCE, clock=self.clock)

    async def fetch(self, address: str) -> Any:
        if self.down:
            self.fetches += 1
            raise OSError("connection refused")
        if address.endswith("/.well-known/openid-configuration"):
            self.fetches += 1
            return {"issuer": ISSUER, "jwks_uri": f"{ISSUER}/keys"}
        return {"keys": [{**key.as_dict(private=False), "kid": key.kid} for key in self.keys]}

    def claims(self, **changed: Any) -> dict[str, Any]:
        now = int(self.clock.now)
        grants = [{"role": "official", "agency": "SNV", "division": "VP"}]
        claims = {
            "iss": ISSUER,
            "aud": AUDIENCE,
            "sub": "an",
            "iat": now,
            "exp": now + 600,
            "tthc_roles": grants,
        }
        return {name: value for name, value in (claims | changed).items() if value is not None}

    def token(self, header: dict[str, Any] | None = None, *, key: Key | None = None, **changed: Any) -> str:
        """A good access token, but for what is changed; a header or claim of None is left out."""
        key = key or self.keys[0]
        whole = {"alg": "ES256", "kid": key.kid, "typ": "at+jwt"} | (header or {})
        whole = {name: value for name, value in whole.items() if value is not None}
        algorithms = ["ES256", "RS256", "EdDSA", "HS256", "ES384", "none"]
        return jwt.encode(whole, self.claims(**changed), key, algorithms=algorithms, default_type=None)
