"""Where in a body a fault lies: a JSON pointer (RFC 6901), of pydantic's place."""

from collections.abc import Iterator, Sequence
from typing import Any

_Reading = tuple[tuple[str, ...], Any]  #: the parts of a pointer, and what stands there
_ABSENT = object()
#: Characters of a pointer; of a longer one, the part that leads to what is near.
_LONGEST = 500


def pointer_to(place: Sequence[str | int], sent: Any, given: Any, *, absent: bool = False) -> str:
    """The pointer into `sent` for pydantic's place, in which unions have put their tags and choices.

    Which parts are of the body and which are pydantic's is told by following them: `given` is what pydantic
    found there. `absent`: the last part is the name of a field that isn't there, of the object `given`.
    """
    readings = list(_readings(tuple(place), sent, absent))
    if not readings:
        return pointer(place)
    parts, _ = max(readings, key=lambda one: (one[1] == given, len(one[0])))
    return pointer(parts)


def pointer(parts: Sequence[str | int]) -> str:
    """The parts as a JSON pointer; where that is too long, the pointer to what they stand in."""
    told = ""
    for part in parts:
        longer = f"{told}/{str(part).replace('~', '~0').replace('/', '~1')}"
        if len(longer) > _LONGEST:
            break
        told = longer
    return told


def _readings(place: tuple[str | int, ...], value: Any, absent: bool) -> Iterator[_Reading]:
    if not place:
        yield (), value
        return
    part, rest = place[0], place[1:]
    inner = _inner(value, part)
    if absent and not rest:
        if inner is _ABSENT and isinstance(value, dict):
            yield (str(part),), value
        return
    if inner is not _ABSENT:
        for parts, found in _readings(rest, inner, absent):
            yield (str(part), *parts), found
    if isinstance(part, str):
        yield from _readings(rest, value, absent)  # it is pydantic's


def _inner(value: Any, part: str | int) -> Any:
    if isinstance(value, dict):
        return value.get(str(part), _ABSENT)
    if isinstance(value, list) and isinstance(part, int) and 0 <= part < len(value):
        return value[part]
    return _ABSENT
