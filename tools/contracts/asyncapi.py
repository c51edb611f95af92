"""The AsyncAPI 3.0 document for those who subscribe: a channel a topic, a message an event."""

from collections.abc import Iterable
from typing import Any

from pydantic import TypeAdapter

from shared.contracts.envelope import CONTENT_TYPE
from shared.contracts.examples import example_of, headers_of
from shared.contracts.registry import EVENT_TYPES, adapter, class_of, topic_of, types_on
from shared.contracts.schemas import NO_DATA, SchemaOfFields, is_tombstone, sentence_of, told_part
from shared.contracts.topics import COMPACTED, SERVICE_TOPICS, Topic, TopicConfiguration, configurations

_KAFKA_BINDING_VERSION = "0.5.0"
_INFO = """\
What a deployment tells other systems about its catalogues, cases, time limits and notifications. The document
is written from the subscriber's side: every operation receives.

Records are CloudEvents 1.0 in Kafka's binary mode: the attributes in `ce_*` headers, the data as JSON in the
value. An event only ever grows by optional fields, and strings with documented values may get further ones:
read what you know, pass over the rest. Anything else comes as a `.v2` beside the `.v1`.

Read committed records only (`isolation.level=read_committed`). `ce_id` is the same whenever an event is told
again. Within a partition, `ce_prevsequence` is the `ce_sequence` of the record before: when it is not,
records are missing; when `ce_sequence` is not above the last one, the record has been seen.

The compacted topics hold what is true now: the newest record of each key, and a null value where the key has
ended, which compaction removes a day later. There gaps in the sequence are normal, `ce_prevsequence` says
nothing, and a record may come again: keep the value with the highest `ce_sequence` of each key.
"""


_CURRENT = {
    Topic.CATALOG_CURRENT: "Each procedure in force, in full, under `<agency>/<procedure>`. Compacted.",
    Topic.AGENCIES_CURRENT: "Each agency with its divisions, under its code. Compacted.",
}


def _text(description: str, **keywords: Any) -> dict[str, Any]:
    return {"type": "string", "description": description, **keywords}


_SEQUENCE = {"pattern": "^[0-9]{20}$", "minLength": 20, "maxLength": 20}
_REQUIRED_HEADERS: dict[str, dict[str, Any]] = {
    "content-type": _text("Media type of the value.", const=CONTENT_TYPE),
    "ce_specversion": _text("Version of CloudEvents.", const="1.0"),
    "ce_id": _text("The same for the same event, however often it is told.", format="uuid"),
    "ce_source": _text("`<address of the deployment>/<service>/<epoch of its store>`.", format="uri"),
    "ce_type": _text("`tthc.<service>.<Event>.v<n>`."),
    "ce_subject": _text("Number of the case, or of the edition, or the key that the event is about."),
    "ce_time": _text("When it took effect, in UTC.", format="date-time"),
    "ce_dataschema": _text("Where the JSON Schema of the value is served.", format="uri"),
    "ce_sequence": _text("Place in the order of the source, as 20 digits.", **_SEQUENCE),
    "ce_prevsequence": _text("`ce_sequence` of the record before it in its partition; 0: none.", **_SEQUENCE),
    "ce_correlationid": _text("The root case: the same for all that follows from it."),
    "ce_streamversion": _text("Version of what the event is about, from 1, as digits."),
    "ce_recordedtime": _text("When it was recorded, in UTC.", format="date-time"),
    "ce_partitionkey": _text("The record's key."),
    "correlation_id": _text("The same as `ce_correlationid`."),
}
_OPTIONAL_HEADERS: dict[str, dict[str, Any]] = {
    "ce_causationid": _text("Id of the event or command that caused it."),
    "ce_partitioncount": _text("How many partitions the topic had when the record was put, as digits."),
    "ce_deprecated": _text("`true`: the type retires, a newer one stands beside it.", enum=["true", "false"]),
    "traceparent": _text("W3C Trace Context."),
}


_FOLLOWED = (*SERVICE_TOPICS.values(), *(topic for topic in Topic if topic in COMPACTED))


def document() -> dict[str, Any]:
    """The whole document."""
    told = [one for one in dict.fromkeys(EVENT_TYPES.values()) if not is_tombstone(one)]
    definitions = _definitions_of(told, "#/components/schemas/{model}")
    headers = {
        "type": "object",
        "required": list(_REQUIRED_HEADERS),
        "properties": _REQUIRED_HEADERS | _OPTIONAL_HEADERS,
    }
    return {
        "asyncapi": "3.0.0",
        "id": "urn:tthc:events",
        "info": {
            "title": "Administrative procedures: events for subscribers",
            "version": "1.0.0",
            "description": _INFO,
            "license": {"name": "Apache-2.0", "url": "https://www.apache.org/licenses/LICENSE-2.0"},
        },
        "defaultContentType": CONTENT_TYPE,
        "servers": {
            "kafka": {
                "host": "{bootstrap}",
                "protocol": "kafka",
                "description": "The deployment's Apache Kafka.",
                "variables": {
                    "bootstrap": {"description": "KAFKA_BOOTSTRAP_SERVERS", "default": "localhost:9092"}
                },
            }
        },
        "channels": {
            topic.value: _channel(configuration) for topic, configuration in configurations().items()
        },
        "operations": {_operation_name(topic): _operation(topic) for topic in _FOLLOWED},
        "components": {
            "messages": {event_type: _message(event_type) for event_type in EVENT_TYPES},
            "schemas": {"Headers": headers, **definitions},
        },
    }


def _channel(configuration: TopicConfiguration) -> dict[str, Any]:
    settings = configuration.settings
    return {
        "address": configuration.topic.value,
        "description": _described(configuration.topic),
        "messages": {
            event_type: {"$ref": f"#/components/messages/{event_type}"}
            for event_type in types_on(configuration.topic)
        },
        "bindings": {
            "kafka": {
                "topic": configuration.topic.value,
                "partitions": configuration.partitions,
                "replicas": configuration.replication_factor,
                "topicConfiguration": {
                    "cleanup.policy": [settings["cleanup.policy"]],
                    "retention.ms": int(settings["retention.ms"]),
                    "max.message.bytes": int(settings["max.message.bytes"]),
                },
                "bindingVersion": _KAFKA_BINDING_VERSION,
            }
        },
    }


def _described(topic: Topic) -> str:
    if topic in SERVICE_TOPICS.values():
        return f"What the service {topic.value.removeprefix('tthc.')} tells, in order for each key."
    if topic.value.endswith(".dlq"):
        return (
            f"Which records of {topic.value.removesuffix('.dlq')} a service couldn't process; for operators."
        )
    return _CURRENT[topic]


def _operation_name(topic: Topic) -> str:
    return f"receive-{topic.value.removeprefix('tthc.')}"


def _operation(topic: Topic) -> dict[str, Any]:
    channel = f"#/channels/{topic.value}"
    return {
        "action": "receive",
        "channel": {"$ref": channel},
        "summary": _described(topic),
        "messages": [{"$ref": f"{channel}/messages/{event_type}"} for event_type in types_on(topic)],
    }


def _message(event_type: str) -> dict[str, Any]:
    event_class = class_of(event_type)
    data = {"$ref": f"#/components/schemas/{event_class.__name__}"}
    return {
        "name": event_type,
        "title": event_class.__name__,
        "summary": sentence_of(event_class),
        "contentType": CONTENT_TYPE,
        "headers": {
            "allOf": [
                {"$ref": "#/components/schemas/Headers"},
                {"type": "object", "properties": {"ce_type": {"type": "string", "const": event_type}}},
            ]
        },
        "payload": NO_DATA if is_tombstone(event_class) else data,
        "correlationId": {"description": "The root case.", "location": "$message.header#/ce_correlationid"},
        "bindings": {
            "kafka": {
                "key": _text(_key_of(event_type, event_class)),
                "bindingVersion": _KAFKA_BINDING_VERSION,
            }
        },
        "examples": [
            {
                "name": event_class.__name__,
                "headers": headers_of(event_type),
                "payload": example_of(event_type),
            }
        ],
    }


def _key_of(event_type: str, event_class: type) -> str:
    if event_type in types_on(Topic.CATALOG_CURRENT):
        return "`<agency>/<procedure>`: the newest record of a key is what is in force."
    if topic_of(event_class) in COMPACTED:
        return "The agency's code: the newest record of a key is what it is now."
    return "The root case or the agency: what has one key stays in order."


def _definitions_of(event_classes: Iterable[type], ref_template: str) -> dict[str, Any]:
    """The schemas of several classes and their parts, by name."""
    wanted = list(event_classes)
    inputs = [(one.__name__, "validation", adapter(one)) for one in wanted]
    _, found = TypeAdapter.json_schemas(
        inputs,  # type: ignore[arg-type]
        ref_template=ref_template,
        schema_generator=SchemaOfFields,
    )
    told = {one.__name__: one for one in wanted}
    return {
        name: told_part(told[name], made) if name in told else made for name, made in found["$defs"].items()
    }
