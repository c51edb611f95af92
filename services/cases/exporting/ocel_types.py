"""What an OCEL 2.0 log says of its types, and how its values stand in JSON (<https://www.ocel-standard.org>).

The standard writes every value of an attribute as text, and says of the type's attribute what it is.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from datetime import datetime
from functools import cache
from typing import Any

import msgspec

from services.cases.domain.case import CASE
from services.cases.exporting.text import instant_text

#: Of what holds from the beginning the standard says so by this instant.
ALWAYS = datetime.fromisoformat("1970-01-01T00:00:00+00:00")

#: The types of objects with their attributes, and what each is.
OBJECT_TYPES: dict[str, dict[str, str]] = {
    "case": {
        "procedure": "string",
        "edition": "integer",
        "external_reference": "string",
        "agency": "string",
        "state": "string",
        "due": "time",
        "late": "boolean",
    },
    "step visit": {
        "step": "string",
        "name": "string",
        "visit": "integer",
        "limit": "string",
        "counting": "string",
        "division": "string",
        "official": "string",
        "state": "string",
    },
    "coordination": {
        "step": "string",
        "role": "string",
        "limit": "string",
        "counting": "string",
        "agency": "string",
        "state": "string",
    },
    "document": {"kind": "string"},
    "agency": {},
    "division": {},
    "official": {},
}

#: The fields of events that say neither who nor what in whose words, and what each is.
_TOLD = {
    "grounds": "string",
    "kind": "string",
    "answer": "string",
    "level": "string",
    "due_at": "time",
    "ends_at": "time",
    "expected_at": "time",
    "meets_at": "time",
    "by_silence": "boolean",
    "by_itself": "boolean",
    "outside": "boolean",
}
_OF_EVERY_EVENT = {"recorded_at": "time", "version": "integer"}


@cache
def attributes_of(event_class: type) -> dict[str, str]:
    """What the events of a class say besides what they are about."""
    names = {one.name for one in fields(event_class)}
    return _OF_EVERY_EVENT | {name: kind for name, kind in _TOLD.items() if name in names}


def types() -> str:
    """The beginning of the document: the types of events and of objects."""
    events = {one.__name__: attributes_of(one) for one in CASE.events}
    told = {"eventTypes": _declared(events), "objectTypes": _declared(OBJECT_TYPES)}
    return _json(told)[:-1]


def _declared(kinds: dict[str, dict[str, str]]) -> list[dict[str, Any]]:
    return [
        {"name": name, "attributes": [{"name": one, "type": kind} for one, kind in attributes.items()]}
        for name, attributes in kinds.items()
    ]


def value_text(value: Any) -> str:
    """A value as the standard writes it."""
    if isinstance(value, datetime):
        return instant_text(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


@dataclass(slots=True)
class Relations:
    """What an event or an object has to do with, each object once in one way."""

    found: dict[tuple[str, str], None] = field(default_factory=dict)

    def add(self, qualifier: str, object_id: str | None) -> None:
        """It has to do with this object; None: with none."""
        if object_id is not None:
            self.found[object_id, qualifier] = None

    def told(self) -> list[dict[str, str]]:
        """As the document says it."""
        return [{"objectId": id, "qualifier": qualifier} for id, qualifier in self.found]


def object_json(id: str, kind: str, attributes: Iterable[Any], relations: Relations) -> str:
    """An object; its attributes as name, value and since when, those without a value left out."""
    told = [
        {"name": name, "time": instant_text(since), "value": value_text(value)}
        for name, value, since in attributes
        if value is not None
    ]
    return _json({"id": id, "type": kind, "attributes": told, "relationships": relations.told()})


def event_json(id: str, event: Any, recorded: dict[str, Any], relations: Relations) -> str:
    """An event with its attributes."""
    at = recorded.pop("at")
    kind: Any = type(event)
    values = {name: recorded.get(name, getattr(event, name, None)) for name in attributes_of(kind)}
    told = [{"name": name, "value": value_text(one)} for name, one in values.items() if one is not None]
    head = {"id": id, "type": type(event).__name__, "time": instant_text(at)}
    return _json({**head, "attributes": told, "relationships": relations.told()})


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
