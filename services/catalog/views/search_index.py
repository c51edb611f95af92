"""Searches the public catalogue: the words of every procedure are kept in memory, and followed up.

What is new in the read model is read before each search, by its place in the log. Each word leads to the
procedures that have it; only those that have all words are looked at, phrase by phrase.
"""

import asyncio
import sys
from array import array
from bisect import bisect_left
from collections import OrderedDict, defaultdict
from collections.abc import AsyncIterator, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice, takewhile
from typing import Any

from services.catalog.application.times import VIETNAM
from services.catalog.domain.in_force import Standing, in_force_on
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
    text: bytes  #: in UTF-8, which takes less than text with diacritics
    text_folded: str


class _Vocabulary:
    """Which entries have a word, by number; one that was corrected may still stand under an old word."""

    def __init__(self) -> None:
        self._entries: dict[str, array[int]] = {}
        self._sorted: list[str] = []

    def add(self, number: int, words: Iterable[str]) -> None:
        """The entry with this number has these words."""
        for word in words:
            numbers = self._entries.get(word)
            if numbers is None:
                numbers = self._entries[word] = array("I")
                self._sorted = []
            numbers.append(number)

    def beginning_with(self, prefix: str) -> set[int]:
        """The entries with a word that begins so."""
        if not self._sorted:
            self._sorted = sorted(self._entries)
        first = bisect_left(self._sorted, prefix)
        words = takewhile(lambda word: word.startswith(prefix), islice(self._sorted, first, None))
        return set[int]().union(*(self._entries[word] for word in words))


class _Words:
    """What is looked for, as the entries have it."""

    def __init__(self, text: str) -> None:
        words = words_of(text)
        self.words = [folded(word) for word in words]
        self._exact = spaced(words)[:-1]
        self._exact_bytes = self._exact.encode("utf-8", "surrogatepass")
        self._begin = [f" {word}" for word in self.words]
        self._phrase = "".join(self._begin)

    def rank(self, entry: _Entry) -> int | None:
        """How well the entry fits, 0 the best; None: not every word begins one of its own."""
        if self._phrase == entry.code_folded:
            return 0
        if self._phrase in entry.name_folded:
            return 1 if self._exact in entry.name else 2
        if self._phrase in entry.text_folded:
            return 3 if self._exact_bytes in entry.text else 4
        if all(word in entry.name_folded for word in self._begin):
            return 5
        return 6 if all(word in entry.text_folded for word in self._begin) else None


class SearchIndex:
    """Every procedure of every issued edition, and which edition is in force on a day."""

    def __init__(self, documents: Documents, source: str) -> None:
        self._reader = Reader(documents, SEARCH_VIEW)
        self._source = source
        self._position = 0
        self._entries: list[_Entry] = []
        self._numbers: dict[str, int] = {}
        self._vocabulary = _Vocabulary()
        self._editions: dict[str, dict[int, Standing]] = defaultdict(dict)
        self._one_at_a_time = asyncio.Lock()
        self._answers: OrderedDict[tuple[Asked, date], list[Found]] = OrderedDict()

    async def search(self, asked: Asked, on: date) -> list[Found]:
        """All procedures in force on the day that fit, the best first."""
        async with self._one_at_a_time:
            await self._follow()
            if (asked, on) not in self._answers:
                in_force = {code: in_force_on(known.values(), on) for code, known in self._editions.items()}
                self._answers[asked, on] = await asyncio.to_thread(self._find, in_force, asked)
                if len(self._answers) > _ANSWERS:
                    self._answers.popitem(last=False)
            return self._answers[asked, on]

    def _find(self, in_force: Mapping[str, int | None], asked: Asked) -> list[Found]:
        words = _Words(asked.text)
        entries: Iterable[_Entry] = self._entries
        if words.words:
            having = [self._vocabulary.beginning_with(word) for word in set(words.words)]
            entries = [self._entries[number] for number in set.intersection(*having)]
        return sorted(
            (rank, entry.agency, entry.code, entry.id)
            for entry in entries
            if in_force.get(entry.agency) == entry.edition
            and (asked.agency is None or asked.agency == entry.agency)
            and (asked.kind is None or asked.kind == entry.kind)
            and (asked.unit is None or asked.unit in entry.units)
            and (rank := words.rank(entry)) is not None
        )

    def _take(self, entry: _Entry) -> None:
        number = self._numbers.setdefault(entry.id, len(self._entries))
        if number == len(self._entries):
            self._entries.append(entry)
        else:
            self._entries[number] = entry
        self._vocabulary.add(number, set(entry.text_folded.split()))

    async def _follow(self) -> None:
        """Take what the view has written since the last time."""
        position = await self._reader.position(self._source)
        if position <= self._position:
            return
        async for document in self._new(SEARCHED_EDITIONS.name, position):
            edition = standing_of(document.body)
            self._editions[document.body["agency"]][edition.edition] = edition
        async for document in self._new(SEARCHED_PROCEDURES.name, position):
            self._take(_entry(document))
        self._position = position
        self._answers.clear()

    async def _new(self, collection: str, position: int) -> AsyncIterator[Document]:
        where, sort = [gt("place", self._position), lte("place", position)], [asc("place")]
        after: Cursor | None = None
        while page := await self._reader.find(collection, where, sort, _PAGE, after=after):
            for document in page:
                yield document
            after = page[-1].cursor(sort)


def standing_of(body: dict[str, Any]) -> Standing:
    withdrawn = body["withdrawn_at"]
    return Standing(
        edition=body["edition"],
        in_force_from=date.fromisoformat(body["in_force_from"]),
        withdrawn_on=datetime.fromisoformat(withdrawn).astimezone(VIETNAM).date() if withdrawn else None,
        left=body["left"],
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
        text=body["text"].encode("utf-8", "surrogatepass"),
        text_folded=body["text_folded"],
    )
