"""The store of read models: documents in collections, the same over SQLite and MongoDB."""

import re
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Generic

import msgspec
from typing_extensions import TypeVar

from shared.documents.query import Cursor, Sort, Where
from shared.documents.query import cursor as cursor_of
from shared.documents.values import Body, Scalar, check_plain, field_path, plain


@dataclass(frozen=True, slots=True)
class Document:
    """A body under its id, at the version of the stream that made it (from 1).

    The body is plain JSON (`values.plain`); times stand in it as `values.instant` writes them. A key that is
    a field to ask for is a word; no key begins with `$` or has a dot in it.
    """

    id: str
    version: int
    body: Any  #: a `Body`, or an instance of the collection's class

    def cursor(self, sort: Sequence[Sort]) -> Cursor:
        """The document's place in an order, to go on behind it."""
        return cursor_of(plain(self.body), self.id, sort)


_NAME = re.compile(r"[a-z][a-z0-9_]*")


D = TypeVar("D", default=Any)


@dataclass(frozen=True)
class Collection(Generic[D]):
    """A kind of document, and the fields that it is asked by, an index for each tuple.

    `lists`: the fields that are lists of values and are asked by `holds`, each with an index of its own.
    `document`: the dataclass that its bodies are, where they are typed; its fields are plain JSON.
    """

    name: str
    indexes: tuple[tuple[str, ...], ...] = ()
    lists: tuple[str, ...] = ()
    document: type[D] | None = None

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise ValueError(f"{self.name!r} is not a collection's name: small letters, digits and _")
        for index in (*self.indexes, self.lists):
            for field in index:
                field_path(field)
        if self.document is not None:
            check_plain(self.document)

    def read(self, body: Body) -> Any:
        """A stored body as this collection's documents have it."""
        return body if self.document is None else msgspec.convert(body, self.document)


@dataclass(frozen=True, slots=True)
class Group:
    """How many documents have these values, in the order of the fields that were grouped by."""

    values: tuple[Scalar, ...]
    count: int


class DocumentRefused(Exception):
    """The store can't take a document, now or ever: too large, or of a form that it doesn't know."""


def full_name(collection: str, generation: int) -> str:
    """The name that a generation of a collection is stored under: `cases@3`."""
    return f"{collection}@{generation}"


def newest(documents: Iterable[Document]) -> list[Document]:
    """The documents without those that the same write has a newer version of."""
    kept: dict[str, Document] = {}
    for document in documents:
        other = kept.get(document.id)
        if other is None or other.version < document.version:
            kept[document.id] = document
    return list(kept.values())


class Documents(ABC):
    """A store of documents. `stored` is a generation's full name, as `full_name` makes it.

    A collection that isn't there is an empty one: reading finds nothing, the first write makes it.
    What can't be reached or is full raises `shared.errors.Unavailable`, and has then written nothing,
    everything or, over MongoDB, a part: to write the same again is always right. A document that can't be
    written by itself raises `DocumentRefused`; of the others the same holds then.
    """

    @abstractmethod
    async def open(self) -> None:
        """Connect; before anything else."""

    @abstractmethod
    async def close(self) -> None:
        """Finish what runs, and disconnect."""

    @abstractmethod
    async def create(self, collection: Collection, generation: int) -> None:
        """Make a generation of a collection with its indexes; adds indexes that are missing."""

    @abstractmethod
    async def drop(self, collection: str, generation: int) -> None:
        """Remove a generation of a collection with all its documents, if it is there."""

    @abstractmethod
    async def generations(self, collection: str) -> list[int]:
        """The generations of a collection that are stored, in order."""

    @abstractmethod
    async def write(self, changes: Mapping[str, Sequence[Document]]) -> int:
        """Write documents to several collections, in this order; durable on return.

        A document is written where there is none or an older version, never over an equal or newer one.
        One transaction over SQLite; over MongoDB one bulk after the other. Returns how many were written.
        """

    @abstractmethod
    async def get_many(self, stored: str, ids: Sequence[str]) -> dict[str, Document]:
        """The documents with these ids that are there, by id."""

    @abstractmethod
    async def find(
        self,
        stored: str,
        where: Where = (),
        sort: Sequence[Sort] = (),
        limit: int | None = None,
        offset: int = 0,
        after: Cursor | None = None,
    ) -> list[Document]:
        """The documents for which all conditions hold, sorted by the fields and then by id.

        `after` is a document's `cursor(sort)` for the same `sort`: only what comes behind it.
        """

    @abstractmethod
    async def count(self, stored: str, where: Where = ()) -> int:
        """How many documents there are for which all conditions hold."""

    @abstractmethod
    async def group_count(
        self,
        stored: str,
        by: str | Sequence[str],
        where: Where = (),
        limit: int | None = None,
        descending: bool = True,
    ) -> list[Group]:
        """How many documents there are for each value of the fields, the largest group (or smallest) first.

        Groups of one size come by their values. Null and not being there are one group.
        """

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator["Documents"]:
        """The store to be asked several questions, all of one state, whatever is written meanwhile.

        Where a store has no such thing, as MongoDB without a replica set, it is the store itself: whoever
        needs one state looks whether the position moved.
        """
        yield self

    async def upsert(self, stored: str, documents: Sequence[Document]) -> int:
        """`write` to one collection."""
        return await self.write({stored: documents})

    async def get(self, stored: str, id: str) -> Document | None:
        """The document with this id, or None."""
        return (await self.get_many(stored, [id])).get(id)
