"""What a service makes of its own event for the outside, and the form of every `published.py`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from shared.contracts.published import PublishedEvent
from shared.contracts.topics import Topic


@dataclass(frozen=True, slots=True)
class Publication:
    """A published event with its effective time, and its topic where that is not the service's own."""

    event: PublishedEvent
    time: datetime
    topic: Topic | None = None
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
