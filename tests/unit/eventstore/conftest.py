"""A started application on a store of its own."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from shared.eventstore.application import Application
from shared.eventstore.environment import sqlite_environment
from tests.contract.eventstore.opening import Store


@pytest.fixture
async def application(tmp_path: Path) -> AsyncIterator[Application]:
    store = Store(sqlite_environment(tmp_path, "jars"))
    yield store.open()
    await store.close()
