"""A time that no calendar can be laid out for is refused at every door, by its name and place; none fails."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.hosting import World, hosted

SERVICES = ("catalog", "cases", "sla", "notify")
#: The last of the earlier years, and one that UTC can't say.
INSTANTS = ("1989-12-31T23:59:59Z", "9999-12-31T23:59:59-07:00")
DAYS = ("1989-12-31", "2101-01-01")
#: A document that something rests on may be older than any case.
OF_DOCUMENTS = ("legal_basis",)
DOCUMENT_DAYS = ("1899-12-31", "2101-01-01")
DURATIONS = ("PT999999999H", "P9999999999D", f"P{'9' * 5_000}D")
DEEPEST = 7

Schema = dict[str, Any]
Place = tuple[str, ...]


def resolved(document: Schema, schema: Schema) -> Schema:
    """The schema that a reference leads to."""
    if "$ref" not in schema:
        return schema
    _, room, kind, name = schema["$ref"].split("/")
    found: Schema = document[room][kind][name]
    return found


def times(document: Schema, schema: Schema, path: Place = ()) -> Iterator[tuple[Place, str]]:
    """The places of instants, days and durations in a value, with their kinds.

    In a place, `[]` is a list's entry, and `=Name` a command among several.
    """
    if len(path) > DEEPEST:
        return
    schema = resolved(document, schema)
    if schema.get("format") in ("date", "date-time"):
        yield path, schema["format"]
    if path and path[-1] == "duration":
        yield path, "duration"
    named = schema.get("discriminator", {}).get("mapping", {})
    for name, reference in named.items():
        yield from times(document, {"$ref": reference}, (*path, f"={name}"))
    for one in () if named else [*schema.get("anyOf", ()), *schema.get("oneOf", ())]:
        yield from times(document, one, path)
    for name, inner in schema.get("properties", {}).items():
        yield from times(document, inner, (*path, name))
    for inner in [*([schema["items"]] if schema.get("items") else []), *schema.get("prefixItems", ())]:
        yield from times(document, inner, (*path, "[]"))


def odd(place: Place, kind: str) -> tuple[str, ...]:
    """What can't stand there."""
    if kind == "duration":
        return DURATIONS
    if kind == "date-time":
        return INSTANTS
    return DOCUMENT_DAYS if any(part in OF_DOCUMENTS for part in place) else DAYS


def nested(place: Place, value: Any) -> Any:
    """JSON with the value at its place and nothing else; who has a kind beside it says so."""
    for part in reversed(place):
        if part.startswith("="):
            value["command"] = part[1:]
            continue
        value = [value] if part == "[]" else {part: value}
        if part == "duration":
            value["counting"] = "working_days" if value["duration"].startswith("P9") else "working_hours"
    return value


def pointer(place: Place) -> str:
    """Where a fault at the place is said to lie; of a limit, which is read as a whole, it may say so."""
    return "".join("/0" if part == "[]" else f"/{part}" for part in place if not part.startswith("="))


@dataclass(frozen=True, slots=True)
class Question:
    """A request with one time that can't be, and where its fault must be said to lie."""

    method: str
    address: str
    sent: Schema
    fault: tuple[str, str]


def questions(document: Schema, method: str, path: str, told: Schema) -> Iterator[Question]:
    """Everything that is asked of one operation."""
    parameters = [resolved(document, one) for one in told.get("parameters", ())]
    address = path
    for one in parameters:
        address = address.replace(f"{{{one['name']}}}", "1" if one["name"] == "edition" else "SNV")
    for one in parameters:
        for place, kind in times(document, one["schema"], (one["name"],)):
            for value in odd(place, kind):
                json = {"json": {}} if "requestBody" in told else {}
                sent = {"params": {**_beside(one, value), one["name"]: value}, **json}
                yield Question(method, address, sent, ("parameter", one["name"]))
    content = told.get("requestBody", {}).get("content", {}).get("application/json", {})
    for place, kind in sorted(set(times(document, content.get("schema", {})))):
        for value in odd(place, kind):
            yield Question(method, address, {"json": nested(place, value)}, ("pointer", pointer(place)))


def _beside(parameter: Schema, value: str) -> Schema:
    """What a duration is asked with."""
    counting = "working_hours" if value.startswith("PT") else "working_days"
    whole = {"start": "2026-11-27T08:00:00Z", "counting": counting}
    return whole if parameter["name"] == "duration" else {}


def all_questions(world: World, service: str) -> Iterator[Question]:
    document = world.document(service)
    for path, methods in document["paths"].items():
        for method, told in methods.items():
            yield from questions(document, method.upper(), path, told)


@pytest.mark.parametrize("service", SERVICES)
async def test_each_is_refused_by_name_and_place(tmp_path: Path, service: str) -> None:
    asked, wrong = 0, []
    async with hosted(tmp_path, service) as world:
        for one in all_questions(world, service):
            answer = await _asked(world, service, one)
            asked += 1
            if answer.status_code != 422 or not _names(answer.json(), *one.fault):
                wrong.append(f"{str(one)[:400]} → {answer.status_code} {answer.text[:300]}")
    assert not wrong, f"{len(wrong)} of {asked}:\n" + "\n".join(wrong[:20])
    assert asked > 20 or service == "notify"


async def _asked(world: World, service: str, one: Question) -> Any:
    """The answer to whoever of these may ask."""
    for person in ("giam-doc", "operator", "importer", "bien-tap", "kiem-toan"):
        answer = await world.request(one.method, service, one.address, as_=person, **one.sent)
        if answer.status_code != 403:
            break
    return answer


def _names(problem: Schema, kind: str, place: str) -> bool:
    """Whether a problem says that the fault lies there, or in the limit that it is the duration of."""
    places = {fault[kind] for fault in problem.get("errors", ()) if kind in fault} | {problem.get("where")}
    return bool({place, place.removesuffix("/duration")} & places)
