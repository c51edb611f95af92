"""A Kafka without any of the system's topics, for each test."""

import pytest

from tests.messaging_topic import delete_topics
from tthc.local import KafkaServer


@pytest.fixture
async def servers(kafka: KafkaServer) -> str:
    """The address of an empty Kafka."""
    await delete_topics(kafka.bootstrap_servers)
    return kafka.bootstrap_servers
