"""What the OCEL 2.0 standard asks of a log in JSON, and of what it says (<https://www.ocel-standard.org>)."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

_READ: Mapping[str, Any] = {
    "string": str,
    "time": datetime.fromisoformat,
    "integer": int,
    "float": float,
    "boolean": {"true": True, "false": False}.__getitem__,
}
_PARTS = ("eventTypes", "objectTypes", "events", "objects")


def faults_of(content: bytes | str) -> list[str]:
    """All that isn't as the standard has it; none of a log that is."""
    log = json.loads(content)
    missing = [f"there is no {part}" for part in _PARTS if not isinstance(log.get(part), list)]
    return missing or [*_types(log), *_ids(log), *_elements(log)]


def _types(log: Any) -> Iterator[str]:
    for part in ("eventTypes", "objectTypes"):
        names = [one["name"] for one in log[part]]
        yield from (f"{part}: {name} twice" for name in {*names} if names.count(name) > 1)
        for one in log[part]:
            own = [each["name"] for each in one["attributes"]]
            yield from (f"{one['name']}: {name} twice" for name in {*own} if own.count(name) > 1)
            yield from (f"{each['type']}?" for each in one["attributes"] if each["type"] not in _READ)


def _ids(log: Any) -> Iterator[str]:
    for part in ("events", "objects"):
        ids = [one["id"] for one in log[part]]
        yield from (f"{part}: {id} twice" for id in {*ids} if ids.count(id) > 1)


def _elements(log: Any) -> Iterator[str]:
    objects = {one["id"] for one in log["objects"]}
    for part, types, timed in (("events", "eventTypes", False), ("objects", "objectTypes", True)):
        declared = {
            one["name"]: {each["name"]: each["type"] for each in one["attributes"]} for one in log[types]
        }
        for one in log[part]:
            yield from _of_element(one, declared.get(one["type"]), objects, timed)
    for one in log["events"]:
        if datetime.fromisoformat(one["time"]).tzinfo is None:
            yield f"{one['id']}: a time without an offset"
        if not one["relationships"]:
            yield f"{one['id']}: of no object"


def _of_element(one: Any, declared: Any, objects: set[str], timed: bool) -> Iterator[str]:
    if declared is None:
        yield f"{one['id']}: no type {one['type']}"
        return
    for each in one["attributes"]:
        kind = declared.get(each["name"])
        if kind is None or not isinstance(each["value"], str):
            yield f"{one['id']}: {each} isn't declared, or no text"
            continue
        _READ[kind](each["value"])
        if timed and datetime.fromisoformat(each["time"]).tzinfo is None:
            yield f"{one['id']}: {each} has no offset"
    for each in one["relationships"]:
        if each["objectId"] not in objects or not each["qualifier"]:
            yield f"{one['id']}: there is no {each}"
