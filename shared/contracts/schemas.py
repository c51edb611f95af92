"""The JSON Schemas of the published events, as they are served and committed."""

import inspect
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from shared.contracts.dead_letters import DeadLetterAdded
from shared.contracts.published import PublishedEvent
from shared.contracts.registry import model_of


class SchemaOfFields(GenerateJsonSchema):
    """pydantic's schemas, without titles that only repeat the fields' names."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - the library's signature
        return False


#: What a tombstone has for data.
NO_DATA: dict[str, Any] = {"type": "null", "examples": [None]}


def schema_of(model: type[PublishedEvent], event_type: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of an event's data, with its topic and an example."""
    about = {
        "$schema": SchemaOfFields.schema_dialect,
        "$id": f"{event_type}.json",
        "x-topic": model.topic.value if model is not DeadLetterAdded else "tthc.*.dlq",
    }
    if model.tombstone:
        return {**about, "title": model.__name__, "description": sentence_of(model), **NO_DATA}
    return {
        **about,
        **model.model_json_schema(schema_generator=SchemaOfFields),
    }


def sentence_of(model: type[PublishedEvent]) -> str:
    """What the event says, as its model tells it."""
    return inspect.cleandoc(model.__doc__ or "")


def schema(event_type: str) -> dict[str, Any]:
    """The JSON Schema that `ce_dataschema` leads to; UnknownEventType where there is none."""
    return schema_of(model_of(event_type), event_type)
