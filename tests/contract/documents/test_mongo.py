"""The contract of document stores, kept by MongoDB."""

from collections.abc import AsyncIterator

import pytest

from dev.local import MongoServer
from shared.documents import Documents
from shared.documents.mongo import MongoDocuments
from shared.errors import Unavailable
from tests.contract.documents.asking import Asking, Lists, Vietnamese
from tests.contract.documents.generations import Rebuilding
from tests.contract.documents.projecting import Projecting, Rules, Together
from tests.contract.documents.setting_aside import SettingAside
from tests.contract.documents.writing import Collections, Writing


@pytest.fixture
async def documents(mongo: MongoServer, mongo_database: str) -> AsyncIterator[Documents]:
    store = MongoDocuments(mongo.url, mongo_database)
    await store.open()
    yield store
    await store._client.drop_database(store._name)
    await store.close()


class TestWriting(Writing): ...


class TestCollections(Collections): ...


class TestAsking(Asking): ...


class TestLists(Lists): ...


class TestVietnamese(Vietnamese): ...


class TestProjecting(Projecting): ...


class TestRules(Rules): ...


class TestTogether(Together): ...


class TestRebuilding(Rebuilding): ...


@pytest.fixture(scope="session")
def too_large() -> str:
    """More than a document of MongoDB may hold."""
    return "x" * (17 * 1024 * 1024)


class TestSettingAside(SettingAside): ...


async def test_a_server_that_is_not_there_is_unavailability() -> None:
    store = MongoDocuments("mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=50", "nothing")
    with pytest.raises(Unavailable, match="MongoDB"):
        await store.open()
