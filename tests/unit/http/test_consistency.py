"""Who has given a command reads what it changed: the token of its answer, given with a question."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import APIRouter

from shared.auth import public
from shared.http import build_app, consistency

HEADER = "Consistency-Token"

router = APIRouter(prefix="/orders", dependencies=[public()])


class Models:
    """Read models that go on when they are told to."""

    epoch = 2
    written = 7

    def __init__(self) -> None:
        self.position = 0
        self.moved = asyncio.Condition()

    async def last(self) -> int:
        return 9  # another process has saved some

    async def reach(self, place: int) -> None:
        async with self.moved:
            await self.moved.wait_for(lambda: self.position >= place)

    async def go_on(self, position: int) -> None:
        async with self.moved:
            self.position = position
            self.moved.notify_all()


@router.get("")
async def count() -> int:
    return 1


@router.post("")
async def add() -> int:
    return 1


@pytest.fixture
def models() -> Models:
    return Models()


@pytest.fixture
async def client(models: Models) -> AsyncIterator[httpx.AsyncClient]:
    app = build_app(service="orders", title="Orders", version="1", routers=[router], read_models=models)
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        yield client


async def test_a_command_tells_how_far_the_read_models_must_be(client: httpx.AsyncClient) -> None:
    assert (await client.post("/orders")).headers[HEADER] == "orders:2:7"
    assert HEADER not in (await client.get("/orders")).headers
    assert HEADER not in (await client.post("/nothing")).headers


async def test_a_question_waits_until_the_read_models_are_there(
    client: httpx.AsyncClient, models: Models
) -> None:
    asked = asyncio.create_task(client.get("/orders", headers={HEADER: "orders:2:7"}))
    await models.go_on(6)
    assert not asked.done()
    await models.go_on(7)
    assert (await asked).status_code == 200


async def test_who_would_wait_too_long_is_told_so(
    client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(consistency, "WAIT_SECONDS", 0.01)
    answer = await client.get("/orders", headers={HEADER: "orders:2:7"})
    assert (answer.status_code, answer.json()["code"]) == (503, "not-yet-readable")
    assert answer.headers["Retry-After"] == "1"


@pytest.mark.parametrize("token", ["cases:2:99", "orders:1:99", "orders:2:0", "cases:1:5, orders:2:0"])
async def test_what_others_wrote_or_an_earlier_epoch_is_not_waited_for(
    client: httpx.AsyncClient, token: str
) -> None:
    assert (await client.get("/orders", headers={HEADER: token})).status_code == 200


@pytest.mark.parametrize(
    "token", ["", "7", "orders:2:-1", "orders:2:10", "orders:2:" + "9" * 30, ",".join(["a:1:1"] * 11)]
)
async def test_what_no_command_was_answered_with_is_refused(client: httpx.AsyncClient, token: str) -> None:
    answer = await client.get("/orders", headers={HEADER: token})
    assert (answer.status_code, answer.json()["code"]) == (400, "consistency-token-unreadable")
