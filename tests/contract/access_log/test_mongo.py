"""The contract of access logs, kept on MongoDB."""

from collections.abc import AsyncIterator

import pytest

from dev.local import MongoServer
from shared.documents import Documents
from shared.documents.mongo import MongoDocuments
from tests.contract.access_log.keeping import Keeping, clock, log

__all__ = ["clock", "log"]


@pytest.fixture
async def documents(mongo: MongoServer, mongo_database: str) -> AsyncIterator[Documents]:
    store = MongoDocuments(mongo.url, mongo_database)
    await store.open()
    yield store
    await store._client.drop_database(store._name)
    await store.close()


class TestKeeping(Keeping): ...
