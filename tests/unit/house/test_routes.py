"""Nothing is open by accident: every route of every application states who may use it."""

import json
from typing import Any

import pytest
from fastapi import APIRouter, FastAPI

from shared.auth import rules, unruled_routes
from shared.contracts.topics import Service
from shared.http import build_app
from shared.http.routing import Route
from tests.unit.house.repository import ROOT


def test_every_route_states_its_one_rule(applications: dict[str, FastAPI]) -> None:
    assert [route for app in applications.values() for route in unruled_routes(app)] == []


def operations(document: dict[str, Any]) -> set[str]:
    """The operations of an OpenAPI document: `GET /path`."""
    return {f"{method.upper()} {path}" for path, item in document["paths"].items() for method in item}


@pytest.mark.parametrize("service", [service.value for service in Service])
def test_every_operation_of_the_reference_is_walked(
    applications: dict[str, FastAPI], service: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no rule is found anywhere, each operation that the reference tells of is one without a rule."""
    told = json.loads((ROOT / "docs/reference/openapi" / f"{service}.json").read_text("utf-8"))
    assert operations(told) == operations(applications[service].openapi())
    monkeypatch.setattr(rules, "rules_of", lambda _dependant: iter(()))
    assert operations(told) - set(unruled_routes(applications[service])) == set()


def test_the_routes_that_fastapi_must_read_are_few(applications: dict[str, FastAPI]) -> None:
    """Each is three times as dear. A dependency with parameters of its own is what makes it so."""
    left = [
        f"{name}: {getattr(route, 'path', route)}"
        for name, app in applications.items()
        for route in app.routes
        if not (isinstance(route, Route) and route.reads_at_once)
    ]
    assert left == ["catalog: /agencies/{agency}/editions/{edition}/decision.{form}"]


def test_a_route_without_a_rule_is_found() -> None:
    planted = APIRouter()

    @planted.get("/secrets")
    async def secrets() -> str:
        return "open"

    app = build_app(service="planted", title="planted", version="1", routers=[planted])
    assert unruled_routes(app) == ["GET /secrets"]


def test_every_operation_tells_its_rule_to_readers(applications: dict[str, FastAPI]) -> None:
    silent = [
        f"{name}: {method} {path}"
        for name, app in applications.items()
        for path, item in app.openapi()["paths"].items()
        for method, operation in item.items()
        if "Who may:" not in operation.get("description", "")
    ]
    assert silent == []
