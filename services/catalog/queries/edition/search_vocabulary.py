"""Which entries have a word: numbers of entries, as bits of one integer, which are joined in microseconds.

A word that many entries have keeps a bit for each entry there is; another keeps their numbers.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from shared.documents.folding import folded

#: A word is kept as bits once it has so many entries, and one in so many.
_MANY, _ONE_IN = 256, 32
_CAPACITY = 1024  #: bytes of bits, at first
_BITS = [[bit for bit in range(8) if byte >> bit & 1] for byte in range(256)]


class Vocabulary:
    """The entries of every word, as it is written; asked for by words, with or without diacritics."""

    def __init__(self) -> None:
        self._many: dict[str, bytearray] = {}
        self._few: dict[str, array[int]] = {}
        self._capacity = _CAPACITY
        self._sorted: list[tuple[str, str]] = []  #: each word behind itself without diacritics

    def add(self, number: int, words: Iterable[str]) -> None:
        """The entry with this number, not below any before it, has these words; each once."""
        at, bit = number >> 3, 1 << (number & 7)
        while at >= self._capacity:
            self._grow()
        for word in words:
            if (many := self._many.get(word)) is not None:
                many[at] |= bit
            elif (few := self._few.get(word)) is not None:
                few.append(number)
                if len(few) >= _MANY and len(few) * _ONE_IN > number:
                    self._many[word] = self._as_bits(self._few.pop(word))
            else:
                self._few[word] = array("I", [number])
                self._sorted = []

    def having(self, word: str) -> int:
        """The entries that have the word as it is."""
        return self._joined([word])

    def beginning_with(self, prefix: str) -> int:
        """The entries with a word that, without its diacritics, begins so."""
        return self._joined(word for _, word in self._from(prefix))

    def beginning_exactly_with(self, prefix: str) -> int:
        """The entries with a word that begins so, diacritics included."""
        return self._joined(word for _, word in self._from(folded(prefix)) if word.startswith(prefix))

    def _from(self, prefix: str) -> Iterator[tuple[str, str]]:
        if not self._sorted:
            self._sorted = sorted((folded(word), word) for known in (self._many, self._few) for word in known)
        for at in range(bisect_left(self._sorted, (prefix, "")), len(self._sorted)):
            if not self._sorted[at][0].startswith(prefix):
                return
            yield self._sorted[at]

    def _joined(self, words: Iterable[str]) -> int:
        joined, sparse = 0, array("I")
        for word in words:
            if (many := self._many.get(word)) is not None:
                joined |= int.from_bytes(many, "little")
            else:
                sparse.extend(self._few.get(word, ()))
        return joined | int.from_bytes(self._as_bits(sparse), "little")

    def _as_bits(self, numbers: Iterable[int]) -> bytearray:
        bits = bytearray(self._capacity)
        for number in numbers:
            bits[number >> 3] |= 1 << (number & 7)
        return bits

    def _grow(self) -> None:
        """By a quarter, all at once: the bits of all words stay equally long."""
        more = self._capacity // 4
        for many in self._many.values():
            many.extend(bytes(more))
        self._capacity += more


def bits_of(numbers: Iterable[int], size: int) -> int:
    """These numbers, all below `size`, as bits."""
    bits = bytearray((size >> 3) + 1)
    for number in numbers:
        bits[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(bits, "little")


def numbers_of(bits: int) -> list[int]:
    """The numbers whose bits are set, in their order."""
    found = []
    for at, byte in enumerate(bits.to_bytes((bits.bit_length() + 7) >> 3, "little")):
        if byte:
            found += [at << 3 | bit for bit in _BITS[byte]]
    return found
