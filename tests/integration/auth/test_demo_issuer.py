"""The demo issuer on a real port: services fetch its keys, its people sign in, production refuses it."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
import uvicorn
from fastapi import FastAPI

from dev.issuer.app import build_issuer_app
from dev.issuer.people import CLIENTS, PEOPLE
from dev.issuer.tokens import DemoIssuerInProduction, DemoTokens
from shared.auth import Grant, Principal, TokenVerifier, unruled_routes
from shared.kernel import Role
from shared.settings import Settings, load_settings


@asynccontextmanager
async def serving(app: FastAPI, listener: socket.socket) -> AsyncIterator[None]:
    server = uvicorn.Server(uvicorn.Config(app, log_config=None))
    listener.listen()  # whoever connects from now on is answered as soon as the server runs
    task = asyncio.create_task(server.serve([listener]))
    yield
    server.should_exit = True
    await task


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        yield listener


@pytest.fixture
def settings(tmp_path: Path, listener: socket.socket) -> Settings:
    return load_settings(data_dir=tmp_path, issuer_port=listener.getsockname()[1])


@pytest.fixture
async def client(settings: Settings, listener: socket.socket) -> AsyncIterator[httpx.AsyncClient]:
    async with (
        serving(build_issuer_app(settings), listener),
        httpx.AsyncClient(base_url=settings.oidc_issuer) as client,
    ):
        yield client


async def who(settings: Settings, token: str) -> Principal:
    return await TokenVerifier.from_settings(settings).verify(token)


async def test_a_service_finds_the_keys_and_knows_every_person(
    client: httpx.AsyncClient, settings: Settings
) -> None:
    verifier = TokenVerifier.from_settings(settings)
    for person in PEOPLE:
        answer = await client.get(
            "/token", params={"person": person.key, "agency": "SCT", "division": "TTra"}
        )
        principal = await verifier.verify(answer.json()["access_token"])
        assert (principal.id, principal.name) == (person.key, person.name)
        assert principal.actor("SCT").roles == set(person.roles)


async def test_an_official_of_a_log_gets_a_token_too(client: httpx.AsyncClient, settings: Settings) -> None:
    query = {"person": "Resource21", "role": "official", "agency": "SNV", "division": "Group 2"}
    token = (await client.get("/token", params=query)).json()["access_token"]
    assert (await who(settings, token)).grants == (Grant(Role.OFFICIAL, "SNV", "Group 2"),)


async def test_clients_sign_in_with_their_secret(client: httpx.AsyncClient, settings: Settings) -> None:
    form, secret = {"grant_type": "client_credentials"}, settings.oidc_client_secret
    for name in CLIENTS:
        basic = await client.post("/token", data=form, auth=(name, secret))
        posted = await client.post("/token", data=form | {"client_id": name, "client_secret": secret})
        assert await who(settings, basic.json()["access_token"]) == CLIENTS[name]
        assert await who(settings, posted.json()["access_token"]) == CLIENTS[name]


async def test_the_demo_grant_needs_no_password(client: httpx.AsyncClient, settings: Settings) -> None:
    answer = await client.post("/token", data={"grant_type": "urn:tthc:demo", "person": "giam-doc"})
    assert answer.headers["cache-control"] == "no-store"
    assert (await who(settings, answer.json()["access_token"])).has(Role.AGENCY_HEAD)


@pytest.mark.parametrize(
    ("form", "status", "error"),
    [
        ({}, 400, "invalid_request"),
        ({"grant_type": "password"}, 400, "unsupported_grant_type"),
        ({"grant_type": "client_credentials"}, 401, "invalid_client"),
        (
            {"grant_type": "client_credentials", "client_id": "importer", "client_secret": "x"},
            401,
            "invalid_client",
        ),
        ({"grant_type": "urn:tthc:demo", "person": "nobody"}, 400, "invalid_grant"),
        ({"grant_type": "urn:tthc:demo", "person": "an", "role": "emperor"}, 400, "invalid_grant"),
    ],
)
async def test_other_token_requests_are_refused(
    client: httpx.AsyncClient, form: dict[str, str], status: int, error: str
) -> None:
    answer = await client.post("/token", data=form)
    assert (answer.status_code, answer.json()) == (status, {"error": error})


async def test_an_unknown_person_and_a_role_without_its_unit_are_told(client: httpx.AsyncClient) -> None:
    unknown = await client.get("/token", params={"person": "nobody"})
    headless = await client.get("/token", params={"person": "an", "role": "division_head", "division": ""})
    assert (unknown.status_code, unknown.json()["code"]) == (404, "person-unknown")
    assert (headless.status_code, headless.json()["code"]) == (400, "grant-impossible")


async def test_it_says_what_it_is_for(client: httpx.AsyncClient) -> None:
    page, docs = (await client.get("/")).text, (await client.get("/docs")).text
    for text in (page, docs):
        assert "Chỉ dùng để trình diễn" in text
        assert "For the demo only" in text


async def test_private_keys_stay_at_home(client: httpx.AsyncClient, settings: Settings) -> None:
    for key in (await client.get("/jwks.json")).json()["keys"]:
        assert "d" not in key
    file = settings.data_dir / "issuer" / "keys.json"
    assert file.stat().st_mode & 0o077 == 0


async def test_tokens_outlive_a_restart_and_one_rotation(settings: Settings) -> None:
    tokens = DemoTokens(settings)
    old = tokens.client("importer")
    DemoTokens(settings).keys.rotate()
    after = DemoTokens(settings)
    assert (await after.verifier().verify(old)).id == "importer"
    assert (await after.verifier().verify(after.client("importer"))).id == "importer"
    assert after.keys.signing_key.kid != tokens.keys.signing_key.kid


def test_two_processes_that_start_at_once_have_the_same_keys(settings: Settings) -> None:
    first, second = DemoTokens(settings), DemoTokens(settings)
    second.keys._keys = []
    assert [key.kid for key in second.keys._create()] == [first.keys.signing_key.kid]


def test_every_route_of_the_issuer_states_its_rule(settings: Settings) -> None:
    assert unruled_routes(build_issuer_app(settings)) == []


def test_production_has_no_demo_issuer(tmp_path: Path) -> None:
    production = load_settings(
        environment="production",
        data_dir=tmp_path,
        address="https://tthc.example.gov.vn",
        oidc_issuer="https://id.example.gov.vn",
        oidc_client_secret="9f2c",
    )
    with pytest.raises(DemoIssuerInProduction):
        build_issuer_app(production)
    assert list(tmp_path.iterdir()) == []
