"""Looks at what stands last in a service's own topic: whoever knows the store sees what it never told.

A record that names its exact predecessor is like a true one to every consumer; the store alone can tell.
"""

import asyncio

import structlog
from aiokafka import TopicPartition

from shared.eventstore.application import Application
from shared.messaging.connection import Kafka
from shared.messaging.publication_mapper import PublicationMapper
from shared.messaging.topic_tail import Last, last_events
from shared.telemetry import metrics

WATCH_SECONDS = 30.0

log = structlog.get_logger()


async def watch_topic(application: Application, mapper: PublicationMapper, kafka: Kafka) -> None:
    """Look until cancelled, and tell of each record once."""
    told: set[tuple[TopicPartition, str]] = set()
    while True:
        await asyncio.sleep(WATCH_SECONDS)
        try:
            found = await foreign_records(application, mapper, kafka)
        except Exception as error:  # Kafka or the store will answer again
            log.warning("can't look at the topic", topic=mapper.topic.value, error=repr(error))
            continue
        for partition, last in found.items():
            if (partition, last.event_id) not in told:
                told.add((partition, last.event_id))
                _tell(mapper, partition, last)


async def foreign_records(
    application: Application, mapper: PublicationMapper, kafka: Kafka
) -> dict[TopicPartition, Last]:
    """What stands last in partitions of the service's topic, and isn't the store's."""
    tails = await last_events(kafka, mapper.topic.value, str(mapper.source))
    newest = await application.read(application.store.last_notification_id)  # asked last: it may grow
    return {p: last for p, last in tails.items() if last.strays or last.sequence > newest}


def _tell(mapper: PublicationMapper, partition: TopicPartition, last: Last) -> None:
    metrics.RELAY_FAILURES.labels(service=mapper.service.value, reason="foreign_record").inc()
    log.critical(
        "the topic holds a record that this service never wrote",
        partition=str(partition),
        event_id=last.event_id,
        sequence=last.sequence,
        strays=last.strays,
    )
