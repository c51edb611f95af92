"""What a service tells otherwise than it keeps it: the exceptions of each `published.py`, and their form."""

from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass, fields
from datetime import datetime
from enum import Enum
from functools import lru_cache
from typing import Any, TypeAlias, TypeVar

from shared.contracts.topics import Topic

M = TypeVar("M")


@dataclass(frozen=True, slots=True)
class Publication:
    """A published event with its effective time, and its topic where that is not the service's own."""

    event: Any
    time: datetime
    _: KW_ONLY
    topic: Topic | None = None
    key: str | None = None  #: the record's key and subject, where that is not the correlation and the stream
    event_type: str | None = None  #: where one class is told by several services


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a domain event stands: its aggregate's key, and when the store took it."""

    key: str
    recorded_at: datetime


#: A domain event and where it stands in, the publication out; None: this one is nobody else's business.
Translator: TypeAlias = Callable[[Any, Origin], Publication | None]
#: A service's exceptions: an event class that isn't in it is told as it is kept, if it has a type.
Translations: TypeAlias = Mapping[type, Translator]


def published_of(model: Callable[..., M], event: Any, **changed: Any) -> M:
    """The published form of a domain event: fields of the same names, but for those that are given."""
    same = {name: _told(getattr(event, name)) for name in _same_names(model, event.__class__)}
    return model(**{**same, **changed})


@lru_cache(maxsize=1_000)
def _same_names(model: Any, event: type) -> tuple[str, ...]:
    found = event.__dataclass_fields__  # type: ignore[attr-defined]
    return tuple(one.name for one in fields(model) if one.name in found)


_AS_IT_IS = frozenset({str, int, bool, datetime, type(None)})


def _told(value: Any) -> Any:
    """A value as it stands on the wire: names instead of enum members."""
    if type(value) in _AS_IT_IS:
        return value
    match value:
        case Enum():
            return value.value
        case tuple():
            return tuple(_told(part) for part in value)
    return value


def plain(model: type, time: str, key: str | None = None) -> Translator:
    """For events that have nothing but plain fields; `time` names the effective instant.

    `key` names the published field that is the stream's key, where the event itself doesn't tell it.
    """

    def translate(event: Any, origin: Origin) -> Publication:
        told = {key: origin.key} if key else {}
        return Publication(published_of(model, event, **told), getattr(event, time))

    return translate
