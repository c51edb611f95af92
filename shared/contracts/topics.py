"""The Kafka topics, and how each is made: nothing about a topic is left to the broker's defaults."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

MAX_MESSAGE_BYTES = (
    256 * 1024
)  #: largest record batch a topic takes; below the consumers' fetch size of 1 MiB


class Service(StrEnum):
    """A service that publishes events; the second part of an event's type."""

    CATALOG = "catalog"
    CASES = "cases"
    SLA = "sla"
    NOTIFY = "notify"


class Topic(StrEnum):
    """A topic. The events of a service go to its own, in the order of its store for each key."""

    CATALOG = "tthc.catalog"
    CASES = "tthc.cases"
    SLA = "tthc.sla"
    NOTIFY = "tthc.notify"
    CATALOG_DEAD_LETTERS = "tthc.catalog.dlq"
    CASES_DEAD_LETTERS = "tthc.cases.dlq"
    SLA_DEAD_LETTERS = "tthc.sla.dlq"
    NOTIFY_DEAD_LETTERS = "tthc.notify.dlq"
    CATALOG_CURRENT = "tthc.catalog.current"
    AGENCIES_CURRENT = "tthc.agencies.current"

    @property
    def dead_letters(self) -> "Topic":
        """Where records of this topic go that a consumer couldn't process; a service's topic has one."""
        return Topic(f"{self.value}.dlq")


SERVICE_TOPICS: dict[Service, Topic] = {service: Topic(f"tthc.{service.value}") for service in Service}
#: The compacted topics that a service fills besides its own.
CURRENT_TOPICS: dict[Service, tuple[Topic, ...]] = {
    Service.CATALOG: (Topic.CATALOG_CURRENT, Topic.AGENCIES_CURRENT)
}
COMPACTED = frozenset(topic for topics in CURRENT_TOPICS.values() for topic in topics)


class CleanupPolicy(StrEnum):
    """What Kafka does with old records."""

    DELETE = "delete"  #: forgotten after the retention time
    COMPACT = "compact"  #: the newest record of each key is kept for ever


@dataclass(frozen=True, slots=True)
class TopicConfiguration:
    """How one topic is made."""

    topic: Topic
    partitions: int
    replication_factor: int
    min_insync_replicas: int  #: copies that must hold a record before it counts as sent
    cleanup_policy: CleanupPolicy
    retention: timedelta | None  #: None: kept for ever
    max_message_bytes: int = MAX_MESSAGE_BYTES

    @property
    def settings(self) -> dict[str, str]:
        """The topic's settings by Kafka's names."""
        retention_ms = -1 if self.retention is None else int(self.retention.total_seconds() * 1000)
        return {
            "cleanup.policy": self.cleanup_policy.value,
            "retention.ms": str(retention_ms),
            "max.message.bytes": str(self.max_message_bytes),
            "min.insync.replicas": str(self.min_insync_replicas),
            # By the producer's time, an imported history would be past its retention on arrival.
            "message.timestamp.type": "LogAppendTime",
        }


def configurations(
    *,
    partitions: int = 6,
    replication_factor: int = 1,
    min_insync_replicas: int = 1,
    retention: timedelta = timedelta(days=90),
) -> dict[Topic, TopicConfiguration]:
    """How every topic is made; `partitions` and `retention` are those of the four services' topics.

    Raises ValueError where fewer copies are kept than must confirm: such a topic takes no record.
    """
    if min_insync_replicas > replication_factor:
        raise ValueError(
            f"{min_insync_replicas} replicas must confirm, but only {replication_factor} are kept"
        )

    def configuration(topic: Topic) -> TopicConfiguration:
        compacted = topic in COMPACTED
        return TopicConfiguration(
            topic=topic,
            partitions=partitions if topic in SERVICE_TOPICS.values() else 1,
            replication_factor=replication_factor,
            min_insync_replicas=min_insync_replicas,
            cleanup_policy=CleanupPolicy.COMPACT if compacted else CleanupPolicy.DELETE,
            retention=None if compacted else retention,
        )

    return {topic: configuration(topic) for topic in Topic}
