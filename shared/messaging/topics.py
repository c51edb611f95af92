"""Makes the topics, each with its own partitions, retention and compaction (`tthc topics apply`)."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from aiokafka.errors import (
    ClusterAuthorizationFailedError,
    TopicAlreadyExistsError,
    TopicAuthorizationFailedError,
    for_code,
)

from shared.contracts.topics import TopicConfiguration
from shared.messaging.connection import Kafka, client_options

T = TypeVar("T")

_DESCRIBE_TIMES = 50


class TopicChange(StrEnum):
    """What was done about a topic."""

    CREATED = "created"
    SETTINGS_APPLIED = "settings applied"
    UNCHANGED = "unchanged"
    LEFT = "left as it is: Kafka doesn't let this user make topics"
    OTHER_PARTITIONS = "kept: it has another number of partitions, which is fixed at creation"


@dataclass(frozen=True, slots=True)
class TopicReport:
    """One topic, and what was done about it."""

    topic: str
    change: TopicChange
    partitions: int


async def apply_topics(kafka: Kafka, configurations: Iterable[TopicConfiguration]) -> list[TopicReport]:
    """Create the missing topics and set the settings of the others; running it again changes nothing."""
    admin = AIOKafkaAdminClient(**client_options(kafka))
    await admin.start()
    try:
        return [await _apply(admin, configuration) for configuration in configurations]
    finally:
        await admin.close()


async def _apply(admin: AIOKafkaAdminClient, wanted: TopicConfiguration) -> TopicReport:
    name = wanted.topic.value
    topic = NewTopic(name, wanted.partitions, wanted.replication_factor, topic_configs=wanted.settings)
    response = await admin.create_topics([topic])
    error = for_code(response.topic_errors[0][1])
    if error in (TopicAuthorizationFailedError, ClusterAuthorizationFailedError):
        return TopicReport(name, TopicChange.LEFT, 0)
    if error is not TopicAlreadyExistsError:
        if response.topic_errors[0][1] != 0:
            raise error(response.topic_errors[0][2])
        await _until_set(admin, name, wanted.settings)
        return TopicReport(name, TopicChange.CREATED, wanted.partitions)
    changed = await _apply_settings(admin, name, wanted.settings)
    count = await _partition_count(admin, name)
    if count != wanted.partitions:
        return TopicReport(name, TopicChange.OTHER_PARTITIONS, count)
    return TopicReport(name, TopicChange.SETTINGS_APPLIED if changed else TopicChange.UNCHANGED, count)


async def _partition_count(admin: AIOKafkaAdminClient, name: str) -> int:
    """How many partitions a topic has; one that was made a moment ago isn't known everywhere yet."""

    async def count() -> int:
        (described,) = await admin.describe_topics([name])
        return len(described["partitions"])

    return await _soon(count)


async def _soon(look: Callable[[], Awaitable[T]]) -> T:
    """What one sees as soon as that is anything, or after some seconds: a broker tells news a little late."""
    for _ in range(_DESCRIBE_TIMES):
        if found := await look():
            break
        await asyncio.sleep(0.1)
    return found


async def _apply_settings(admin: AIOKafkaAdminClient, name: str, wanted: Mapping[str, str]) -> bool:
    """Set what differs; whether anything did. What Kafka refuses is raised."""
    if await _is_set(admin, name, wanted):
        return False
    resource = ConfigResource(ConfigResourceType.TOPIC, name, configs=dict(wanted))
    for response in await admin.alter_configs([resource]):
        for code, message, *_ in response.resources:
            if code != 0:
                raise for_code(code)(message)
    await _until_set(admin, name, wanted)
    return True


async def _is_set(admin: AIOKafkaAdminClient, name: str, wanted: Mapping[str, str]) -> bool:
    present = await describe_settings(admin, name)
    return all(present.get(key) == value for key, value in wanted.items())


async def _until_set(admin: AIOKafkaAdminClient, name: str, wanted: Mapping[str, str]) -> None:
    """Return when the broker tells the settings that it has just accepted, or after some seconds."""
    await _soon(lambda: _is_set(admin, name, wanted))


async def describe_settings(admin: AIOKafkaAdminClient, topic: str) -> dict[str, str]:
    """All settings of a topic, as Kafka has them."""
    (response,) = await admin.describe_configs([ConfigResource(ConfigResourceType.TOPIC, topic)])
    (resource,) = response.resources
    return {entry[0]: entry[1] for entry in resource[4]}
