"""What every act of a person on an edition says of who carried it out."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from shared.kernel import Actor

E = TypeVar("E")


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributedEvent:
    """An act counts for the official that its event names (`issued_by`, …)."""

    recorded_by: str | None = None  #: who acted for that official; None: they acted themselves


def attributed(events: Iterable[E], by: Actor) -> list[E]:
    """The events with who acted, where that isn't whom they count for."""
    if by.id == by.name:
        return list(events)
    return [
        replace(event, recorded_by=by.id) if isinstance(event, AttributedEvent) else event for event in events
    ]
