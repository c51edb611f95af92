"""Queries on a view: always on one whole generation, the one that serves."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar, cast

from shared.documents.generations import Generations
from shared.documents.port import Collection, Document, Documents, Group, full_name
from shared.documents.projection import View
from shared.documents.query import Cursor, Sort, Where
from shared.errors import Unavailable

T = TypeVar("T")
D = TypeVar("D")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[D]):
    """A part of what was asked for, in its order."""

    found: list[D]
    total: int | None  #: how many there are in all; None behind a cursor, where nobody counts them again
    cursor: Cursor | None  #: where to go on; None: there is no more


class Reader:
    """Asks the collections of a view, as `Documents` does, but by their own names."""

    def __init__(self, documents: Documents, view: View) -> None:
        self._documents = documents
        self._view = view
        self._generations = Generations(documents, view)
        self._serving = 0

    async def get(self, collection: str, id: str) -> Document | None:
        """The document with this id, or None."""
        return (await self.get_many(collection, [id])).get(id)

    async def one(self, collection: Collection[D], id: str) -> D | None:
        """The typed document with this id, or None."""
        found = await self.get(collection.name, id)
        return cast(D, found.body) if found is not None else None

    async def all(
        self,
        collection: Collection[D],
        where: Where = (),
        sort: Sequence[Sort] = (),
        limit: int | None = None,
        offset: int = 0,
    ) -> list[D]:
        """The typed documents for which all conditions hold, sorted by the fields and then by id."""
        return [one.body for one in await self.find(collection.name, where, sort, limit, offset)]

    async def page(
        self,
        collection: Collection[D],
        where: Where,
        sort: Sequence[Sort],
        limit: int,
        after: Cursor | None = None,
    ) -> Page[D]:
        """So many of the typed documents from a place on; writes meanwhile shift none of the others."""
        found = await self.find(collection.name, where, sort, limit + 1, after=after)
        shown = found[:limit]
        return Page(
            found=[one.body for one in shown],
            total=await self.count(collection.name, where) if after is None else None,
            cursor=shown[-1].cursor(sort) if len(found) > limit else None,
        )

    async def get_many(self, collection: str, ids: Sequence[str]) -> dict[str, Document]:
        """The documents with these ids that are there, by id."""
        found = await self._ask(collection, lambda stored: self._documents.get_many(stored, ids))
        return {id: self._typed(collection, document) for id, document in found.items()}

    async def find(
        self,
        collection: str,
        where: Where = (),
        sort: Sequence[Sort] = (),
        limit: int | None = None,
        offset: int = 0,
        after: Cursor | None = None,
    ) -> list[Document]:
        """The documents for which all conditions hold, sorted by the fields and then by id."""
        found = await self._ask(
            collection, lambda stored: self._documents.find(stored, where, sort, limit, offset, after)
        )
        return [self._typed(collection, document) for document in found]

    async def count(self, collection: str, where: Where = ()) -> int:
        """How many documents there are for which all conditions hold."""
        return await self._ask(collection, lambda stored: self._documents.count(stored, where))

    async def group_count(
        self,
        collection: str,
        by: str | Sequence[str],
        where: Where = (),
        limit: int | None = None,
        descending: bool = True,
    ) -> list[Group]:
        """How many documents there are for each value of the fields, the largest group first."""
        return await self._ask(
            collection, lambda stored: self._documents.group_count(stored, by, where, limit, descending)
        )

    async def built(self) -> bool:
        """Whether there is a generation that serves."""
        return bool((await self._generations.pointer()).serving)

    async def position(self, source: str) -> int:
        """The notification id of the source that the serving generation has come to."""
        return await self._generations.position(await self._served(), source)

    def _typed(self, collection: str, document: Document) -> Document:
        return Document(document.id, document.version, self._view.collection(collection).read(document.body))

    async def _ask(self, collection: str, query: Callable[[str], Awaitable[T]]) -> T:
        generation = self._serving or await self._served()
        while True:
            answer = await query(full_name(collection, generation))
            # A generation is dropped only after another serves: if it still does, the answer is whole.
            serving = await self._served()
            if serving == generation:
                return answer
            generation = serving

    async def _served(self) -> int:
        self._serving = (await self._generations.pointer()).serving
        if not self._serving:
            raise Unavailable(reason=f"{self._view.name} is not built yet", retry_after=5)
        return self._serving
