"""What is read in one pass is read as by FastAPI: the same values, the same faults at the same places."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Any

import httpx
import pytest
from fastapi import APIRouter, Body, Depends, FastAPI, Header, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field
from starlette.responses import JSONResponse

from shared.auth import public
from shared.http import build_app
from shared.http.routing import Route, include


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


class Line(BaseModel):
    model_config = ConfigDict(extra="forbid")
    name: Annotated[str, Field(min_length=2)]
    amount: int
    at: AwareDatetime | None = None


class Order(BaseModel):
    lines: list[Line]


router = APIRouter()
Short = Annotated[str, Query(max_length=3)]


async def who(request: Request) -> str:
    return request.headers.get("x-who", "nobody")


async def greeting(name: Annotated[str, Depends(who)]) -> str:
    return f"Dear {name}"


@router.post("/orders/{number}")
async def add(
    number: Annotated[int, Field(ge=1)],
    order: Order,
    name: Annotated[str, Depends(who)],
    greeted: Annotated[str, Depends(greeting)],
    limit: Annotated[int, Query(ge=1, le=9)] = 5,
    colour: Colour | None = None,
    on: date | None = None,
    short: Short = "",
    seen: Annotated[str | None, Header(alias="If-None-Match", max_length=4)] = None,
) -> dict[str, Any]:
    values = {"number": number, "limit": limit, "colour": colour, "on": on, "short": short, "seen": seen}
    return {**values, "order": order, "who": [name, greeted]}


@router.post("/any")
async def anything(what: Annotated[dict[str, Any] | None, Body()] = None) -> dict[str, Any]:
    return {"what": what}


@router.get("/needed")
async def needed(at: AwareDatetime, duration: str, x_who: Annotated[str, Header()]) -> list[str]:
    return [at.isoformat(), duration, x_who]


def served(app: FastAPI) -> httpx.AsyncClient:
    async def told(_: Request, error: Any) -> Response:
        kinds = {"model_attributes_type": "model_type"}  # from JSON, a model has no other attributes
        faults = [[list(one["loc"]), kinds.get(one["type"], one["type"])] for one in error.errors()]
        return JSONResponse(faults, 422)

    app.add_exception_handler(RequestValidationError, told)
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test")


Clients = tuple[httpx.AsyncClient, httpx.AsyncClient]


@pytest.fixture
def both() -> Clients:
    """Of an application with our routes, and of one with FastAPI's."""
    ours, fastapis = FastAPI(), FastAPI()
    include(ours, router)
    fastapis.include_router(router)
    return served(ours), served(fastapis)


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=5)
    | st.sampled_from(["2026-11-24T08:00:00+07:00", "2026-11-24", "12", "12.0"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)
LINES = st.fixed_dictionaries({}, optional={"name": VALUES, "amount": VALUES, "at": VALUES, "other": VALUES})
ORDERS = st.fixed_dictionaries({"lines": st.lists(LINES, max_size=3) | VALUES}) | VALUES
NUMBERS = st.sampled_from(["1", "0", "x", "07"])
QUERIES = st.fixed_dictionaries(
    {},
    optional={
        "limit": st.sampled_from(["1", "0", "10", "x", "", "٣", "9" * 400]),
        "colour": st.sampled_from(["red", "green", ""]),
        "on": st.sampled_from(["2026-11-24", "today", "0"]),
        "short": st.text(st.characters(exclude_categories=["Cs"]), max_size=5),
    },
)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    number=st.sampled_from(["1", "0", "x", "07"]), query=QUERIES, order=ORDERS, seen=st.text("ab", max_size=6)
)
async def test_any_input_is_read_alike(both: Clients, number: str, query: Any, order: Any, seen: str) -> None:
    headers = {"If-None-Match": seen} if seen else {}
    ours, fastapis = [
        await client.post(f"/orders/{number}", params=query, json=order, headers=headers) for client in both
    ]
    assert (ours.status_code, ours.json()) == (fastapis.status_code, fastapis.json())


@pytest.mark.parametrize(
    ("method", "path", "content"),
    [
        ("POST", "/any", b""),
        ("POST", "/any", b"null"),
        ("POST", "/any", b'{"a": [1, 2.5, "x", null, true]}'),
        ("POST", "/orders/1", b""),
        ("GET", "/needed", b""),
        ("GET", "/needed?at=2026-11-24T08:00:00%2B07:00&duration=P1D", b""),
    ],
)
async def test_what_is_left_out_is_read_alike(both: Clients, method: str, path: str, content: bytes) -> None:
    headers = {"Content-Type": "application/json", "X-Who": "an"} if "duration" in path else {}
    ours, fastapis = [
        await client.request(
            method, path, content=content, headers={"Content-Type": "application/json", **headers}
        )
        for client in both
    ]
    assert (ours.status_code, ours.json()) == (fastapis.status_code, fastapis.json())


@pytest.mark.parametrize("number", ["1_0", "1.0", " 1", "+1", "1\0", "1e0", "²"])
async def test_a_whole_number_is_written_in_digits_alone(both: Clients, number: str) -> None:
    """FastAPI takes most of these."""
    answer = await both[0].post("/orders/1", params={"limit": number}, json={"lines": []})
    assert (answer.status_code, answer.json()) == (422, [[["query", "limit"], "int_parsing"]])


async def test_a_parameter_that_stands_there_twice_is_refused() -> None:
    app = build_app(service="s", title="S", version="1", routers=[router])
    async with served(app) as client:
        answer = await client.post("/orders/1?limit=1&limit=2", json={"lines": []})
    assert (answer.status_code, answer.json()) == (422, [[["query", "limit"], "repeated_parameter"]])


async def test_a_name_that_an_object_has_twice_is_refused(both: Clients) -> None:
    twice = b'{"lines": [{"name": "ab", "amount": 1, "amount": 2}]}'
    answer = await both[0].post("/orders/1", content=twice, headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()) == (422, [[["body"], "repeated_name"]])


async def test_a_byte_order_mark_is_passed_over(both: Clients) -> None:
    headers = {"Content-Type": "application/vnd.order+json; charset=utf-8"}
    for client in both:
        answer = await client.post("/any", content=b'\xef\xbb\xbf{"a": 1}', headers=headers)
        assert answer.json() == {"what": {"a": 1}}


def test_all_these_routes_were_read_in_one_pass() -> None:
    app = FastAPI()
    include(app, router)
    routes = [route for route in app.routes if isinstance(route, Route)]
    assert [route.reads_at_once for route in routes] == [True, True, True]


async def _page(limit: int = 5) -> int:
    return limit


def test_what_only_fastapi_can_read_is_left_to_it() -> None:
    own = APIRouter(dependencies=[public()])

    @own.get("/list")
    async def several(tags: Annotated[list[str], Query()]) -> None: ...

    @own.get("/deep")
    async def deep(page: Annotated[int, Depends(_page)]) -> None: ...

    @own.get("/response")
    async def headed(response: Response) -> None: ...

    @own.post("/two")
    async def two(one: Annotated[int, Body()], other: Annotated[int, Body()]) -> None: ...

    app = build_app(service="s", title="S", version="1", routers=[own])
    left = [route.path for route in app.routes if isinstance(route, Route) and not route.reads_at_once]
    assert left == [
        "/list",
        "/deep",
        "/response",
        "/two",
    ]
