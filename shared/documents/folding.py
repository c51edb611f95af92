"""Vietnamese text as a search compares it: without case, in one spelling, with or without its diacritics.

A word that is written in two ways is the same word to who looks for it: `hoà` and `hòa`, `lí` and `lý`,
`qui` and `quy`. What a word begins with stays what it begins with, so that half a word finds the whole.
"""

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")
#: Letters that look like đ and are typed, or read from a scan, for it: ð of Icelandic, ɖ of Ewe.
_LIKE_D = str.maketrans("ðɖ", "đđ")

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_SHAPES = "\u0302\u0306\u031b"  #: of â, ă, ơ
#: A tone that was typed before the mark that makes the letter: Unicode composes it in the other order only.
_TONE_FIRST = re.compile(f"([{_TONES}])([{_SHAPES}]+)")
#: y where it is the only vowel of its syllable, and wherever it follows q: there i is written as well.
_Y_AS_I = re.compile(rf"(?<![\w\u0300-\u036f])(qu[{_TONES}]?|[bcdđghklmnpqrstvx]*)y")
#: oa, oe and uy with the tone on the second letter, the newer way; ui stands for uy behind q.
_TONE_BEHIND = re.compile(f"(o(?=[ae])|u(?=y)|(?<=q)u(?=i))([aeyi])([{_TONES}])")


def words_of(text: str) -> list[str]:
    """The words of a text, composed (NFC), small and in one spelling; all other characters part them."""
    return _WORD.findall(unicodedata.normalize("NFC", _respelt(text)))


def folded(word: str) -> str:
    """The word without diacritics: decomposed, its marks dropped, đ as d."""
    return "".join(mark for mark in _respelt(word) if not unicodedata.combining(mark)).replace("đ", "d")


def spaced(words: list[str]) -> str:
    """Words as one text in which ` word` stands where a word begins with it, and a phrase where it is one."""
    return f" {' '.join(words)} "


def _respelt(text: str) -> str:
    """The text in small letters, decomposed, each word in the one of its spellings that is compared."""
    decomposed = unicodedata.normalize("NFD", text.casefold()).translate(_LIKE_D)
    one_order = _TONE_FIRST.sub(r"\2\1", decomposed)
    return _TONE_BEHIND.sub(r"\1\3\2", _Y_AS_I.sub(r"\1i", one_order))
