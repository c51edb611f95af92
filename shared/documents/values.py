"""The plain values that a document holds, written so that every store sorts and compares them alike."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import is_dataclass
from datetime import UTC, date, datetime
from enum import Enum
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

import msgspec
from pydantic import Field

#: A document's content: JSON, that is None, bool, int (64 bits), finite float, str, list, dict with str keys.
Body = dict[str, Any]
Scalar = str | int | float | bool | None
#: An instant in a document: text that sorts as time does, as `instant` writes it.
InstantText = Annotated[
    str, Field(json_schema_extra={"format": "date-time"}, examples=["2026-11-23T07:05:00.000000Z"])
]
#: A day in a document, where the agency is.
DateText = Annotated[str, Field(json_schema_extra={"format": "date"}, examples=["2026-12-01"])]

_Leaf = str | int | float | bool | None
_Level1 = _Leaf | list[_Leaf] | dict[str, _Leaf]
_Level2 = _Leaf | list[_Level1] | dict[str, _Level1]
_Level3 = _Leaf | list[_Level2] | dict[str, _Level2]
_Level4 = _Leaf | list[_Level3] | dict[str, _Level3]
_Level5 = _Leaf | list[_Level4] | dict[str, _Level4]
_Level6 = _Leaf | list[_Level5] | dict[str, _Level5]
_Level7 = _Leaf | list[_Level6] | dict[str, _Level6]


class _Checked(msgspec.Struct):
    """The form that a body is checked against; spelt out, as a recursive type would be slower to check."""

    body: dict[str, _Level7]


def plain(body: Any) -> Body:
    """A copy of a body, found to be plain JSON of at most eight levels; a typed document's fields are.

    Raises `TypeError` for anything else, above all for a datetime: databases write those each in its
    own way, so a view puts `instant(...)` instead.
    """
    if not isinstance(body, dict):
        made: Body = msgspec.json.decode(msgspec.json.encode(body))  # lists, where the body has tuples
        return made
    try:
        return msgspec.convert({"body": body}, _Checked).body
    except msgspec.ValidationError as error:
        raise TypeError(f"not plain JSON: {error}; write times with instant()") from error


def check_plain(document: type) -> None:
    """Refuse a document's class that has a field which isn't plain JSON: `TypeError`. A tuple is an array."""
    for name, hint in get_type_hints(document).items():
        for part in _parts(hint):
            if isinstance(part, type) and is_dataclass(part):
                check_plain(part)
            elif part not in _PLAIN:
                raise TypeError(f"{document.__name__}.{name}: {part} is not plain JSON")


_PLAIN = frozenset({str, int, float, bool, type(None), Any})


def _parts(hint: Any) -> Iterator[Any]:
    """The types that a hint is made of: of the items of lists, of values of dicts, of alternatives."""
    if get_origin(hint) in (list, tuple, dict, Union, UnionType):
        for inner in get_args(hint):
            if inner is not Ellipsis:
                yield from _parts(inner)
    else:
        yield hint


def instant(moment: datetime) -> str:
    """An aware instant as text that sorts as time does: `2026-11-23T07:05:00.000000Z`, always so wide."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment!r} has no time zone")
    in_utc = moment if moment.tzinfo is UTC else moment.astimezone(UTC)
    return in_utc.isoformat(timespec="microseconds")[:-6] + "Z"  # without +00:00


def parse_instant(text: str) -> datetime:
    """The instant that `instant` wrote, aware, in UTC."""
    return datetime.fromisoformat(text)


def scalar(value: Any) -> Scalar:
    """A value as a document would hold it: times as `instant` writes them, an enum's member as its value."""
    if isinstance(value, datetime):
        return instant(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return scalar(value.value)
    if value is None or isinstance(value, str | int | float):
        return value
    raise TypeError(f"{value!r} can't be compared with a document's field")


_FIELD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*")


def field_path(field: str) -> str:
    """The dotted path of a field, found to be well formed (it becomes part of a query's text)."""
    if not _FIELD.fullmatch(field):
        raise ValueError(f"{field!r} is not a field's path")
    return field


#: The order of the Vietnamese alphabet: the letters with marks that are letters of their own.
_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTER_KEYS = {letter: f"{number:02d}" for number, letter in enumerate(_LETTERS)}
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}


def collation_key(text: str) -> str:
    """A text's place in Vietnamese order (`a ă â b … d đ`, then by tone), as text that sorts by bytes.

    For a person's name give the given name first (`An Nguyễn Văn`): Vietnamese lists sort by it.
    """
    letters: list[str] = []
    tones: list[str] = []
    for character in unicodedata.normalize("NFC", text).casefold():
        tone = "0"
        base = character
        for mark in unicodedata.normalize("NFD", character)[1:]:
            if mark in _TONES:
                tone = _TONES[mark]
                base = unicodedata.normalize("NFC", unicodedata.normalize("NFD", character).replace(mark, ""))
        letters.append(_LETTER_KEYS.get(base) or ("!" if base.isspace() else "-" + base))
        tones.append(tone)
    return "".join(letters) + "!!" + "".join(tones)
