"""A small service that has one endpoint of each kind."""

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Annotated

import httpx
import pytest
from fastapi import APIRouter
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from shared.auth import Principal, allow, public, signed_in
from shared.errors import NotFound, Unavailable
from shared.http import build_app, refusals
from shared.kernel import Role
from tests.unit.auth.signing import TestIssuer


class Step(BaseModel):
    model_config = ConfigDict(extra="forbid")
    name: str = Field(min_length=2)
    at: AwareDatetime


class Order(BaseModel):
    steps: list[Step]


router = APIRouter(prefix="/orders")


@router.get("/{number}", dependencies=[public()], responses=refusals(NotFound, Unavailable))
async def show(number: int) -> datetime:
    """Show an order."""
    if number == 0:
        raise Unavailable(reason="the store", retry_after=7)
    if number == 13:
        raise RuntimeError("secret detail")
    raise NotFound(what="hồ sơ", key=number, where="number")


@router.post("", dependencies=[public()])
async def add(order: Order) -> int:
    return len(order.steps)


@router.get("/me/name")
async def name(who: Annotated[Principal, signed_in()]) -> str:
    return who.id


@router.delete("/{number}", dependencies=[allow(Role.AGENCY_HEAD, Role.OPERATOR)])
async def remove(number: int) -> int:
    return number


@pytest.fixture
def issuer() -> TestIssuer:
    return TestIssuer()


@pytest.fixture
async def client(issuer: TestIssuer) -> AsyncIterator[httpx.AsyncClient]:
    app = build_app(
        service="orders",
        title="Orders",
        version="1",
        routers=[router],
        verifier=issuer.verifier,
        body_maximum=2048,
    )
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        yield client
