"""Probes, metrics, headers, documents: what operation needs of every service."""

import httpx
from fastapi import FastAPI

from shared.http import build_app
from shared.telemetry.metrics import HTTP_DURATION, REGISTRY


def _client(app: FastAPI) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test")


async def test_a_failing_check_makes_unready_but_not_dead() -> None:
    async def store() -> None:
        raise ConnectionError("postgresql://user:password@db")

    async def broker() -> None: ...

    app = build_app(service="s", title="S", version="1", checks={"store": store, "broker": broker})
    async with _client(app) as client:
        ready = await client.get("/readyz")
        assert (ready.status_code, ready.json()) == (
            503,
            {"ready": False, "failed": {"store": "ConnectionError"}},
        )
        assert (await client.get("/livez")).json() == {"live": True}


async def test_a_service_that_goes_away_says_so_first() -> None:
    app = build_app(service="s", title="S", version="1")
    async with _client(app) as client:
        assert (await client.get("/readyz")).status_code == 200
        app.state.readiness.withdraw()
        assert (await client.get("/readyz")).status_code == 503


async def test_asking_often_checks_once() -> None:
    asked = 0

    async def store() -> None:
        nonlocal asked
        asked += 1

    async with _client(build_app(service="s", title="S", version="1", checks={"store": store})) as client:
        for _ in range(20):
            await client.get("/readyz")
    assert asked == 1


async def test_requests_are_counted_by_the_template_of_their_route(client: httpx.AsyncClient) -> None:
    HTTP_DURATION.clear()
    for path in ("/orders/1", "/orders/2", "/made-up", "/made-up-too"):
        await client.get(path)

    def count(route: str) -> float | None:
        labels = {"service": "orders", "method": "GET", "route": route, "status": "404"}
        return REGISTRY.get_sample_value("tthc_http_request_duration_seconds_count", labels)

    assert (count("/orders/{number}"), count("unmatched")) == (2, 2)
    assert "tthc_http_request_duration_seconds_bucket" in (await client.get("/metrics")).text


async def test_every_answer_has_the_security_headers(client: httpx.AsyncClient) -> None:
    for path in ("/orders/1", "/nothing", "/livez", "/docs"):
        headers = (await client.get(path)).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in headers["content-security-policy"]


async def test_a_correlation_id_is_taken_made_or_read_from_the_trace(client: httpx.AsyncClient) -> None:
    trace = "0af7651916cd43dd8448eb211c80319c"

    async def given(**headers: str) -> str:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        return (await client.get("/livez", headers=sent)).headers["x-correlation-id"]

    assert await given(x_correlation_id="case:1") == "case:1"
    assert await given(traceparent=f"00-{trace}-b7ad6b7169203331-01") == trace
    made = {
        await given(),
        await given(),
        await given(x_correlation_id="<script>"),
        await given(traceparent="x"),
    }
    assert {len(value) for value in made} == {32}
    assert len(made) == 4


async def test_the_documentation_needs_nothing_from_elsewhere(client: httpx.AsyncClient) -> None:
    page = (await client.get("/docs")).text
    assert "DELETE /orders/{number}" in page
    assert "Who may: agency head, operator." in page
    assert "<script" not in page
    assert "https://" not in page


async def test_the_documentation_shows_what_bodies_and_answers_hold(client: httpx.AsyncClient) -> None:
    page = (await client.get("/docs")).text
    assert '<code>body</code></td><td><a href="#schema-Order"><code>Order</code></a>' in page
    assert 'list of <a href="#schema-Step"><code>Step</code></a>' in page
    assert "<code>name</code></td><td>string (≥ 2 characters), required" in page
    assert "<code>200</code></td><td>integer" in page


async def test_a_browser_that_asks_for_the_service_alone_is_shown_the_documentation(
    client: httpx.AsyncClient,
) -> None:
    answer = await client.get("/")
    assert answer.is_redirect
    assert answer.headers["location"] == "docs"
