"""What a service makes of its own event for the outside, and the form of every `published.py`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from functools import lru_cache
from typing import Any, TypeAlias, TypeVar

from pydantic import BaseModel

from shared.contracts.published import PublishedEvent, PublishedTimeLimit
from shared.contracts.topics import Topic
from shared.kernel import TimeLimit

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Publication:
    """A published event with its effective time, and its topic where that is not the service's own."""

    event: PublishedEvent
    time: datetime
    topic: Topic | None = None
    key: str | None = None  #: the record's key and subject, where that is not the correlation and the stream
    event_type: str | None = None  #: where one model is told by several services


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a domain event stands: its aggregate's key, and when the store took it."""

    key: str
    recorded_at: datetime


#: A domain event and where it stands in, the publication out.
Translator: TypeAlias = Callable[[Any, Origin], Publication]
#: A service's whole table: an event class that isn't in it is not published.
Translations: TypeAlias = Mapping[type, Translator]


def published_of(model: type[Model], event: Any, **changed: Any) -> Model:
    """The published form of a domain event: fields of the same names, but for those that are given."""
    same = {name: _told(getattr(event, name)) for name in _same_names(model, event.__class__)}
    return model(**{**same, **changed})


@lru_cache(maxsize=1_000)
def _same_names(model: type[PublishedEvent], event: type) -> tuple[str, ...]:
    fields = event.__dataclass_fields__  # type: ignore[attr-defined]
    return tuple(name for name in model.model_fields if name in fields)


_AS_IT_IS = frozenset({str, int, bool, datetime, type(None)})


def _told(value: Any) -> Any:
    """A value as it stands on the wire: names instead of enum members, limits with their counting."""
    if type(value) in _AS_IT_IS:
        return value
    match value:
        case Enum():
            return value.value
        case TimeLimit():
            return PublishedTimeLimit.of(value)
        case tuple():
            return tuple(_told(part) for part in value)
    return value


def plain(model: type[PublishedEvent], time: str, key: str | None = None) -> Translator:
    """For events that have nothing but plain fields; `time` names the effective instant.

    `key` names the published field that is the stream's key, where the event itself doesn't tell it.
    """

    def translate(event: Any, origin: Origin) -> Publication:
        told = {key: origin.key} if key else {}
        return Publication(published_of(model, event, **told), getattr(event, time))

    return translate
