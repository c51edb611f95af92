"""No request waits for a thread: FastAPI runs plain functions among routes and dependencies in one each."""

from collections.abc import Callable, Iterator
from inspect import isasyncgenfunction, iscoroutinefunction
from typing import Annotated, Any

import pytest
from fastapi import APIRouter, Depends, FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import iter_route_contexts

from shared.auth import public
from shared.http import build_app


def threaded(app: FastAPI) -> list[str]:
    """The routes and dependencies that aren't coroutine functions: `/path: name`."""
    return [
        f"{context.path}: {call}"
        for context in iter_route_contexts(app.routes)
        for call in _plain(getattr(context, "dependant", None))
    ]


def _plain(dependant: Dependant | None) -> Iterator[str]:
    if dependant is None:
        return
    if dependant.call is not None and not _is_awaited(dependant.call):
        yield getattr(dependant.call, "__name__", repr(dependant.call))
    for dependency in dependant.dependencies:
        yield from _plain(dependency)


def _is_awaited(call: Callable[..., Any]) -> bool:
    """Functions by themselves, instances by what calling them runs; a class is called in a thread."""
    run = call if hasattr(call, "__name__") else type(call).__call__
    return iscoroutinefunction(run) or isasyncgenfunction(run)


def test_every_route_and_dependency_is_a_coroutine_function(applications: dict[str, FastAPI]) -> None:
    assert [found for app in applications.values() for found in threaded(app)] == []


def _page(limit: int = 50) -> int:
    return limit


async def _deeper(page: Annotated[int, Depends(_page)]) -> int:
    return page


class _Filter:
    pass


def _plain_route() -> None: ...


async def _route(given: Annotated[Any, Depends(_page)]) -> None: ...


async def _deep_route(given: Annotated[Any, Depends(_deeper)]) -> None: ...


async def _class_route(given: Annotated[Any, Depends(_Filter)]) -> None: ...


@pytest.mark.parametrize(
    ("route", "found"),
    [
        (_plain_route, "_plain_route"),
        (_route, "_page"),
        (_deep_route, "_page"),
        (_class_route, "_Filter"),
    ],
)
def test_a_plain_function_is_found_however_deep_it_lies(route: Callable[..., Any], found: str) -> None:
    planted = APIRouter(dependencies=[public()])
    planted.get("/rows")(route)
    app = build_app(service="planted", title="planted", version="1", routers=[planted])
    assert threaded(app) == [f"/rows: {found}"]
