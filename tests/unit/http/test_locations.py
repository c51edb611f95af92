"""The `Location` of a 201: made of the path's values and the answer's, fit for an address."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from fastapi import APIRouter
from pydantic import BaseModel

from shared.auth import public
from shared.http import build_app, created

router = APIRouter(prefix="/shelves/{shelf}", dependencies=[public()])


class Book(BaseModel):
    code: str


@router.post("/books", status_code=201, responses=created("/shelves/{shelf}/books/{code}"))
async def add(shelf: str, book: Book) -> Book:
    return book


@router.post("/bare", status_code=201, responses=created("/shelves/{shelf}/books/{code}"))
async def add_bare(shelf: str, book: Book) -> dict[str, Any]:
    return {"code": book.code}


@router.put("/books", responses=created("/shelves/{shelf}/books/{code}"))
async def put(shelf: str, book: Book) -> Book:
    return book


class Loan(BaseModel):
    shelf: str
    slip: str | None = None


@router.post("/loans", responses=created("/slips/{slip}", Loan))
async def lend(loan: Loan) -> Loan:
    return loan


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    app = build_app(service="shelves", title="Shelves", version="1", routers=[router])
    transport = httpx.ASGITransport(app, root_path="/library")
    async with httpx.AsyncClient(transport=transport, base_url="http://test/library") as client:
        yield client


async def test_the_address_is_told_with_what_was_made(client: httpx.AsyncClient) -> None:
    for address in ("/shelves/A/books", "/shelves/A/bare"):
        answer = await client.post(address, json={"code": "B1"})
        assert (answer.status_code, answer.headers["location"]) == (201, "/library/shelves/A/books/B1")


async def test_any_code_is_fit_for_the_address(client: httpx.AsyncClient) -> None:
    answer = await client.post("/shelves/Kệ/books", json={"code": "a/b?c\r\nd đ"})
    assert answer.headers["location"] == "/library/shelves/K%E1%BB%87/books/a%2Fb%3Fc%0D%0Ad%20%C4%91"


async def test_what_makes_something_now_and_then_says_where_when_it_has(client: httpx.AsyncClient) -> None:
    made = await client.post("/shelves/A/loans", json={"shelf": "A", "slip": "1/2"})
    assert (made.status_code, made.headers["location"]) == (201, "/library/slips/1%2F2")
    nothing = await client.post("/shelves/A/loans", json={"shelf": "A"})
    assert (nothing.status_code, "location" in nothing.headers) == (200, False)


async def test_only_what_was_made_has_one(client: httpx.AsyncClient) -> None:
    assert "location" not in (await client.put("/shelves/A/books", json={"code": "B1"})).headers
    assert "location" not in (await client.post("/shelves/A/books", json={})).headers
