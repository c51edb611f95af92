"""The contract of consuming, kept by the in-memory transport."""

from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest

from tests.contract.messaging.consuming import Consuming, Failing, OpenWorld
from tests.messaging_world import Behaviour, MessagingWorld, messaging_world


@pytest.fixture
def open_world(tmp_path: Path) -> OpenWorld:
    def open_it(behaviour: Behaviour) -> AbstractAsyncContextManager[MessagingWorld]:
        return messaging_world(tmp_path, behaviour=behaviour)

    return open_it


class TestConsuming(Consuming): ...


class TestFailing(Failing): ...
