"""Fault 27: only the issuer's own token, for us, in time, is accepted; others are refused, and told why."""

import base64
import json
import time
from dataclasses import dataclass
from typing import Any

import pytest
from joserfc.jwk import OctKey, RSAKey

from shared.auth import Grant, TokenFault, TokenVerifier, Unauthenticated
from shared.kernel import Role
from tests.unit.auth.signing import AUDIENCE, ISSUER, TestIssuer, new_key


@dataclass(frozen=True)
class Ago:
    """So many seconds before the test runs, which may be long after it was collected."""

    seconds: int

    @property
    def now(self) -> int:
        return int(time.time()) - self.seconds


async def fault_of(verifier: TokenVerifier, token: str) -> TokenFault:
    with pytest.raises(Unauthenticated) as refused:
        await verifier.verify(token)
    return refused.value.fault


@pytest.mark.filterwarnings("ignore:EdDSA is deprecated")
@pytest.mark.parametrize("algorithm", ["ES256", "RS256", "EdDSA"])
async def test_a_good_token_tells_who_it_is_and_what_they_may_be(algorithm: str) -> None:
    issuer = TestIssuer(new_key(algorithm))
    principal = await issuer.verifier.verify(issuer.token({"alg": algorithm}))
    assert principal.id == "an"
    assert principal.grants == (Grant(Role.OFFICIAL, "SNV", "VP"),)


async def test_a_token_without_a_signature_is_refused(issuer: TestIssuer) -> None:
    def part(value: dict[str, Any]) -> str:
        return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()

    for algorithm in ("none", "None", "NONE", "nOnE"):
        header = {"alg": algorithm, "kid": issuer.keys[0].kid, "typ": "at+jwt"}
        token = f"{part(header)}.{part(issuer.claims())}."
        assert await fault_of(issuer.verifier, token) is TokenFault.ALGORITHM


async def test_a_token_signed_with_the_public_key_as_a_shared_secret_is_refused() -> None:
    issuer = TestIssuer(new_key("RS256"))
    assert isinstance(issuer.keys[0], RSAKey)
    for public in (issuer.keys[0].as_pem(private=False), issuer.keys[0].as_der(private=False)):
        secret = OctKey.import_key(base64.urlsafe_b64encode(public).decode())
        token = issuer.token({"alg": "HS256", "kid": issuer.keys[0].kid}, key=secret)
        assert await fault_of(issuer.verifier, token) is TokenFault.ALGORITHM


async def test_an_algorithm_of_another_kind_of_key_is_refused(issuer: TestIssuer) -> None:
    stranger = new_key("RS256")
    token = issuer.token({"alg": "RS256", "kid": issuer.keys[0].kid}, key=stranger)
    assert await fault_of(issuer.verifier, token) is TokenFault.ALGORITHM


async def test_another_key_under_a_known_identifier_is_refused(issuer: TestIssuer) -> None:
    token = issuer.token({"kid": issuer.keys[0].kid}, key=new_key())
    assert await fault_of(issuer.verifier, token) is TokenFault.SIGNATURE


async def test_a_changed_claim_breaks_the_signature(issuer: TestIssuer) -> None:
    head, _, signature = issuer.token().split(".")
    claims = json.dumps(issuer.claims(sub="the-governor")).encode()
    forged = f"{head}.{base64.urlsafe_b64encode(claims).rstrip(b'=').decode()}.{signature}"
    assert await fault_of(issuer.verifier, forged) is TokenFault.SIGNATURE


@pytest.mark.parametrize(
    "header", [{"jku": "https://evil.example/keys"}, {"x5u": "https://evil.example"}, {"jwk": {}}]
)
async def test_a_token_that_brings_its_own_key_is_refused(issuer: TestIssuer, header: dict[str, Any]) -> None:
    def part(value: dict[str, Any]) -> str:
        return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()

    stated = {"alg": "ES256", "kid": issuer.keys[0].kid, "typ": "at+jwt"} | header
    _, claims, signature = issuer.token().split(".")
    fault = await fault_of(issuer.verifier, f"{part(stated)}.{claims}.{signature}")
    assert fault in {TokenFault.HEADER, TokenFault.MALFORMED}
    assert issuer.fetches == 0


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"exp": Ago(61)}, TokenFault.EXPIRED),
        ({"exp": None}, TokenFault.CLAIMS),
        ({"exp": "tomorrow"}, TokenFault.CLAIMS),
        ({"nbf": Ago(-120)}, TokenFault.EARLY),
        ({"iat": Ago(-120)}, TokenFault.EARLY),
        ({"aud": "another"}, TokenFault.AUDIENCE),
        ({"aud": None}, TokenFault.CLAIMS),
        ({"aud": []}, TokenFault.AUDIENCE),
        ({"iss": "https://evil.example"}, TokenFault.ISSUER),
        ({"iss": ISSUER + "/"}, TokenFault.ISSUER),
        ({"iss": [ISSUER]}, TokenFault.ISSUER),
        ({"sub": None}, TokenFault.CLAIMS),
        ({"tthc_roles": "agency_head"}, TokenFault.CLAIMS),
        ({"tthc_roles": [{"role": "official"}]}, TokenFault.CLAIMS),
        ({"tthc_roles": [{"role": "division_head", "agency": "SNV"}]}, TokenFault.CLAIMS),
        ({"nonce": "n"}, TokenFault.NOT_AN_ACCESS_TOKEN),
        ({"at_hash": "h"}, TokenFault.NOT_AN_ACCESS_TOKEN),
        ({"typ": "ID"}, TokenFault.NOT_AN_ACCESS_TOKEN),
    ],
)
async def test_a_claim_that_is_wrong_is_refused(
    issuer: TestIssuer, changed: dict[str, Any], fault: TokenFault
) -> None:
    claims = {name: value.now if isinstance(value, Ago) else value for name, value in changed.items()}
    assert await fault_of(issuer.verifier, issuer.token(**claims)) is fault


async def test_an_id_token_is_refused_by_its_type(issuer: TestIssuer) -> None:
    for kind in ("JWT", None, "logout+jwt"):
        assert await fault_of(issuer.verifier, issuer.token({"typ": kind})) is TokenFault.NOT_AN_ACCESS_TOKEN


async def test_keycloak_says_that_it_is_an_access_token_in_a_claim(issuer: TestIssuer) -> None:
    assert (await issuer.verifier.verify(issuer.token({"typ": "JWT"}, typ="Bearer"))).id == "an"


async def test_one_audience_among_several_is_enough(issuer: TestIssuer) -> None:
    assert (await issuer.verifier.verify(issuer.token(aud=["account", AUDIENCE]))).id == "an"


async def test_clocks_may_differ_by_a_minute(issuer: TestIssuer) -> None:
    now = int(issuer.clock.now)
    assert (await issuer.verifier.verify(issuer.token(exp=now - 30))).id == "an"
    assert (await issuer.verifier.verify(issuer.token(nbf=now + 30, iat=now + 30))).id == "an"


@pytest.mark.parametrize("text", ["", "a", "a.b", "a.b.c", "a.b.c.d.e", "é.é.é", "." * 20_000, "x" * 20_000])
async def test_what_is_no_token_at_all_is_refused(issuer: TestIssuer, text: str) -> None:
    assert await fault_of(issuer.verifier, text) is TokenFault.MALFORMED


async def test_a_role_of_a_later_version_gives_nothing(issuer: TestIssuer) -> None:
    principal = await issuer.verifier.verify(issuer.token(tthc_roles=[{"role": "emperor"}]))
    assert principal.grants == ()


async def test_a_token_that_was_accepted_is_refused_once_it_has_expired(issuer: TestIssuer) -> None:
    token = issuer.token()
    await issuer.verifier.verify(token)
    issuer.clock.now += 600 + 61
    assert await fault_of(issuer.verifier, token) is TokenFault.EXPIRED


async def test_an_accepted_token_costs_next_to_nothing_the_next_time(issuer: TestIssuer) -> None:
    token = issuer.token()
    began = time.perf_counter()
    await issuer.verifier.verify(token)
    first = time.perf_counter() - began
    began = time.perf_counter()
    for _ in range(1000):
        await issuer.verifier.verify(token)
    assert (time.perf_counter() - began) / 1000 < first / 5


async def test_no_more_tokens_are_remembered_than_allowed(issuer: TestIssuer) -> None:
    verifier = TokenVerifier(
        issuer.issuer_keys, issuer=ISSUER, audience=AUDIENCE, remembered_maximum=2, clock=issuer.clock
    )
    for subject in ("an", "binh", "chi"):
        assert (await verifier.verify(issuer.token(sub=subject))).id == subject
    assert len(verifier._remembered) == 2
