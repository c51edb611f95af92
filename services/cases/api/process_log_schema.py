"""What an object-centric log looks like in JSON (OCEL 2.0, section 6), as the OpenAPI document tells it."""

from typing import Any

_TEXT: dict[str, Any] = {"type": "string"}
_TIME: dict[str, Any] = {"type": "string", "format": "date-time"}
_VALUE_TYPES: dict[str, Any] = {"type": "string", "enum": ["string", "time", "integer", "float", "boolean"]}


def _object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _list(of: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": of}


_TYPE = _object(name=_TEXT, attributes=_list(_object(name=_TEXT, type=_VALUE_TYPES)))
_RELATIONSHIPS = _list(_object(objectId=_TEXT, qualifier=_TEXT))

OCEL_SCHEMA = _object(
    eventTypes=_list(_TYPE),
    objectTypes=_list(_TYPE),
    events=_list(
        _object(
            id=_TEXT,
            type=_TEXT,
            time=_TIME,
            attributes=_list(_object(name=_TEXT, value=_TEXT)),
            relationships=_RELATIONSHIPS,
        )
    ),
    objects=_list(
        _object(
            id=_TEXT,
            type=_TEXT,
            attributes=_list(_object(name=_TEXT, time=_TIME, value=_TEXT)),
            relationships=_RELATIONSHIPS,
        )
    ),
)
