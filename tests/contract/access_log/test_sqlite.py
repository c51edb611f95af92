"""The contract of access logs, kept on SQLite."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from pathlib import Path

import pytest

from shared.access_log.errors import AccessNotLogged
from shared.access_log.log import AccessLog
from shared.documents import Documents
from shared.documents.port import Document
from shared.documents.sqlite import SqliteDocuments
from shared.errors import DiskFull
from tests.contract.access_log.accesses import BEGIN, Clock, access, log_on, whole
from tests.contract.access_log.keeping import Keeping, clock, log

__all__ = ["clock", "log"]


class Counted(SqliteDocuments):
    """Counts its transactions, and refuses them where a test says so."""

    writes = 0
    full = False

    async def write(self, changes: Mapping[str, Sequence[Document]]) -> int:
        self.writes += 1
        if self.full:
            raise DiskFull(reason="a test", retry_after=5)
        return await super().write(changes)


@pytest.fixture
async def documents(tmp_path: Path) -> AsyncIterator[Documents]:
    store = Counted(tmp_path / "cases.access-log.sqlite")
    await store.open()
    yield store
    await store.close()


class TestKeeping(Keeping): ...


async def test_what_comes_together_is_written_together(log: AccessLog, documents: Counted) -> None:
    await asyncio.gather(*(log.note(access(BEGIN, who=f"snv.{number}")) for number in range(200)))
    assert documents.writes <= 3
    assert len(await whole(log)) == 200


async def test_what_cannot_be_written_is_refused_to_each_who_looked(
    log: AccessLog, documents: Counted
) -> None:
    documents.full = True
    asked = [log.note(access(BEGIN)) for _ in range(3)]
    refused = await asyncio.gather(*asked, return_exceptions=True)
    assert [type(one) for one in refused] == [AccessNotLogged] * 3
    documents.full = False
    await log.note(access(BEGIN))
    assert len(await whole(log)) == 1


async def test_who_gives_up_waiting_is_logged_all_the_same(tmp_path: Path) -> None:
    store = SqliteDocuments(tmp_path / "own.sqlite")
    own = log_on(store, Clock())
    await own.open()
    looking = asyncio.create_task(own.note(access(BEGIN)))
    await asyncio.sleep(0)
    looking.cancel()
    await asyncio.gather(looking, return_exceptions=True)
    await own.close()
    await own.open()
    assert len(await whole(own)) == 1
    await own.close()
