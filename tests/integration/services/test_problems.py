"""Every route of the catalog answers what it refuses as problem details, in the reader's language."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from shared.auth import Grant, Principal
from shared.kernel import Role
from tests.hosting import World, hosted

LANGUAGES = {"vi": "vi-VN", "en": "en-GB,en;q=0.9,vi;q=0.1"}
#: Somebody who may do everything in the agency that isn't there.
EVERYBODY = Principal("ca-hai", tuple(Grant(role, "KHONGCO", "VP") for role in Role))
#: What stands in an address that nothing has been put under.
PARTS = {"agency": "KHONGCO", "edition": "7", "code": "KHONG-CO"}


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with hosted(tmp_path, "catalog") as world:
        yield world


def operations(world: World) -> list[tuple[str, str, dict[str, Any]]]:
    """Method, path and description of each route of the catalog."""
    document = world.document("catalog")
    return [
        (method.upper(), path, operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    ]


def filled(path: str) -> str:
    path = path.replace("decision.{form}", "decision.pdf").replace("catalogue.{form}", "catalogue.csv")
    for name in _names(path):
        path = path.replace("{" + name + "}", PARTS.get(name, "1"))
    return path


def _names(path: str) -> list[str]:
    return [part.partition("}")[0] for part in path.split("{")[1:]]


def check_problem(answer: httpx.Response, status: int, language: str) -> dict[str, Any]:
    """The answer is a problem of RFC 9457 in that language, with the correlation that its header has."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["content-language"] == language
    problem: dict[str, Any] = answer.json()
    assert {"type", "title", "status", "detail", "instance", "code"} <= problem.keys()
    assert problem["status"] == status
    assert problem["correlation_id"] == answer.headers["x-correlation-id"]
    return problem


async def in_both(
    world: World, method: str, path: str, status: int, **request: Any
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The problem in Vietnamese and in English: of one code, in other words."""
    headers = request.pop("headers", {})
    found = [
        check_problem(
            await world.request(
                method, "catalog", path, headers={"Accept-Language": accepted, **headers}, **request
            ),
            status,
            language,
        )
        for language, accepted in LANGUAGES.items()
    ]
    assert found[0]["code"] == found[1]["code"]
    assert found[0]["detail"] != found[1]["detail"]
    return found[0], found[1]


def with_body(world: World) -> list[tuple[str, str]]:
    """The routes that take a JSON body by their schema."""
    return [
        (method, filled(path))
        for method, path, operation in operations(world)
        if set(operation.get("requestBody", {}).get("content", {})) == {"application/json"}
    ]


async def test_an_address_that_does_not_exist(world: World) -> None:
    for path in ("/khong-co", "/agencies/SNV/khong/co", "/catalogue/", "/catalogue/agencies/SNV/x"):
        vi, _ = await in_both(world, "GET", path, 404)
        assert vi["code"] == "path-not-found"


async def test_a_method_that_no_route_of_the_address_takes(world: World) -> None:
    for path in {path for _, path, _ in operations(world)}:
        vi, _ = await in_both(world, "PATCH", filled(path), 405, as_="operator")
        assert vi["code"] == "method-not-allowed"


async def test_what_is_asked_for_and_not_there(world: World) -> None:
    asked = [
        path
        for method, path, _ in operations(world)
        if method == "GET"
        and "{agency}" in path
        and not path.endswith(("/divisions", "/officials", "/events"))
    ]
    assert len(asked) >= 8
    for path in asked:
        answer = await world.get("catalog", filled(path), as_="operator")
        if answer.status_code == 404:
            await in_both(world, "GET", filled(path), 404, as_="operator")
        else:
            told = answer.json()
            assert not (any(told.values()) if isinstance(told, dict) else told), path


async def test_a_body_that_is_no_json(world: World) -> None:
    for method, path in with_body(world):
        headers = {"Content-Type": "application/json"}
        vi, _ = await in_both(world, method, path, 422, content=b'{"code": ', headers=headers, as_=EVERYBODY)
        assert (vi["code"], vi["errors"][0]["code"]) == ("input-invalid", "json-invalid")


async def test_a_body_of_another_kind(world: World) -> None:
    for method, path in with_body(world):
        for kind in ("text/plain", "application/x-www-form-urlencoded", "application/xml"):
            vi, _ = await in_both(
                world, method, path, 415, content=b"code=SNV", headers={"Content-Type": kind}, as_=EVERYBODY
            )
            assert (vi["code"], vi["where"]) == ("media-type-unsupported", "Content-Type")


async def test_a_body_without_what_it_needs(world: World) -> None:
    for method, path in with_body(world):
        order = {"khong": "biet"}
        vi, _ = await in_both(world, method, path, 422, json=order, as_=EVERYBODY)
        assert vi["code"] == "input-invalid"
        assert all(fault["pointer"] for fault in vi["errors"])


async def test_a_body_that_is_too_large(world: World) -> None:
    large = b"[" + b" " * 1024 * 1024 + b"]"
    for method, path in with_body(world):
        headers = {"Content-Type": "application/json"}
        answer = await in_both(world, method, path, 413, content=large, headers=headers, as_=EVERYBODY)
        assert answer[0]["code"] == "body-too-large"


async def test_who_is_not_signed_in(world: World) -> None:
    for method, path, operation in operations(world):
        if "401" in operation["responses"]:
            await in_both(world, method, filled(path), 401)


@pytest.mark.parametrize(
    "query",
    [
        {"q": "a" * 201},
        {"limit": "0"},
        {"limit": "101"},
        {"limit": "9" * 400},
        {"limit": "nhieu"},
        {"kind": "khac"},
        {"on": "hom-nay"},
        {"agency": "S" * 36},
        {"unit": "S" * 41},
        {"cursor": "x" * 301},
        {"cursor": "////"},
        {"cursor": "U05WLjEvUDAx"},
        {"cursor": "\x00"},
    ],
    ids=lambda query: f"{next(iter(query.items()))}"[:30],
)
async def test_a_search_that_can_not_be_carried_out(world: World, query: dict[str, str]) -> None:
    await in_both(world, "GET", "/catalogue/search", 422, params=query)


@pytest.mark.parametrize(
    "text",
    [
        "\x00\x1b[31m",
        "(a+)+$" * 30,
        ".*",
        "%_\\",
        "$where",
        "'; DROP TABLE x; --",
        "\u202e\ud7ff",
        "à" * 200,
        "🀄",
        " ",
    ],
)
async def test_any_text_may_be_searched_for(world: World, text: str) -> None:
    answer = await world.get("catalog", "/catalogue/search", params={"q": text})
    assert (answer.status_code, answer.json()["total"]) == (200, 0)
