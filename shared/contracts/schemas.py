"""The JSON Schemas of the events that are told, as they are served and committed."""

import inspect
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from shared.contracts.declaring import declaration_of, untold_fields
from shared.contracts.examples import example_of
from shared.contracts.registry import adapter, class_of, topic_of

_OWN_DEAD_LETTERS = "tthc.*.dlq"


class SchemaOfFields(GenerateJsonSchema):
    """pydantic's schemas, without titles that only repeat the fields' names."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - the library's signature
        return False


#: What a tombstone has for data.
NO_DATA: dict[str, Any] = {"type": "null", "examples": [None]}


def schema_of(event_class: type, event_type: str, example: Any) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of an event's data, with its topic and an example."""
    topic = topic_of(event_class)
    about = {
        "$schema": SchemaOfFields.schema_dialect,
        "$id": f"{event_type}.json",
        "x-topic": topic.value if topic is not None else _OWN_DEAD_LETTERS,
    }
    if is_tombstone(event_class):
        return {**about, "title": event_class.__name__, "description": sentence_of(event_class), **NO_DATA}
    made = adapter(event_class).json_schema(schema_generator=SchemaOfFields)
    return {**about, **told_part(event_class, made), "examples": [example]}


def told_part(event_class: type, made: dict[str, Any]) -> dict[str, Any]:
    """The schema of what is told of an event: without the fields that are kept beside."""
    kept = untold_fields(event_class)
    if not kept:
        return made
    properties = {name: field for name, field in made["properties"].items() if name not in kept}
    return {**made, "properties": properties}


def is_tombstone(event_class: type) -> bool:
    """Whether the event is told by a null value under its key."""
    declared = declaration_of(event_class)
    return declared is not None and declared.tombstone


def sentence_of(event_class: type) -> str:
    """What the event says, as its class tells it."""
    return inspect.cleandoc(event_class.__doc__ or "")


def schema(event_type: str) -> dict[str, Any]:
    """The JSON Schema that `ce_dataschema` leads to; UnknownEventType where there is none."""
    return schema_of(class_of(event_type), event_type, example_of(event_type))
