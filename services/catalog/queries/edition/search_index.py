"""Searches the public catalogue: what is new in the read model is taken into memory before each search."""

import asyncio
from collections.abc import AsyncIterator
from datetime import date

from services.catalog.domain.edition.in_force import in_force_on
from services.catalog.queries.edition.search_memory import Asked, Found, SearchMemory, validity_of
from services.catalog.views.edition.search import SEARCH_VIEW, SEARCHED_EDITIONS, SEARCHED_PROCEDURES
from shared.documents.port import Document, Documents
from shared.documents.query import Cursor, asc, eq, gt, lte
from shared.documents.reader import Reader

_PAGE = 1_000


class SearchIndex:
    """The search's memory, and how far it has followed the read model, by place in the log."""

    def __init__(self, documents: Documents, source: str) -> None:
        self._reader = Reader(documents, SEARCH_VIEW)
        self._source = source
        self._position = 0
        self._memory = SearchMemory()
        self._one_at_a_time = asyncio.Lock()

    async def search(self, asked: Asked, on: date, limit: int, after: str | None = None) -> Found:
        """What is in force on the day and fits: `limit` at most, behind a document. Raises `UnknownPlace`."""
        async with self._one_at_a_time:
            await self._follow()
            return await asyncio.to_thread(self._memory.search, asked, on, limit, after)

    async def in_force(self, agency: str, on: date) -> int | None:
        """The number of the edition in force on the day, as the read model has it now."""
        found = await self._reader.all(SEARCHED_EDITIONS, [eq("agency", agency)])
        return in_force_on(map(validity_of, found), on)

    async def _follow(self) -> None:
        """Take what the view has written since the last time."""
        position = await self._reader.position(self._source)
        if position <= self._position:
            return
        async for page in self._new(SEARCHED_EDITIONS.name, position):
            await asyncio.to_thread(self._memory.take_editions, page)
        async for page in self._new(SEARCHED_PROCEDURES.name, position):
            await asyncio.to_thread(self._memory.take_procedures, page)
        self._position = position

    async def _new(self, collection: str, position: int) -> AsyncIterator[list[Document]]:
        where, sort = [gt("place", self._position), lte("place", position)], [asc("place")]
        after: Cursor | None = None
        while page := await self._reader.find(collection, where, sort, _PAGE, after=after):
            yield page
            after = page[-1].cursor(sort)
