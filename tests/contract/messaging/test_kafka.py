"""The contract of consuming, kept by Apache Kafka."""

from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest

from dev.local import KafkaServer
from tests.contract.messaging.consuming import Consuming, Failing, OpenWorld
from tests.messaging_topic import delete_topics
from tests.messaging_world import Behaviour, MessagingWorld, messaging_world


@pytest.fixture
async def open_world(tmp_path: Path, kafka: KafkaServer) -> OpenWorld:
    await delete_topics(kafka.bootstrap_servers)

    def open_it(behaviour: Behaviour) -> AbstractAsyncContextManager[MessagingWorld]:
        return messaging_world(tmp_path, kafka=kafka.bootstrap_servers, behaviour=behaviour)

    return open_it


class TestConsuming(Consuming): ...


class TestFailing(Failing): ...
