"""Keys come and go at the issuer; ours follow, and the issuer is never hammered."""

import asyncio
from typing import Any

import pytest
from joserfc.jwk import RSAKey

from shared.auth import IssuerKeys, TokenFault, Unauthenticated
from shared.auth.keys import KeysUnavailable, signing_keys
from tests.unit.auth.signing import ISSUER, TestIssuer, new_key


async def test_a_thousand_unknown_keys_cause_one_fetch_a_minute(issuer: TestIssuer) -> None:
    await issuer.verifier.verify(issuer.token())
    issuer.clock.now += 61
    for number in range(1000):
        assert await issuer.issuer_keys.key(f"made-up-{number}") is None
    assert issuer.fetches == 2
    issuer.clock.now += 60
    await asyncio.gather(*(issuer.issuer_keys.key(f"made-up-{number}") for number in range(100)))
    assert issuer.fetches == 3


async def test_a_new_key_is_fetched_when_its_first_token_comes(issuer: TestIssuer) -> None:
    await issuer.verifier.verify(issuer.token())
    issuer.keys.insert(0, new_key())
    issuer.clock.now += 61
    assert (await issuer.verifier.verify(issuer.token())).id == "an"
    assert issuer.fetches == 2


async def test_a_withdrawn_key_stops_working_once_its_keys_are_stale(issuer: TestIssuer) -> None:
    token = issuer.token()
    await issuer.verifier.verify(token)
    issuer.keys[:] = [new_key()]
    issuer.clock.now += 301
    await issuer.issuer_keys.key(issuer.keys[0].kid or "")
    with pytest.raises(Unauthenticated) as refused:
        await issuer.verifier.verify(token)
    assert refused.value.fault is TokenFault.UNKNOWN_KEY


async def test_keys_are_kept_while_the_issuer_is_down_and_then_given_up(issuer: TestIssuer) -> None:
    await issuer.verifier.verify(issuer.token())
    issuer.down = True
    issuer.clock.now += 86_000
    assert (await issuer.verifier.verify(issuer.token())).id == "an"
    issuer.clock.now += 1_000
    with pytest.raises(Unauthenticated) as refused:
        await issuer.verifier.verify(issuer.token())
    assert refused.value.fault is TokenFault.KEYS_UNAVAILABLE


async def test_an_unknown_key_is_refused_while_the_issuer_is_down(issuer: TestIssuer) -> None:
    await issuer.verifier.verify(issuer.token())
    issuer.down = True
    issuer.clock.now += 61
    with pytest.raises(Unauthenticated) as refused:
        await issuer.verifier.verify(issuer.token(key=new_key()))
    assert refused.value.fault is TokenFault.UNKNOWN_KEY


async def test_an_issuer_that_comes_late_is_asked_again_after_seconds(issuer: TestIssuer) -> None:
    issuer.down = True
    for _ in range(50):
        with pytest.raises(KeysUnavailable):
            await issuer.issuer_keys.key("any")
    assert issuer.fetches == 1
    issuer.down = False
    issuer.clock.now += 5
    assert (await issuer.verifier.verify(issuer.token())).id == "an"


@pytest.mark.parametrize(
    "discovery",
    [
        {"issuer": "https://evil.example", "jwks_uri": "https://evil.example/keys"},
        {"issuer": ISSUER, "jwks_uri": "http://issuer.example/keys"},
        {"issuer": ISSUER, "jwks_uri": "file:///etc/keys"},
        {"issuer": ISSUER},
        [],
    ],
)
async def test_a_discovery_document_that_cannot_be_trusted_gives_no_keys(discovery: Any) -> None:
    asked: list[str] = []

    async def fetch(address: str) -> Any:
        asked.append(address)
        return discovery

    with pytest.raises(KeysUnavailable):
        await IssuerKeys(ISSUER, fetch=fetch).key("any")
    assert len(asked) == 1


def test_only_public_signing_keys_of_decent_size_are_taken() -> None:
    good = {**new_key().as_dict(private=True), "kid": "good"}
    shared_secret = {**new_key("HS256").as_dict(), "kid": "secret"}
    encryption = {**new_key().as_dict(private=False), "kid": "encryption", "use": "enc"}
    nameless = {name: value for name, value in new_key().as_dict(private=False).items() if name != "kid"}
    keys = signing_keys(
        {"keys": [good, shared_secret, encryption, nameless, {"kty": "EC", "kid": "broken"}, 7]}
    )
    assert list(keys) == ["good"]
    assert not keys["good"].is_private


@pytest.mark.filterwarnings("ignore")
def test_a_short_key_is_not_trusted_and_a_broken_one_spoils_no_other() -> None:
    good = {**new_key().as_dict(private=False), "kid": "good"}
    short = {**RSAKey.generate_key(1024).as_dict(private=False), "kid": "short"}
    long = {**new_key("RS256").as_dict(private=False), "kid": "long"}
    assert signing_keys({"keys": [short, good, {"kty": "EC", "kid": "good"}, long]}).keys() == {
        "good",
        "long",
    }


@pytest.mark.parametrize("document", [None, [], {}, {"keys": {}}])
def test_what_is_no_key_set_is_told_from_an_empty_one(document: Any) -> None:
    with pytest.raises(ValueError, match="list of keys"):
        signing_keys(document)
    assert signing_keys({"keys": []}) == {}
