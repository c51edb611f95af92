"""A line as the object that it is: also what JSON lets pass, and nobody could keep, is told."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from shared.contracts.vocabulary import CONTROL
from shared.errors import Refusal, Text
from tthc.histories.errors import FieldRepeated, FieldUnfit, LineNotAnObject
from tthc.histories.wording import sentence

_SURROGATE = re.compile("[\ud800-\udfff]")
_KINDS: dict[type, Text] = {
    list: Text("là một danh sách", "it is a list"),
    str: Text("là một chuỗi ký tự", "it is a text"),
    bool: Text("là đúng hoặc sai", "it is true or false"),
    type(None): Text("là null", "it is null"),
}
_NUMBER = Text("là một số", "it is a number")


class _Object(dict[str, Any]):
    """An object that knows which of its fields stand there twice."""

    repeated: tuple[str, ...] = ()


class _NoNumber(ValueError):
    """What JSON has no number for."""


def read_object(line: bytes) -> tuple[Any, list[Refusal]]:
    """The object of a line, None where it is none; and what is wrong with it whatever it is to be."""
    try:
        value = json.loads(line.decode(), object_pairs_hook=_object, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        return None, [LineNotAnObject(reason=_why(line, error))]
    if not isinstance(value, dict):
        return None, [LineNotAnObject(reason=_KINDS.get(type(value), _NUMBER))]
    return value, [*_not_kept(value, "")]


def _object(pairs: list[tuple[str, Any]]) -> _Object:
    made = _Object(pairs)
    if len(made) < len(pairs):
        counts = Counter(name for name, _ in pairs)
        made.repeated = tuple(name for name, count in counts.items() if count > 1)
    return made


def _no_number(name: str) -> Any:
    raise _NoNumber(name)


def _why(line: bytes, error: Exception) -> Text:
    if not line.strip():
        return Text("dòng trống", "it is empty")
    if isinstance(error, UnicodeDecodeError):
        place = error.start + 1
        return Text(f"byte thứ {place} không phải là mã UTF-8", f"byte {place} isn't UTF-8")
    if isinstance(error, json.JSONDecodeError):
        return Text(f"sai cú pháp ở cột {error.colno}", f"it isn't JSON from column {error.colno} on")
    if isinstance(error, _NoNumber):
        return Text(f"JSON không có số {error}", f"JSON has no number {error}")
    if isinstance(error, RecursionError):
        return Text("lồng quá nhiều lớp", "it is nested too deep")
    return Text("có số quá dài", "a number is too long")


def _not_kept(value: Any, at: str) -> Iterator[Refusal]:
    """Fields that stand there twice, and texts that aren't of characters that people write."""
    if isinstance(value, str):
        if (fault := _of_text(value)) is not None:
            yield FieldUnfit(where=at, reason=fault)
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from _not_kept(one, f"{at}[{number}]")
    elif isinstance(value, _Object):
        for name, one in value.items():
            place = f"{at}.{_legible(name)}" if at else _legible(name)
            if name in value.repeated:
                yield FieldRepeated(where=place, name=_legible(name))
            if (fault := _of_text(name)) is not None:
                yield FieldUnfit(where=place, reason=fault)
            yield from _not_kept(one, place)


def _of_text(text: str) -> Text | None:
    if (control := CONTROL.search(text)) is not None:
        character = f"U+{ord(control[0]):04X}"
        told = f"It holds the control character {character}"
        return sentence("control_character", told, character=character)
    if _SURROGATE.search(text) is not None:
        return sentence("string_unicode", "It holds half of a character")
    return None


def _legible(name: str) -> str:
    """A field's name as one may print it."""
    return (
        CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", name)
        .encode("utf-8", "backslashreplace")
        .decode()
    )
