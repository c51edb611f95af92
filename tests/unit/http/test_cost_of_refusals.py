"""What a refusal costs is bounded: its size and its time don't grow with what was sent."""

import json
import time
from typing import Any

import httpx
import pytest
from starlette.requests import HTTPConnection

from services.cases.schemas import BulkRequest
from shared.auth import public
from shared.errors import Findings, NotFound
from shared.http import build_app
from shared.http.problems import problem_of
from shared.http.routing import Router

MOST_BYTES, MOST_SECONDS = 64 * 1024, 3.0
router = Router(dependencies=[public()])


@router.post("/bulk")
async def give(bulk: BulkRequest) -> int:
    return len(bulk.sequels)


@router.get("/{name}")
async def show(name: str) -> None:
    raise NotFound(what="name", key=name, where=name)


def sequel(**more: Any) -> dict[str, Any]:
    return {"sequels": [{"key": "k", "case_number": "A", "orders": [{"command": "ReceiveStep"}], **more}]}


LONG = "ỵ" * 300_000
BODIES: dict[str, Any] = {
    "many faults": sequel(orders=[{"command": "ReceiveStep", "step": [number]} for number in range(10_000)]),
    "many names": sequel(**{f"name-{number}": 1 for number in range(50_000)}),
    "a long name": sequel(**{LONG: 1}),
    "a long tag": sequel(orders=[{"command": LONG}]),
    "a long value": sequel(orders=[{"command": "ReceiveStep", "step": LONG}]),
    "long tags": sequel(orders=[{"command": "z" * 5_000}] * 190),
    "deep": sequel(orders=[{"command": "HandOff", "step": "a", "to": [[[[[[]]]]]] * 1_000}] * 10),
}


async def ask(method: str, path: str, **content: Any) -> httpx.Response:
    """The answer of the small service; it costs no more than a refusal may."""
    app = build_app(service="s", title="S", version="1", routers=[router])
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        await client.get("/livez")
        began = time.process_time()
        answer = await client.request(method, path, **content)
        assert time.process_time() - began < MOST_SECONDS
    assert len(answer.content) < MOST_BYTES
    return answer


@pytest.mark.parametrize("what", BODIES)
async def test_of_an_input(what: str) -> None:
    sent = json.dumps(BODIES[what], ensure_ascii=False).encode()
    answer = await ask("POST", "/bulk", content=sent, headers={"Content-Type": "application/json"})
    assert answer.status_code == 422
    told = answer.json()
    assert 1 <= len(told["errors"]) <= 100
    assert all(one["pointer"].startswith("/sequels/0") for one in told["errors"])
    assert all(len(one["pointer"]) <= 500 for one in told["errors"])


async def test_of_a_long_name() -> None:
    for path in (f"/{'p' * 60_000}", f"/there/{'p' * 60_000}", f"/bulk?{'p' * 60_000}=1"):
        answer = await ask("GET", path)
        assert len(answer.content) < 20_000


async def test_the_faults_that_are_not_told_are_counted() -> None:
    answer = await ask("POST", "/bulk", json=sequel(**{f"name-{number}": 1 for number in range(1_000)}))
    assert "998" in answer.json()["detail"]  # of 1,001, three are named


async def test_of_a_table() -> None:
    refusal = Findings(found=[NotFound(what="row", key=number) for number in range(50_000)])
    scope = {"type": "http", "path": "/", "headers": [], "query_string": b"", "server": ("t", 80)}
    told = problem_of(HTTPConnection(scope), refusal)
    assert len(told["errors"]) == 1_000
