"""Whoever programs against a service finds at each operation how it may be refused."""

import httpx
import pytest
from fastapi import APIRouter, FastAPI

from services.cases.errors import course
from shared.auth import public
from shared.http import build_app, refusals
from tests.told_refusals import codes_by_operation, codes_of, untold
from tests.unit.house.test_refusals import refusals as all_refusals
from tests.untold_refusals import UNTOLD


def test_every_refusal_of_a_service_stands_at_an_operation(services: dict[str, FastAPI]) -> None:
    found = {name: untold(name, app) for name, app in services.items()}
    assert found == UNTOLD, "take what is told out of tests/untold_refusals.py, and add nothing"


def test_what_stands_at_an_operation_is_a_refusal(applications: dict[str, FastAPI]) -> None:
    known = {kind.code for kind in all_refusals()}
    for app in applications.values():
        for operation, codes in codes_by_operation(app).items():
            assert codes - known == set(), operation


def test_an_untold_refusal_is_seen() -> None:
    router = APIRouter(dependencies=[public()])

    @router.get("/cases", responses=refusals(course.CaseNotOpened))
    async def show() -> None: ...

    app = build_app(service="planted", title="planted", version="1", routers=[router])
    assert untold("cases", app) == codes_of("cases") - {"case-not-opened"}
    assert len(codes_of("catalog")) > len(codes_of("cases")) > 10


@pytest.fixture
async def pages(applications: dict[str, FastAPI]) -> dict[str, httpx.Response]:
    found = {}
    for name, app in applications.items():
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            found[name] = await client.get("/docs")
    return found


async def test_every_service_has_its_page(pages: dict[str, httpx.Response]) -> None:
    for name, page in pages.items():
        assert page.status_code == 200, name
    assert "Consistency-Token" in pages["cases"].text
    assert "case-not-opened" in pages["cases"].text
