"""Says a record's facts again in another record, without naming each of them once more.

    return restate(DelegationGranted, command, granted_by=act.by.name, granted_at=act.at)

What a command asks, its event holds under the same name, and so does the document of a view.
"""

from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def restate(target: type[T], *sources: object, **own: Any) -> T:
    """A `target` with the fields that the sources have by the same name, and with its own.

    What is given by name stands before the sources, and an earlier source before a later one. All are
    dataclasses; their properties count as well. Raises `TypeError` where a field is given by none, or is of
    another type in the source.
    """
    kind: Any = target
    for source in sources:
        had: Any = type(source)
        for name, fits in _same(kind, had):
            if name not in own:
                if not fits:
                    raise TypeError(f"{target.__name__}.{name} isn't what {had.__name__}.{name} is")
                own[name] = getattr(source, name)
    return target(**own)


@cache
def _same(target: Any, source: Any) -> tuple[tuple[str, bool], ...]:
    """The names that both have, and whether what the source has may stand in the target."""
    wanted, had = get_type_hints(target), _types(source)
    names = (field.name for field in fields(target) if field.init and field.name in had)
    return tuple((name, _fits(had[name], wanted[name])) for name in names)


def _types(source: Any) -> dict[str, Any]:
    hints = get_type_hints(source)
    types = {field.name: hints[field.name] for field in fields(source)}
    for owner in source.__mro__:
        for name, found in vars(owner).items():
            if isinstance(found, property):
                types.setdefault(name, get_type_hints(found.fget)["return"])
    return types


def _fits(had: Any, wanted: Any) -> bool:
    return all(any(_is_a(one, other) for other in _members(wanted)) for one in _members(had))


def _members(declared: Any) -> Iterator[Any]:
    if get_origin(declared) in (Union, UnionType):
        yield from get_args(declared)
    else:
        yield declared


def _is_a(had: Any, wanted: Any) -> bool:
    if wanted is Any or had == wanted:
        return True
    return isinstance(had, type) and isinstance(wanted, type) and issubclass(had, wanted)
