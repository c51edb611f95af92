"""The topics that the settings name, and making them."""

from shared.messaging.connection import KafkaConnection
from shared.messaging.topics import TopicReport, apply_topics
from shared.runtime.host import topic_configurations
from shared.settings import Settings
from tthc.operations.errors import NeedsKafka


def kafka_of(settings: Settings) -> KafkaConnection:
    """Where Kafka is. Raises NeedsKafka on the embedded profile."""
    kafka = KafkaConnection.of(settings)
    if kafka is None:
        raise NeedsKafka(where="KAFKA_BOOTSTRAP_SERVERS")
    return kafka


async def make_topics(settings: Settings) -> list[TopicReport]:
    """Make the topics that are missing, and set the settings of the others."""
    return await apply_topics(kafka_of(settings), topic_configurations(settings))
