"""Vietnamese text as a search compares it: without case, and with or without its diacritics."""

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")


def words_of(text: str) -> list[str]:
    """The words of a text, each composed (NFC) and in small letters; all other characters part them."""
    return _WORD.findall(unicodedata.normalize("NFC", text).casefold())


def folded(word: str) -> str:
    """The word without diacritics: decomposed, its marks dropped, đ as d."""
    decomposed = unicodedata.normalize("NFD", word.casefold())
    return "".join(mark for mark in decomposed if not unicodedata.combining(mark)).replace("đ", "d")


def spaced(words: list[str]) -> str:
    """Words as one text in which ` word` stands where a word begins with it, and a phrase where it is one."""
    return f" {' '.join(words)} "
