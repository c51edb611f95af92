"""All published events, by type and by topic; how they are written to bytes and read back."""

from collections.abc import Mapping
from types import MappingProxyType

from pydantic import ValidationError

from shared.contracts import cases, notify, sla
from shared.contracts.catalog import (
    agencies,
    current,
    deliveries,
    editions,
    force,
    procedures,
    reorganisation,
    reviews,
    simplification,
    staff,
)
from shared.contracts.dead_letters import DeadLetterAdded
from shared.contracts.malformed import MalformedReason, MalformedRecord
from shared.contracts.published import PublishedEvent
from shared.contracts.topics import COMPACTED, SERVICE_TOPICS, Service, Topic
from shared.errors import NotFound

#: Every published event, in the order of the documents.
EVENTS: tuple[type[PublishedEvent], ...] = (
    *agencies.EVENTS,
    *editions.EVENTS,
    *procedures.EVENTS,
    *force.EVENTS,
    *reviews.EVENTS,
    *deliveries.EVENTS,
    *current.EVENTS,
    *simplification.EVENTS,
    *reorganisation.EVENTS,
    *staff.EVENTS,
    *cases.EVENTS,
    *sla.EVENTS,
    *notify.EVENTS,
)

#: One model, told by whichever service could not process a message.
_DEAD_LETTERS = {f"tthc.{service.value}.DeadLetterAdded.v1": DeadLetterAdded for service in Service}

#: Every type that stands in a topic, with its model.
EVENT_TYPES: Mapping[str, type[PublishedEvent]] = MappingProxyType(
    {model.event_type: model for model in EVENTS} | _DEAD_LETTERS
)


class UnknownEventType(NotFound):
    """An event of a type that this version doesn't know: it is kept for a newer one, not thrown away."""

    code = "unknown-event-type"
    vi = "Không biết loại sự kiện {event_type}."
    en = "The event type {event_type} is not known."


def model_of(event_type: str) -> type[PublishedEvent]:
    """The model of the type; UnknownEventType where there is none."""
    model = EVENT_TYPES.get(event_type)
    if model is None:
        raise UnknownEventType(event_type=event_type)
    return model


def types_on(topic: Topic) -> tuple[str, ...]:
    """The types of the events that a topic carries; a dead-letter topic tells of messages that failed."""
    if topic in COMPACTED or topic in SERVICE_TOPICS.values():
        return tuple(model.event_type for model in EVENTS if model.topic is topic)
    return tuple(_DEAD_LETTERS)


def dump(event: PublishedEvent) -> bytes:
    """The event as JSON."""
    return event.model_dump_json().encode()


def parse(event_type: str, data: bytes) -> PublishedEvent:
    """The event that `dump` wrote, perhaps by a newer version, whose further fields are passed over.

    Raises UnknownEventType, and MalformedRecord where the data doesn't fit the type's model.
    """
    model = model_of(event_type)
    try:
        return model.model_validate_json(data)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise MalformedRecord(
            reason=MalformedReason.WRONG_SHAPE, where=where, detail=f"{where}: {first['msg']}"[:200]
        ) from None
