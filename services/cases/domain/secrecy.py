"""State secrets have no place here: the law keeps them on a network of their own.

A text is taken as marked where it bears a grade of secrecy, *mật*, *tối mật* or *tuyệt mật* (Law on the
Protection of State Secrets 29/2018/QH14, Art. 8), as documents and file names do; ordinary words that *mật*
is a part of, such as *bảo mật* or *mật độ*, are none.
"""

import re
from unicodedata import normalize

from services.cases.errors.remarks import SecretRefused

_WORD = re.compile(r"[^\W\d_]+")
#: Also as file names write them that have no diacritics; the lowest grade alone would be *mat*, any word.
_HIGH_GRADES = frozenset({("tối", "mật"), ("tuyệt", "mật"), ("toi", "mat"), ("tuyet", "mat")})
_LOWEST_GRADE = "mật"
#: Words that make another word with it, before and behind.
_BEFORE = frozenset({"bảo", "bí", "cẩn", "cơ", "chi", "hàm", "nghiêm", "thân", "túi", "ngọt"})
_BEHIND = frozenset({"danh", "độ", "gấu", "hiệu", "khẩu", "lệnh", "mã", "mía", "ong", "thiết", "thám", "vụ"})


def check_not_secret(where: str, *texts: str | None) -> None:
    """Nothing that bears a grade of secrecy is taken. Raises `SecretRefused`."""
    if any(is_marked_secret(text) for text in texts if text):
        raise SecretRefused(where=where)


def is_marked_secret(text: str) -> bool:
    """Whether the text bears a grade of secrecy."""
    words = _WORD.findall(normalize("NFC", text).casefold())
    before, behind = ["", *words], [*words[1:], ""]
    return any(
        (previous, word) in _HIGH_GRADES
        or (word == _LOWEST_GRADE and previous not in _BEFORE and following not in _BEHIND)
        for previous, word, following in zip(before, words, behind, strict=False)
    )
