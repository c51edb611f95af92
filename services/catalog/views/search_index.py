"""Searches the public catalogue: the words of every procedure are kept in memory, and followed up.

Looking through all of a province takes some hundredths of a second, so there is no index to keep right.
What is new in the read model is read before each search, by its place in the log.
"""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from services.catalog.application.times import VIETNAM
from services.catalog.views.search import SEARCH_VIEW, SEARCHED_EDITIONS, SEARCHED_PROCEDURES
from shared.documents.folding import folded, spaced, words_of
from shared.documents.port import Document, Documents
from shared.documents.query import Cursor, asc, gt, lte
from shared.documents.reader import Reader

_PAGE = 1_000


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for; None and an empty text leave it open."""

    text: str = ""
    agency: str | None = None
    unit: str | None = None  #: a division or an agency that has a part in it
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A procedure that was found. They come by `order`: how well it fits, then agency, then code."""

    id: str  #: of its document in the catalogue's view: `SNV.1/P01`
    order: tuple[int, str, str]


@dataclass(frozen=True, slots=True)
class Standing:
    """When an edition is in force, as far as it is known."""

    edition: int
    in_force_from: date
    withdrawn_on: date | None


class _Words:
    """What is looked for, as the documents have it."""

    def __init__(self, text: str) -> None:
        words = words_of(text)
        self.exact = spaced(words)[:-1]
        self.plain = [f" {folded(word)}" for word in words]
        self.phrase = "".join(self.plain)
        self._longest_first = sorted(self.plain, key=len, reverse=True)

    def rank(self, body: dict[str, Any]) -> int | None:
        """How well the document fits, 0 the best; None: not every word begins one of its own."""
        text: str = body["text_folded"]
        if not all(word in text for word in self._longest_first):
            return None
        name: str = body["name_folded"]
        fits = (
            self.phrase == f" {' '.join(folded(word) for word in words_of(body['procedure']))}",
            self.exact in body["name"],
            self.phrase in name,
            self.exact in body["text"],
            self.phrase in text,
            all(word in name for word in self.plain),
            True,
        )
        return fits.index(True)


class SearchIndex:
    """Every procedure of every issued edition, and which edition is in force on a day."""

    def __init__(self, documents: Documents, source: str) -> None:
        self._reader = Reader(documents, SEARCH_VIEW)
        self._source = source
        self._position = 0
        self._procedures: dict[str, dict[str, Any]] = {}
        self._editions: dict[str, dict[int, Standing]] = defaultdict(dict)
        self._following = asyncio.Lock()
        self._searching = asyncio.Semaphore(2)

    async def search(self, asked: Asked, on: date) -> list[Found]:
        """All procedures in force on the day that fit, the best first."""
        await self._follow()
        documents = list(self._procedures.items())
        in_force = {agency: in_force_on(standing.values(), on) for agency, standing in self._editions.items()}
        async with self._searching:
            return await asyncio.to_thread(_search, documents, in_force, asked)

    async def _follow(self) -> None:
        """Take what the view has written since the last time."""
        async with self._following:
            position = await self._reader.position(self._source)
            if position <= self._position:
                return
            async for document in self._new(SEARCHED_EDITIONS.name, position):
                edition = standing_of(document.body)
                self._editions[document.body["agency"]][edition.edition] = edition
            async for document in self._new(SEARCHED_PROCEDURES.name, position):
                self._procedures[document.id] = document.body
            self._position = position

    async def _new(self, collection: str, position: int) -> AsyncIterator[Document]:
        where, sort = [gt("place", self._position), lte("place", position)], [asc("place")]
        after: Cursor | None = None
        while page := await self._reader.find(collection, where, sort, _PAGE, after=after):
            for document in page:
                yield document
            after = page[-1].cursor(sort)


def in_force_on(editions: Iterable[Standing], day: date) -> int | None:
    """The number of an agency's edition in force on a day: the newest whose first day has come.

    One that was withdrawn before its first day never was; after the others' withdrawal there is none.
    """
    for one in sorted(editions, key=lambda one: one.edition, reverse=True):
        if one.in_force_from > day:
            continue
        if one.withdrawn_on is not None and one.withdrawn_on <= one.in_force_from:
            continue
        return None if one.withdrawn_on is not None and one.withdrawn_on <= day else one.edition
    return None


def standing_of(body: dict[str, Any]) -> Standing:
    withdrawn = body["withdrawn_at"]
    return Standing(
        edition=body["edition"],
        in_force_from=date.fromisoformat(body["in_force_from"]),
        withdrawn_on=datetime.fromisoformat(withdrawn).astimezone(VIETNAM).date() if withdrawn else None,
    )


def _search(
    documents: Sequence[tuple[str, dict[str, Any]]], in_force: dict[str, int | None], asked: Asked
) -> list[Found]:
    words = _Words(asked.text)
    return sorted(_fitting(documents, in_force, asked, words), key=lambda found: found.order)


def _fitting(
    documents: Sequence[tuple[str, dict[str, Any]]],
    in_force: dict[str, int | None],
    asked: Asked,
    words: _Words,
) -> Iterator[Found]:
    for id, body in documents:
        agency: str = body["agency"]
        if in_force.get(agency) != body["edition"]:
            continue
        if asked.agency is not None and asked.agency != agency:
            continue
        if asked.kind is not None and asked.kind != body["kind"]:
            continue
        if asked.unit is not None and asked.unit not in body["units"]:
            continue
        rank = words.rank(body)
        if rank is not None:
            yield Found(id, (rank, agency, body["procedure"]))
