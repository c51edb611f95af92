"""What looks like a number and is none, or is too much of one, is refused by every operation; none fails."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.hosting import World, hosted

SERVICES = ("catalog", "cases", "sla", "notify")
#: `isdigit`, `int` and `float` see each of these differently; and more digits than `int` takes.
TEXTS = ("²", "٣", "1_0", "nan", "1e400", "9" * 25, "9" * 5_000)
NUMBERS = ("9" * 25, "9" * 4_000, "9" * 5_000, "1e400", "NaN", '"²"')
HEADERS = {"If-Match": '"{}"', "Consistency-Token": "cases:1:{}", "Accept-Language": "en;q={}"}
DEEPEST = 5

Schema = dict[str, Any]
Place = tuple[str, ...]


def kinds(schema: Schema) -> set[str]:
    """The types that a value may have."""
    inner = [kinds(one) for one in schema.get("anyOf", ())]
    return {str(schema.get("type"))}.union(*inner)


def integers(document: Schema, schema: Schema, path: Place = ()) -> Iterator[Place]:
    """The places of whole numbers in a body; `[]` for a list's entry."""
    if len(path) > DEEPEST:
        return
    if "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    if schema.get("type") == "integer":
        yield path
    for one in [*schema.get("anyOf", ()), *schema.get("oneOf", ())]:
        yield from integers(document, one, path)
    for name, inner in schema.get("properties", {}).items():
        yield from integers(document, inner, (*path, name))
    if "items" in schema:
        yield from integers(document, schema["items"], (*path, "[]"))


def body(path: Place, number: str) -> str:
    """JSON with the number at its place and nothing else."""
    text = number
    for part in reversed(path):
        text = f"[{text}]" if part == "[]" else f'{{"{part}":{text}}}'
    return text


class Operation:
    """An operation of a service, and requests that have something odd in one place."""

    def __init__(self, document: Schema, method: str, path: str, told: Schema) -> None:
        self.method, self.path, self._document, self._told = method.upper(), path, document, told
        self._parameters = [self._parameter(one) for one in told.get("parameters", ())]

    def _parameter(self, one: Schema) -> Schema:
        reference = one.get("$ref", "").rpartition("/")[2]
        found: Schema = self._document["components"]["parameters"][reference] if reference else one
        return found

    def requests(self) -> Iterator[tuple[str, Schema]]:
        """The address, and what else is sent."""
        sent = {"json": {}} if "requestBody" in self._told else {}
        for one in self._parameters:
            name, numeric = one["name"], "integer" in kinds(one["schema"])
            for text in TEXTS if numeric or name in HEADERS else ():
                if one["in"] == "path":
                    yield self._address({name: text}), sent
                elif one["in"] == "query":
                    yield self._address({}), {**sent, "params": {name: text}}
                elif name in HEADERS:
                    yield self._address({}), {**sent, "headers": {name: HEADERS[name].format(text).encode()}}
        content = self._told.get("requestBody", {}).get("content", {}).get("application/json", {})
        for place in sorted(set(integers(self._document, content.get("schema", {})))):
            for number in NUMBERS:
                json = {"content": body(place, number), "headers": {"Content-Type": "application/json"}}
                yield self._address({}), json

    def _address(self, odd: dict[str, str]) -> str:
        address = self.path
        for one in self._parameters:
            if one["in"] == "path":
                plain = "1" if "integer" in kinds(one["schema"]) else "SNV"
                address = address.replace(f"{{{one['name']}}}", odd.get(one["name"], plain))
        return address


def operations(world: World, service: str) -> Iterator[Operation]:
    document = world.document(service)
    for path, methods in document["paths"].items():
        for method, told in methods.items():
            if not path.startswith("/operations"):  # these put the service to work
                yield Operation(document, method, path, told)


@pytest.mark.parametrize("service", SERVICES)
async def test_no_number_ends_in_an_internal_error(tmp_path: Path, service: str) -> None:
    sent = 0
    async with hosted(tmp_path, service) as world:
        for operation in operations(world, service):
            for address, more in operation.requests():
                answer = await world.request(operation.method, service, address, as_="operator", **more)
                told = f"{operation.method} {address[:80]} {str(more)[:200]}: {answer.text[:300]}"
                assert answer.status_code < 500, told
                sent += 1
    assert sent > 40
