"""The contract of document stores, kept by SQLite."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import pytest

from shared.documents import Document, Documents
from shared.documents.sqlite import SqliteDocuments
from shared.errors import Unavailable
from tests.contract.documents.asking import Asking, Lists, Vietnamese
from tests.contract.documents.generations import Rebuilding
from tests.contract.documents.projecting import Projecting, Rules, Together
from tests.contract.documents.setting_aside import SettingAside
from tests.contract.documents.writing import Collections, Writing


@pytest.fixture
async def documents(tmp_path: Path) -> AsyncIterator[Documents]:
    store = SqliteDocuments(tmp_path / "documents" / "cases.sqlite")
    await store.open()
    yield store
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


@pytest.fixture
async def too_large(documents: SqliteDocuments) -> str:
    """More than a document may hold: SQLite's own bound is a gigabyte, here it is lower."""
    limit = sqlite3.SQLITE_LIMIT_LENGTH
    await documents._writer.run(lambda connection: connection.setlimit(limit, 100_000))
    return "x" * 100_000


class TestSettingAside(SettingAside): ...


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


async def limit_pages(store: SqliteDocuments, pages: int) -> None:
    await store._writer.run(
        lambda connection: connection.execute(f"PRAGMA max_page_count = {pages}").fetchall()
    )


class TestTheFile:
    async def test_it_keeps_its_documents(self, tmp_path: Path) -> None:
        for version in (1, 2):
            store = SqliteDocuments(tmp_path / "cases.sqlite")
            await store.open()
            assert await store.upsert("cases@1", [Document("1", version, {"v": version})]) == 1
            await store.close()
        assert names(tmp_path) == ["cases.sqlite"]

    async def test_a_write_is_one_transaction(self, documents: Documents) -> None:
        good, bad = Document("1", 1, {}), Document("2", 1, {"at": object()})
        with pytest.raises(TypeError):
            await documents.write({"cases@1": [good], "steps@1": [bad]})
        assert await documents.count("cases@1") == 0

    async def test_a_snapshot_is_of_one_state_and_keeps_nobody_waiting(self, documents: Documents) -> None:
        await documents.upsert("cases@1", [Document("1", 1, {"v": 1})])
        for version in (2, 3):  # the second by a connection that the first has left
            async with documents.snapshot() as still, documents.snapshot() as other:
                assert await still.count("cases@1") == version - 1
                written = [Document("1", version, {"v": version}), Document(str(version), 1, {})]
                assert await documents.upsert("cases@1", written) == 2
                assert await still.get("cases@1", "1") == Document("1", version - 1, {"v": version - 1})
                assert await other.count("cases@1") == await documents.count("cases@1") == version
                assert await still.count("cases@1") == version - 1

    async def test_what_fails_in_a_snapshot_leaves_none_behind(self, documents: Documents) -> None:
        await documents.upsert("cases@1", [Document("1", 1, {})])
        with suppress(LookupError):
            async with documents.snapshot() as still:
                await still.count("cases@1")
                raise LookupError
        await documents.upsert("cases@1", [Document("2", 1, {})])
        async with documents.snapshot() as still:
            assert await still.count("cases@1") == 2

    async def test_what_is_cancelled_blocks_nothing(self, documents: Documents) -> None:
        writing = asyncio.create_task(documents.upsert("cases@1", [Document("1", 1, {})]))
        await asyncio.sleep(0)
        writing.cancel()
        assert await documents.upsert("cases@1", [Document("1", 2, {})]) == 1

    async def test_a_full_disk_is_unavailability_and_then_passes(self, tmp_path: Path) -> None:
        store = SqliteDocuments(tmp_path / "cases.sqlite")
        await store.open()
        await limit_pages(store, 8)
        with pytest.raises(Unavailable, match="full"):
            await store.upsert("cases@1", [Document(str(n), 1, {"text": "x" * 5000}) for n in range(20)])
        await limit_pages(store, 999)
        assert await store.upsert("cases@1", [Document("1", 1, {})]) == 1
        await store.close()

    async def test_a_file_that_is_no_database_is_refused(self, tmp_path: Path) -> None:
        path = tmp_path / "cases.sqlite"
        path.write_bytes(b"not a database at all" * 100)
        with pytest.raises(sqlite3.DatabaseError):
            await SqliteDocuments(path).open()
