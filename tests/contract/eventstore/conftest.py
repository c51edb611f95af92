"""What every store's tests use."""

from collections.abc import AsyncIterator, Mapping

import pytest

from shared.eventstore.application import Application
from tests.contract.eventstore.opening import Store


@pytest.fixture
async def store(environment: Mapping[str, str]) -> AsyncIterator[Store]:
    store = Store(environment)
    yield store
    await store.close()


@pytest.fixture
def application(store: Store) -> Application:
    """A started application on an empty store."""
    return store.open()


@pytest.fixture
def other(store: Store) -> Application:
    """A second process."""
    return store.open()
