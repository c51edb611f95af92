"""What E11000 means, shown by a collection that raises it as MongoDB does."""

from types import SimpleNamespace
from typing import Any

import pytest
from pymongo import UpdateOne
from pymongo.errors import BulkWriteError

from shared.documents import Document
from shared.documents.mongo import write_newer
from shared.documents.port import DocumentRefused
from shared.errors import DiskFull, Unavailable


class FakeCollection:
    """Keeps versions by id; before the first bulk another writer comes in between read and insert."""

    def __init__(self, versions: dict[str, int] | None = None, races: dict[str, int] | None = None) -> None:
        self.versions = versions or {}
        self.races = races or {}  #: versions that another writer inserts while ours finds nothing
        self.bulks: list[int] = []
        self.code = 11000
        self.concern: list[Any] = []

    async def bulk_write(self, requests: list[UpdateOne], *, ordered: bool) -> Any:
        assert not ordered, "an ordered bulk stops at the first old document"
        self.bulks.append(len(requests))
        errors, matched, upserted = [], 0, 0
        for index, request in enumerate(requests):
            change: Any = request._doc
            id, version = request._filter["_id"], change["$set"]["version"]
            found = self.versions.get(id)
            if found is None and id in self.races:
                self.versions[id] = self.races.pop(id)
                errors.append({"index": index, "code": self.code})
            elif found is not None and found >= version:
                errors.append({"index": index, "code": self.code})
            else:
                self.versions[id] = version
                matched, upserted = matched + (found is not None), upserted + (found is None)
        if errors or self.concern:
            counts = {"nMatched": matched, "nUpserted": upserted}
            raise BulkWriteError({"writeErrors": errors, "writeConcernErrors": self.concern, **counts})
        return SimpleNamespace(matched_count=matched, upserted_count=upserted)


def documents(**versions: int) -> list[Document]:
    return [Document(id, version, {}) for id, version in versions.items()]


async def test_without_an_error_there_is_one_bulk() -> None:
    collection = FakeCollection({"a": 1})
    assert await write_newer(collection, documents(a=2, b=1)) == 2
    assert collection.bulks == [2]


async def test_an_older_document_is_tried_twice_and_left() -> None:
    collection = FakeCollection({"a": 5})
    assert await write_newer(collection, documents(a=4, b=4, c=4)) == 2
    assert collection.versions == {"a": 5, "b": 4, "c": 4}
    assert collection.bulks == [3, 1]


async def test_a_race_that_was_lost_to_an_older_version_is_won_the_second_time() -> None:
    collection = FakeCollection(races={"a": 3})
    assert await write_newer(collection, documents(a=4, b=4)) == 2
    assert collection.versions == {"a": 4, "b": 4}
    assert collection.bulks == [2, 1]


@pytest.mark.parametrize("other", [4, 5])
async def test_a_race_that_was_lost_to_as_new_a_version_stays_lost(other: int) -> None:
    collection = FakeCollection(races={"a": other})
    assert await write_newer(collection, documents(a=4)) == 0
    assert collection.versions == {"a": other}


@pytest.mark.parametrize(
    ("code", "raised"),
    [(121, DocumentRefused), (10334, DocumentRefused), (14031, DiskFull), (91, BulkWriteError)],
)
async def test_any_other_error_is_not_swallowed(code: int, raised: type[Exception]) -> None:
    collection = FakeCollection({"a": 5})
    collection.code = code
    with pytest.raises(raised):
        await write_newer(collection, documents(a=4))


async def test_a_write_without_a_majority_is_not_done() -> None:
    collection = FakeCollection()
    collection.concern = [{"code": 64, "errmsg": "waiting for replication timed out"}]
    with pytest.raises(Unavailable, match="majority"):
        await write_newer(collection, documents(a=4))
