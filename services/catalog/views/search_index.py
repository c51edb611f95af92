"""Searches the public catalogue: the words of every procedure are kept in memory, and followed up.

Looking through all of a province takes some hundredths of a second, so there is no index to keep right.
What is new in the read model is read before each search, by its place in the log.
"""

import asyncio
import sys
from collections import OrderedDict, defaultdict
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
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
#: Answers that are kept until something new is issued: whoever turns the pages asks the same again.
_ANSWERS = 64


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for; None and an empty text leave it open."""

    text: str = ""
    agency: str | None = None
    unit: str | None = None  #: a division or an agency that has a part in it
    kind: str | None = None


#: How well a procedure fits, 0 the best; its agency, its code; its document's id in the catalogue's view.
Found = tuple[int, str, str, str]


@dataclass(frozen=True, slots=True)
class _Entry:
    """A procedure of an issued edition, as it is compared."""

    id: str
    agency: str
    edition: int
    code: str
    kind: str
    units: frozenset[str]
    code_folded: str
    name: str
    name_folded: str
    text: str
    text_folded: str


@dataclass(frozen=True, slots=True)
class Standing:
    """When an edition is in force, as far as it is known."""

    edition: int
    in_force_from: date
    withdrawn_on: date | None


class _Words:
    """What is looked for, as the entries have it."""

    def __init__(self, text: str) -> None:
        words = words_of(text)
        self._exact = spaced(words)[:-1]
        self._words = [f" {folded(word)}" for word in words]
        self._phrase = "".join(self._words)
        self._longest_first = sorted(set(self._words), key=len, reverse=True)

    def rank(self, entry: _Entry) -> int | None:
        """How well the entry fits, 0 the best; None: not every word begins one of its own."""
        text = entry.text_folded
        for word in self._longest_first:
            if word not in text:
                return None
        if self._phrase == entry.code_folded:
            return 0
        if self._phrase in entry.name_folded:
            return 1 if self._exact in entry.name else 2
        if self._phrase in text:
            return 3 if self._exact in entry.text else 4
        return 5 if all(word in entry.name_folded for word in self._words) else 6


class SearchIndex:
    """Every procedure of every issued edition, and which edition is in force on a day."""

    def __init__(self, documents: Documents, source: str) -> None:
        self._reader = Reader(documents, SEARCH_VIEW)
        self._source = source
        self._position = 0
        self._entries: dict[str, _Entry] = {}
        self._editions: dict[str, dict[int, Standing]] = defaultdict(dict)
        self._following = asyncio.Lock()
        self._searching = asyncio.Semaphore(2)
        self._answers: OrderedDict[tuple[Asked, date], list[Found]] = OrderedDict()

    async def search(self, asked: Asked, on: date) -> list[Found]:
        """All procedures in force on the day that fit, the best first."""
        await self._follow()
        position, known = self._position, self._answers.get((asked, on))
        if known is not None:
            return known
        async with self._searching:
            entries = list(self._entries.values())
            in_force = {agency: in_force_on(known.values(), on) for agency, known in self._editions.items()}
            found = await asyncio.to_thread(_search, entries, in_force, asked)
        if position == self._position:
            self._answers[asked, on] = found
            if len(self._answers) > _ANSWERS:
                self._answers.popitem(last=False)
        return found

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
                self._entries[document.id] = _entry(document)
            self._position = position
            self._answers.clear()

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


def _entry(document: Document) -> _Entry:
    body = document.body
    return _Entry(
        id=document.id,
        agency=sys.intern(body["agency"]),
        edition=body["edition"],
        code=body["procedure"],
        kind=sys.intern(body["kind"]),
        units=frozenset(map(sys.intern, body["units"])),
        code_folded=spaced([folded(word) for word in words_of(body["procedure"])])[:-1],
        name=body["name"],
        name_folded=body["name_folded"],
        text=body["text"],
        text_folded=body["text_folded"],
    )


def _search(entries: Sequence[_Entry], in_force: Mapping[str, int | None], asked: Asked) -> list[Found]:
    words = _Words(asked.text)
    return sorted(
        (rank, entry.agency, entry.code, entry.id)
        for entry in entries
        if in_force.get(entry.agency) == entry.edition
        and (asked.agency is None or asked.agency == entry.agency)
        and (asked.kind is None or asked.kind == entry.kind)
        and (asked.unit is None or asked.unit in entry.units)
        and (rank := words.rank(entry)) is not None
    )
