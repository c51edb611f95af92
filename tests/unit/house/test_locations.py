"""Whoever makes something is told where to read it: every 201 has a `Location`."""

import re
from typing import Any

from fastapi import APIRouter, FastAPI
from pydantic import BaseModel

from shared.auth import public
from shared.http import build_app, created
from shared.http.routing import Route


def homeless(app: FastAPI) -> list[str]:
    """The routes that answer 201 and don't say where, or somewhere that can't be told or can't be read."""
    return [
        f"{','.join(sorted(route.methods))} {route.path}"
        for route in app.routes
        if isinstance(route, Route) and _makes(route) and not _leads(app, route)
    ]


def _makes(route: Route) -> bool:
    return route.status_code == 201 or 201 in route.responses or "201" in route.responses


def _leads(app: FastAPI, route: Route) -> bool:
    if route.location is None or not route.reads_at_once:
        return False
    model: Any = route.response_model
    fields = getattr(model, "model_fields", {}) | getattr(model, "__dataclass_fields__", {})
    known = fields.keys() | route.param_convertors.keys()
    read = {_form(one.path) for one in app.routes if isinstance(one, Route) and "GET" in one.methods}
    return route.location.names <= known and _form(route.location.address) in read


def _form(path: str) -> str:
    """Whatever its parts are called."""
    return re.sub(r"\{[^}]*\}", "{}", path)


def test_every_route_that_makes_something_says_where_it_is_read(applications: dict[str, FastAPI]) -> None:
    assert [found for app in applications.values() for found in homeless(app)] == []


def test_there_are_such_routes_and_they_say_it_in_their_document(services: dict[str, FastAPI]) -> None:
    answers = [
        answer
        for app in services.values()
        for item in app.openapi()["paths"].values()
        for operation in item.values()
        for status, answer in operation["responses"].items()
        if status == "201"
    ]
    assert len(answers) >= 13
    assert all(answer["headers"].keys() == {"Location", "Consistency-Token"} for answer in answers)


class Made(BaseModel):
    number: int


def _app(responses: dict[int | str, dict[str, Any]], status: int = 201) -> FastAPI:
    router = APIRouter(prefix="/things", dependencies=[public()])

    @router.post("", status_code=status, responses=responses)
    async def make() -> Made:
        return Made(number=1)

    @router.get("/{number}")
    async def show(number: int) -> Made:
        return Made(number=number)

    return build_app(service="planted", title="planted", version="1", routers=[router])


def test_a_route_that_says_nothing_or_what_can_not_be_is_found() -> None:
    assert homeless(_app(created("/things/{number}"))) == []
    assert homeless(_app({}, status=200)) == []
    for wrong in ({}, created("/things/{code}"), created("/nowhere/{number}")):
        assert homeless(_app(wrong)) == ["POST /things"]
    assert homeless(_app({201: {"description": "now and then"}}, status=200)) == ["POST /things"]
