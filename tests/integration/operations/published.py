"""What stands on a broker's topics, held against the documents that subscribers read."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from aiokafka import ConsumerRecord
from jsonschema import Draft202012Validator, FormatChecker

from shared.contracts.envelope import CloudEvent
from shared.contracts.registry import parse
from shared.contracts.topics import COMPACTED, Topic
from tests.messaging_topic import read_topic

_DOCUMENT = Path(__file__).parents[3] / "docs" / "reference" / "asyncapi.yaml"


class Published:
    """The AsyncAPI document, and whether records keep to it."""

    def __init__(self) -> None:
        self._document: dict[str, Any] = yaml.safe_load(_DOCUMENT.read_text(encoding="utf-8"))

    @property
    def types(self) -> set[str]:
        """The types that the document promises."""
        return set(self._document["components"]["messages"])

    def check(self, record: ConsumerRecord[Any, Any], address: str) -> str:
        """Read a record by the code that reads, and by the document; its type."""
        tombstones = record.topic in COMPACTED
        cloud = CloudEvent.from_kafka(
            record.key, record.headers, record.value, address=address, tombstones=tombstones
        )
        if record.value is not None:
            parse(cloud.type, cloud.data)
        channel = self._document["channels"][record.topic]
        assert cloud.type in channel["messages"], f"{record.topic} carries no {cloud.type}"
        message = self._document["components"]["messages"][cloud.type]
        self._validate(message["headers"], {name: value.decode() for name, value in record.headers})
        self._validate(message["payload"], json.loads(record.value or b"null"))
        return cloud.type

    def _validate(self, schema: Mapping[str, Any], found: Any) -> None:
        whole = {**schema, "components": self._document["components"]}
        Draft202012Validator(whole, format_checker=FormatChecker()).validate(found)


async def read_all(servers: str) -> list[ConsumerRecord[Any, Any]]:
    """Every record of every topic."""
    read = [await read_topic(servers, topic.value) for topic in Topic]
    return [record for topic in read for records in topic.values() for record in records]
