"""Nothing is open by accident: every route of every application states who may use it."""

from pathlib import Path

import pytest
from fastapi import APIRouter, FastAPI

from dev.issuer.app import build_issuer_app
from shared.auth import FixedKeys, TokenVerifier, unruled_routes
from shared.contracts.topics import Service
from shared.http import build_app
from shared.runtime.host import Host
from shared.settings import load_settings
from tthc.operations.composition import build_services


@pytest.fixture
def applications(tmp_path: Path) -> dict[str, FastAPI]:
    settings = load_settings(data_dir=tmp_path)
    host = Host(settings, build_services(settings))
    verifier = TokenVerifier.from_settings(settings, FixedKeys({"keys": []}))
    services = {service.value: host.app(service, verifier) for service in Service}
    return {**services, "issuer": build_issuer_app(settings)}


def test_every_route_states_its_one_rule(applications: dict[str, FastAPI]) -> None:
    assert [route for app in applications.values() for route in unruled_routes(app)] == []


def test_the_routes_are_really_walked(applications: dict[str, FastAPI]) -> None:
    counts = {name: len(app.openapi()["paths"]) for name, app in applications.items()}
    assert min(counts.values()) >= 3, counts
    assert counts["catalog"] >= 15


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
