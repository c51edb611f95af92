"""A Kafka without any of the system's topics, for each test."""

import pytest

from dev.local import KafkaServer
from tests.messaging_topic import delete_topics


@pytest.fixture
async def servers(kafka: KafkaServer) -> str:
    """The address of an empty Kafka."""
    await delete_topics(kafka.bootstrap_servers)
    return kafka.bootstrap_servers
