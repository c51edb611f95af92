"""Documents in MongoDB, through motor: the only file that knows it, as motor's days are counted.

A document is `{_id, version, body}`. Nothing here needs transactions or pipeline updates.
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any, Protocol

import bson
from bson.errors import InvalidDocument
from bson.raw_bson import RawBSONDocument
from motor.motor_asyncio import AsyncIOMotorClient
from pymongo import ASCENDING, DESCENDING, UpdateOne
from pymongo.errors import BulkWriteError, ConnectionFailure, ExecutionTimeout, WTimeoutError
from pymongo.write_concern import WriteConcern

from shared.documents.port import Collection, Document, DocumentRefused, Documents, Group, full_name, newest
from shared.documents.query import Condition, Cursor, Operator, Sort, Where, beyond, fields, not_before
from shared.documents.values import field_path, plain
from shared.errors import DiskFull, Unavailable

_LARGEST = 16 * 1024 * 1024 - 1024  #: bytes: MongoDB's bound, less what an id takes
_DUPLICATE_KEY = 11000
_OUT_OF_DISK = 14031
#: What is wrong with a document itself: bad value, parse, type, overflow, names of fields, validation, size.
_OF_A_DOCUMENT = {2, 9, 14, 15, 52, 56, 57, 121, 10334, 17280, 17419, 17420}
_TIMEOUT_MS = 5_000  #: to find a server and to connect
_ANSWER_MS = 20_000  #: for an answer on a connection that is up
_Row = dict[str, Any]


class MongoDocuments(Documents):
    """Documents in one database of the server at `url`."""

    def __init__(self, url: str, database: str) -> None:
        self._url = url
        self._name = database
        self._client: Any = None  # motor has no types
        self._database: Any = None

    async def open(self) -> None:
        self._client = AsyncIOMotorClient(
            self._url,
            serverSelectionTimeoutMS=_TIMEOUT_MS,
            connectTimeoutMS=_TIMEOUT_MS,
            socketTimeoutMS=_ANSWER_MS,
        )
        majority = WriteConcern(w="majority", wtimeout=_ANSWER_MS // 2)
        self._database = self._client.get_database(self._name, write_concern=majority)
        try:
            async with _reachable():
                await self._client.admin.command("ping")
        except BaseException:
            await self.close()  # who couldn't open it has nothing to close
            raise

    async def close(self) -> None:
        if self._client is not None:
            self._client.close()
            self._client = self._database = None

    async def create(self, collection: Collection, generation: int) -> None:
        stored = self._collection(full_name(collection.name, generation))
        async with _reachable():
            # Without this a collection that declares no index would not be there.
            await stored.create_index([("_id", ASCENDING)])
            for index in (*collection.indexes, *((field,) for field in collection.lists)):
                await stored.create_index([(_path(field), ASCENDING) for field in index])

    async def drop(self, collection: str, generation: int) -> None:
        async with _reachable():
            await self._collection(full_name(collection, generation)).drop()

    async def generations(self, collection: str) -> list[int]:
        if self._database is None:
            raise RuntimeError("the document store is not open")
        async with _reachable():
            names = await self._database.list_collection_names()
        return sorted(int(name.partition("@")[2]) for name in names if name.startswith(f"{collection}@"))

    async def write(self, changes: Mapping[str, Sequence[Document]]) -> int:
        written = 0
        async with _reachable():
            for stored, documents in changes.items():
                if documents:
                    written += await write_newer(self._collection(stored), newest(documents))
        return written

    async def get_many(self, stored: str, ids: Sequence[str]) -> dict[str, Document]:
        if not ids:
            return {}
        async with _reachable():
            rows = await self._collection(stored).find({"_id": {"$in": list(ids)}}).to_list(None)
        return {row["_id"]: _document(row) for row in rows}

    async def find(
        self,
        stored: str,
        where: Where = (),
        sort: Sequence[Sort] = (),
        limit: int | None = None,
        offset: int = 0,
        after: Cursor | None = None,
    ) -> list[Document]:
        if limit == 0:
            return []  # to MongoDB a limit of 0 is none
        order = [(_path(by.field), DESCENDING if by.descending else ASCENDING) for by in sort]
        if "_id" not in dict(order):
            order.append(("_id", ASCENDING))
        query = _filter(where)
        if after is not None:
            query = _filter([*where, *not_before(sort, after)], beyond(sort, after))
        async with _reachable():
            rows = self._collection(stored).find(query).sort(order).skip(offset).limit(limit or 0)
            return [_document(row) for row in await rows.to_list(None)]

    async def count(self, stored: str, where: Where = ()) -> int:
        async with _reachable():
            counted: int = await self._collection(stored).count_documents(_filter(where))
        return counted

    async def group_count(
        self,
        stored: str,
        by: str | Sequence[str],
        where: Where = (),
        limit: int | None = None,
        descending: bool = True,
    ) -> list[Group]:
        if limit == 0:
            return []
        keys = {
            f"v{number}": {"$ifNull": [f"${_path(field)}", None]} for number, field in enumerate(fields(by))
        }
        order = {"n": DESCENDING if descending else ASCENDING, **{f"_id.{key}": ASCENDING for key in keys}}
        pipeline: list[_Row] = [
            {"$match": _filter(where)},
            {"$group": {"_id": keys, "n": {"$sum": 1}}},
            {"$sort": order},
        ]
        if limit is not None:
            pipeline.append({"$limit": limit})
        async with _reachable():
            rows = await self._collection(stored).aggregate(pipeline).to_list(None)
        return [Group(tuple(row["_id"].get(key) for key in keys), row["n"]) for row in rows]

    def _collection(self, stored: str) -> Any:
        if self._database is None:
            raise RuntimeError("the document store is not open")
        return self._database[stored]


class BulkWriter(Protocol):
    """What `write_newer` needs of a collection."""

    async def bulk_write(self, requests: list[UpdateOne], *, ordered: bool) -> Any: ...


async def write_newer(collection: BulkWriter, documents: Sequence[Document]) -> int:
    """Write each document (one per id) where there is none or an older one; returns how many were written.

    The filter `{_id, version < n}` with upsert answers E11000 when the stored one isn't older, and also when
    another writer put a first, perhaps older, one in at the same instant. The second time there is
    something to compare with, so E11000 then means "older", and nothing else.
    """
    written, refused = await _bulk(collection, documents)
    if refused:
        again, _ = await _bulk(collection, refused)
        written += again
    return written


async def _bulk(collection: BulkWriter, documents: Sequence[Document]) -> tuple[int, list[Document]]:
    requests = [
        UpdateOne(
            {"_id": one.id, "version": {"$lt": one.version}},
            {"$set": _encoded(one)},
            upsert=True,
        )
        for one in documents
    ]
    try:
        result = await collection.bulk_write(requests, ordered=False)
    except BulkWriteError as error:
        details = error.details
        refusals = details["writeErrors"]
        others = {refusal["code"] for refusal in refusals} - {_DUPLICATE_KEY}
        if _OUT_OF_DISK in others:
            raise DiskFull(reason="MongoDB", retry_after=5) from error
        if others - _OF_A_DOCUMENT:
            raise
        if others:
            raise DocumentRefused(*{refusal.get("errmsg") for refusal in refusals}) from error
        if details.get("writeConcernErrors"):
            raise Unavailable(reason="MongoDB: no majority", retry_after=5) from error
        refused = [documents[refusal["index"]] for refusal in refusals]
        return details["nMatched"] + details["nUpserted"], refused
    return result.matched_count + result.upserted_count, []


def _encoded(one: Document) -> RawBSONDocument:
    """The document as it goes out; what is wrong with it is seen before the server drops the connection."""
    try:
        encoded = bson.encode({"version": one.version, "body": plain(one.body)})
    except (InvalidDocument, OverflowError) as error:
        raise DocumentRefused(f"MongoDB: {error}") from error
    if len(encoded) > _LARGEST:
        raise DocumentRefused(f"MongoDB: {len(encoded):,} bytes are too large for a document")
    return RawBSONDocument(encoded)


@asynccontextmanager
async def _reachable() -> AsyncIterator[None]:
    try:
        yield
    except (ConnectionFailure, ExecutionTimeout, WTimeoutError) as error:
        raise Unavailable(reason="MongoDB", retry_after=5) from error


def _document(row: _Row) -> Document:
    return Document(row["_id"], row["version"], row["body"])


def _path(field: str) -> str:
    return "_id" if field == "id" else f"body.{field_path(field)}"


def _filter(where: Where, alternatives: list[list[Condition]] | None = None) -> _Row:
    parts = [_condition(condition) for condition in where]
    if alternatives is not None:
        parts.append({"$or": [{"$and": [_condition(one) for one in every]} for every in alternatives]})
    return {"$and": parts} if parts else {}


def _condition(condition: Condition) -> _Row:
    path = _path(condition.field)
    match condition.operator:
        case Operator.PRESENT:
            return {path: {"$ne": None}}
        case Operator.ANY_OF:
            return {path: {"$in": list(condition.values)}}
        case Operator.HOLDS:
            return {path: {"$eq": condition.value}}  # of a list: one of its values
        case operator:
            return {path: {f"${operator.value}": condition.value}}
