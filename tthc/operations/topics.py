"""The topics that the settings name, and making them."""

from shared.messaging.topics import TopicReport, apply_topics
from shared.runtime.host import topic_configurations
from shared.settings import Settings
from tthc.operations.errors import NeedsKafka


def kafka_of(settings: Settings) -> str:
    """Where Kafka is. Raises NeedsKafka on the embedded profile."""
    if not settings.kafka_bootstrap_servers:
        raise NeedsKafka(where="KAFKA_BOOTSTRAP_SERVERS")
    return settings.kafka_bootstrap_servers


async def make_topics(settings: Settings) -> list[TopicReport]:
    """Make the topics that are missing, and set the settings of the others."""
    return await apply_topics(kafka_of(settings), topic_configurations(settings))
