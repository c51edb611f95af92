"""Whatever is wrong with a body, every route tells it at its place and in the reader's language."""

import ast
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from shared.errors import Unavailable
from shared.eventstore.application import Application
from shared.http.fault_sentences import VIETNAMESE
from tests.unit.house.repository import ROOT

#: Of each kind, something that hardly any field takes.
WRONG: tuple[Any, ...] = (
    None,
    0.5,
    True,
    "",
    "x" * 5000,
    "\x00",
    "2026-11-24T08:00",
    [],
    [0.5],
    {},
    -(2**70),
)


def bodies(schema: dict[str, Any], components: dict[str, Any]) -> Iterator[Any]:
    """Bodies with all fields wrong in the same way; of each kind where there are several."""
    schema = _whole(schema, components)
    yield from (*WRONG, {"command": "Dance"})
    for choice in [schema, *schema.get("oneOf", ()), *schema.get("anyOf", ())]:
        properties = _whole(choice, components).get("properties", {})
        constant = {name: one["const"] for name, one in properties.items() if "const" in one}
        for wrong in WRONG:
            yield dict.fromkeys(properties, wrong) | constant
        yield {name: _filled(one, components) for name, one in properties.items()} | constant


def _filled(schema: dict[str, Any], components: dict[str, Any]) -> Any:
    """One level deeper: an object, or a list of one, whose own fields are wrong."""
    schema = _whole(schema, components)
    for one in [schema, *schema.get("anyOf", ())]:
        one = _whole(one, components)
        if "properties" in one:
            return dict.fromkeys(one["properties"], 0.5)
        if "items" in one:
            return [dict.fromkeys(_whole(one["items"], components).get("properties", {"a/b": 1}), 0.5)]
    return 0.5


def _whole(schema: dict[str, Any], components: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = schema
    if "$ref" in schema:
        found = components[schema["$ref"].rpartition("/")[2]]
    return found


def there(pointer: str, value: Any, code: str) -> bool:
    """Whether something stands at the pointer (RFC 6901), or, where it is missing, around it."""
    parts = [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]]
    if code in ("missing", "union-tag-not-found"):
        parts = parts[:-1]
    for part in parts:
        try:
            value = value[int(part)] if isinstance(value, list) else value[part]
        except (LookupError, TypeError, ValueError):
            return False
    return True


async def _no_time(*_given: Any, **_named: Any) -> Any:
    """What is right by chance is carried out by nobody."""
    raise Unavailable(reason="a test", retry_after=1)


async def test_every_fault_of_a_body_is_there_and_told_in_both_languages(
    services: dict[str, FastAPI], signed: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("execute", "read", "state"):
        monkeypatch.setattr(Application, name, _no_time)
    seen = set()
    for app in services.values():
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        document = app.openapi()
        async with httpx.AsyncClient(transport=transport, base_url="http://test", headers=signed) as client:
            for method, path, schema in with_body(document):
                for body in bodies(schema, document["components"]["schemas"]):
                    vi = await client.request(method, path, json=body)
                    en = await client.request(method, path, json=body, headers={"Accept-Language": "en"})
                    if vi.json().get("code") != "input-invalid":
                        continue
                    for one, other in zip(vi.json()["errors"], en.json()["errors"], strict=True):
                        assert one["in"] != "body" or there(one["pointer"], body, one["code"]), (path, one)
                        assert one["message"] != other["message"], (path, one)
                        assert one["code"].replace("-", "_") in VIETNAMESE, (path, one)
                        seen.add(one["code"])
    assert {
        "missing",
        "extra-forbidden",
        "string-too-long",
        "timezone-aware",
        "union-tag-invalid",
    } - seen == set()


def with_body(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Method, address and schema of each operation that takes JSON alone."""
    for path, item in document["paths"].items():
        for method, operation in item.items():
            content = operation.get("requestBody", {}).get("content", {})
            if set(content) == {"application/json"}:
                yield (
                    method.upper(),
                    path.replace("{", "").replace("}", ""),
                    content["application/json"]["schema"],
                )


def own_kinds(source: str) -> list[str]:
    """The kinds of fault that a module's own checks tell; `?` where it can't be read."""
    return [
        str(call.args[0].value) if isinstance(call.args[0], ast.Constant) else "?"
        for call in ast.walk(ast.parse(source))
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in ("PydanticCustomError", "unfit")
    ]


def test_our_own_kinds_have_their_sentence() -> None:
    found = [
        kind
        for folder in ("services", "shared")
        for path in sorted((ROOT / folder).rglob("*.py"))
        for kind in own_kinds(path.read_text("utf-8"))
    ]
    assert found
    assert set(found) - VIETNAMESE.keys() == set()


def test_a_kind_of_our_own_is_seen() -> None:
    assert own_kinds('raise PydanticCustomError("too_late", "Too late")') == ["too_late"]
    assert own_kinds("raise PydanticCustomError(kind, 'Too late')") == ["?"]


def test_a_pointer_that_leads_nowhere_is_seen() -> None:
    body = {"to": [{"step": 1}]}
    assert there("/to/0/step", body, "string-type")
    assert there("/to/0/at", body, "missing")
    assert not there("/to/0/at", body, "string-type")
    assert not there("/ReceiveStep/to", body, "string-type")
