"""Every route states its rule; the rule is enforced, documented, and its absence is found."""

from typing import Any

import httpx
import pytest
from fastapi import APIRouter, FastAPI, WebSocket

from shared.auth import (
    Grant,
    TokenFault,
    Unauthenticated,
    allow,
    assert_ruled,
    public,
    signed_in,
    unruled_routes,
)
from shared.http import build_app
from shared.kernel import Role
from tests.unit.auth.signing import TestIssuer, new_key
from tests.unit.http.conftest import router


async def test_no_token_is_401_with_a_bare_challenge(client: httpx.AsyncClient) -> None:
    answer = await client.get("/orders/me/name")
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, 'Bearer realm="tthc"')


@pytest.mark.parametrize("stated", ["Basic YTpi", "Bearer", "Bearer  ", "Bearer a.b.c", "bearer é"])
async def test_a_bad_token_is_401_and_says_why(client: httpx.AsyncClient, stated: str) -> None:
    answer = await client.get("/orders/me/name", headers={"Authorization": stated.encode("latin-1")})
    assert answer.status_code == 401
    assert 'error="invalid_token"' in answer.headers["www-authenticate"]


async def test_two_tokens_are_no_token(client: httpx.AsyncClient, issuer: TestIssuer) -> None:
    header = ("Authorization", f"Bearer {issuer.token()}")
    answer = await client.get("/orders/me/name", headers=[header, header])
    assert answer.status_code == 401


async def test_a_forged_token_is_401_at_every_ruled_route(
    client: httpx.AsyncClient, issuer: TestIssuer
) -> None:
    forged = {"Authorization": f"Bearer {issuer.token({'kid': issuer.keys[0].kid}, key=new_key())}"}
    for method, path in (("GET", "/orders/me/name"), ("DELETE", "/orders/1")):
        assert (await client.request(method, path, headers=forged)).status_code == 401


async def test_who_is_signed_in_is_known_to_the_endpoint(
    client: httpx.AsyncClient, issuer: TestIssuer
) -> None:
    answer = await client.get("/orders/me/name", headers={"Authorization": f"Bearer {issuer.token()}"})
    assert answer.json() == "an"


async def test_a_missing_role_is_403_and_names_the_roles(
    client: httpx.AsyncClient, issuer: TestIssuer
) -> None:
    answer = await client.delete("/orders/1", headers={"Authorization": f"Bearer {issuer.token()}"})
    assert (answer.status_code, answer.json()["code"]) == (403, "role-missing")
    assert "lãnh đạo cơ quan, người vận hành" in answer.json()["detail"]
    operator = issuer.token(tthc_roles=[{"role": "operator"}])
    assert (await client.delete("/orders/1", headers={"Authorization": f"Bearer {operator}"})).json() == 1


def _app(routers: list[APIRouter], issuer: TestIssuer | None = None) -> FastAPI:
    return build_app(
        service="s", title="S", version="1", routers=routers, verifier=issuer.verifier if issuer else None
    )


async def _start(app: FastAPI) -> None:
    async with app.router.lifespan_context(app):
        pass


async def test_a_whole_service_is_ruled_and_starts(issuer: TestIssuer) -> None:
    app = _app([router], issuer)
    assert unruled_routes(app) == []
    await _start(app)


async def test_a_route_without_a_rule_is_found_however_deep_it_lies(issuer: TestIssuer) -> None:
    inner, outer = APIRouter(prefix="/inner"), APIRouter(prefix="/outer")

    @inner.get("/open")
    async def forgotten() -> None: ...

    @inner.websocket("/stream")
    async def stream(websocket: WebSocket) -> None: ...

    outer.include_router(inner)
    app = _app([outer], issuer)
    mounted = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    mounted.add_api_route("/bare", forgotten)
    app.mount("/mounted", mounted)
    found = ["GET /outer/inner/open", "ANY /outer/inner/stream", "GET /mounted/bare"]
    assert sorted(unruled_routes(app)) == sorted(found)
    with pytest.raises(RuntimeError, match="/outer/inner/open"):
        await _start(app)


def test_a_router_may_state_the_rule_for_its_routes_but_not_two(issuer: TestIssuer) -> None:
    ruled = APIRouter(prefix="/r", dependencies=[allow(Role.AUDITOR)])

    @ruled.get("/one")
    async def one() -> None: ...

    @ruled.get("/two", dependencies=[public()])
    async def two() -> None: ...

    assert unruled_routes(_app([ruled], issuer)) == ["GET /r/two"]


def test_a_plain_fastapi_application_is_not_let_through() -> None:
    with pytest.raises(RuntimeError, match="openapi"):
        assert_ruled(FastAPI())


async def test_a_service_that_asks_who_is_signed_in_needs_a_verifier() -> None:
    asking = APIRouter(dependencies=[signed_in()])
    asking.add_api_route("/who", lambda: None)
    with pytest.raises(RuntimeError, match="verifier"):
        await _start(_app([asking]))


async def test_openapi_shows_rules_and_refusals(client: httpx.AsyncClient) -> None:
    document: dict[str, Any] = (await client.get("/openapi.json")).json()
    remove, show = (
        document["paths"]["/orders/{number}"]["delete"],
        document["paths"]["/orders/{number}"]["get"],
    )
    assert remove["security"] == [{"bearer": ["agency_head", "operator"]}]
    assert remove["description"].endswith("Who may: agency head, operator.")
    assert {"401", "403", "422", "500"} <= set(remove["responses"])
    assert "security" not in show
    assert show["description"] == "Show an order.\n\nWho may: everybody, without signing in."
    content = show["responses"]["404"]["content"]["application/problem+json"]
    assert set(content["examples"]) == {"not-found"}
    assert content["schema"] == {"$ref": "#/components/schemas/Problem"}
    assert {"Problem", "FieldProblem"} <= set(document["components"]["schemas"])
    assert "HTTPValidationError" not in str(document)


def test_an_empty_rule_and_an_open_grant_are_not_to_be_had() -> None:
    with pytest.raises(ValueError, match="which roles"):
        allow()
    with pytest.raises(ValueError, match="needs an agency"):
        Grant(Role.AGENCY_HEAD)


def test_a_challenge_is_fit_for_a_header() -> None:
    for fault in TokenFault:
        assert Unauthenticated(fault=fault).challenge.isascii()
