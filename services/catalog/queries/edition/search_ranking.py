"""Puts what fits into its order: how well it fits, then agency and code.

Bits tell which entries have all words; only where words must stand side by side are texts compared, and
only as far as somebody turns the pages.
"""

from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import reduce

from services.catalog.queries.edition.search_vocabulary import Vocabulary, bits_of, numbers_of
from shared.documents.folding import folded, spaced, words_of

#: Fewer hits than one entry in so many are sorted by themselves; more are met by going through all.
_ONE_IN = 16


@dataclass(frozen=True, slots=True)
class Entry:
    """A procedure of an issued edition, as it is compared."""

    id: str  #: its document's, in the catalogue's view
    code: str
    name: str
    name_folded: str
    text: bytes  #: in UTF-8, which takes less than text with diacritics
    text_folded: str


@dataclass(slots=True)
class Texts:
    """All entries by their numbers, and the words of their names, of all their texts, and their codes."""

    entries: list[Entry] = field(default_factory=list)
    names: Vocabulary = field(default_factory=Vocabulary)
    texts: Vocabulary = field(default_factory=Vocabulary)
    codes: Vocabulary = field(default_factory=Vocabulary)

    def add(self, entry: Entry) -> int:
        """Take an entry in; its number."""
        number = len(self.entries)
        self.entries.append(entry)
        self.names.add(number, set(entry.name.split()))
        self.texts.add(number, set(entry.text.decode("utf-8", "surrogatepass").split()))
        self.codes.add(number, [phrase_of([folded(word) for word in words_of(entry.code)])])
        return number


def phrase_of(words: Sequence[str]) -> str:
    """As it stands where a phrase begins: the last word may go on."""
    return spaced(list(words))[:-1]


class InOrder:
    """Entries that are in force, by agency and code, and where each stands."""

    def __init__(self, numbers: "array[int]", size: int) -> None:
        self.bits = bits_of(numbers, size)
        self._numbers = numbers
        self._places = array("I", bytes(4 * size))
        for place, number in enumerate(numbers):
            self._places[number] = place

    def sorted(self, bits: int) -> Iterator[int]:
        """Those of the bits that are set, in order. All must be in force."""
        if bits.bit_count() * _ONE_IN < len(self._numbers):
            yield from sorted(numbers_of(bits), key=self._places.__getitem__)
            return
        flags = bits.to_bytes((self.bits.bit_length() + 7) >> 3, "little")
        for number in self._numbers:
            if flags[number >> 3] >> (number & 7) & 1:
                yield number


@dataclass(frozen=True, slots=True)
class _Tier:
    """Entries that fit equally well: those of the candidates that pass."""

    candidates: int
    passes: Callable[[Entry], bool] | None  #: None: all do


class Ranking:
    """What fits, the best first; worked out as far as it is asked for."""

    def __init__(self, texts: Texts, asked: str, among: int, order: InOrder) -> None:
        """`among`: the bits of those that may come, all in force."""
        words = words_of(asked)
        self._texts, self._order = texts, order
        self._folded = [folded(word) for word in words]
        self._words = words
        self.fitting = _all_of(map(texts.texts.beginning_with, set(self._folded)), among)
        self._found = array("I")
        self._more = self._ranked()

    @property
    def total(self) -> int:
        """How many fit."""
        return self.fitting.bit_count()

    def page(self, start: int, limit: int) -> list[int]:
        """The numbers of so many entries, from a place on (from 0)."""
        while len(self._found) < start + limit:
            number = next(self._more, None)
            if number is None:
                break
            self._found.append(number)
        return list(self._found[start : start + limit])

    def place(self, number: int) -> int | None:
        """Where an entry stands (from 0); None: it doesn't fit."""
        if not self.fitting >> number & 1:
            return None
        if number not in self._found:
            for following in self._more:
                self._found.append(following)
                if following == number:
                    break
        return self._found.index(number)

    def _ranked(self) -> Iterator[int]:
        left = self.fitting
        for tier in self._tiers():
            done = array("I")
            for number in self._order.sorted(tier.candidates & left):
                if tier.passes is None or tier.passes(self._texts.entries[number]):
                    done.append(number)
                    yield number
            left &= ~bits_of(done, len(self._texts.entries))

    def _tiers(self) -> Iterator[_Tier]:
        """The best first. Who fits one doesn't come again in a later one."""
        fits, texts, words = self.fitting, self._texts, self._words
        if not words:
            yield _Tier(fits, None)
            return
        phrase, exact = phrase_of(self._folded), phrase_of(words)
        exact_bytes, alone = exact.encode("utf-8", "surrogatepass"), len(words) == 1
        yield _Tier(fits & texts.codes.having(phrase), None)
        named = _all_of(map(texts.names.beginning_with, set(self._folded)), fits)
        exactly = _all_of(map(texts.names.beginning_exactly_with, set(words)), named)
        yield _Tier(exactly, None if alone else lambda entry: exact in entry.name)
        yield _Tier(named, None if alone else lambda entry: phrase in entry.name_folded)
        exactly = _all_of(map(texts.texts.beginning_exactly_with, set(words)), fits)
        yield _Tier(exactly, None if alone else lambda entry: exact_bytes in entry.text)
        yield _Tier(fits, None if alone else lambda entry: phrase in entry.text_folded)
        yield _Tier(named, None)
        yield _Tier(fits, None)


def _all_of(sets: Iterator[int], among: int) -> int:
    return reduce(int.__and__, sets, among)
