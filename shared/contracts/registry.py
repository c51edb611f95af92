"""All events that are told, by type and by topic; how they are written to bytes and read back."""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any

import msgspec
from pydantic import TypeAdapter, ValidationError

from shared.contracts import calendars, escalations, evaluation, hand_overs, notify, receipts, reports, sla
from shared.contracts.cases import MODULES as CASES
from shared.contracts.catalog import MODULES as CATALOG
from shared.contracts.dead_letters import DeadLetterAdded
from shared.contracts.declaring import declaration_of, told_in, told_of, type_of
from shared.contracts.malformed import MalformedReason, MalformedRecord
from shared.contracts.payload import check_payload
from shared.contracts.topics import COMPACTED, SERVICE_TOPICS, Service, Topic
from shared.contracts.vocabulary import OUTSIDE_OF_CALENDARS
from shared.errors import NotFound

#: Every event that is told, in the order of the documents.
EVENTS: tuple[type, ...] = told_in(
    *CATALOG, *CASES, hand_overs, sla, receipts, escalations, evaluation, reports, calendars, notify
)

#: One class, told by whichever service could not process a message.
_DEAD_LETTERS = {f"tthc.{service.value}.DeadLetterAdded.v1": DeadLetterAdded for service in Service}

#: Every type that stands in a topic, with its class.
EVENT_TYPES: Mapping[str, type] = MappingProxyType({type_of(one): one for one in EVENTS} | _DEAD_LETTERS)

_encode = msgspec.json.Encoder().encode


class UnknownEventType(NotFound):
    """An event of a type that this version doesn't know: it is kept for a newer one, not thrown away."""

    code = "unknown-event-type"
    vi = "Không biết loại sự kiện {event_type}."
    en = "The event type {event_type} is not known."


def dump(event: Any) -> bytes:
    """What is told of an event, as JSON."""
    return _encode(told_of(event))


def class_of(event_type: str) -> type:
    """The class of the type; UnknownEventType where there is none."""
    found = EVENT_TYPES.get(event_type)
    if found is None:
        raise UnknownEventType(event_type=event_type)
    return found


def topic_of(event_class: type) -> Topic | None:
    """Where a class is told; None for one that each service tells on a topic of its own."""
    declared = declaration_of(event_class)
    return declared.topic if declared is not None else None


def types_on(topic: Topic) -> tuple[str, ...]:
    """The types of the events that a topic carries; a dead-letter topic tells of messages that failed."""
    if topic in COMPACTED or topic in SERVICE_TOPICS.values():
        return tuple(type_of(one) for one in EVENTS if topic_of(one) is topic)
    return tuple(_DEAD_LETTERS)


def parse(event_type: str, data: bytes) -> Any:
    """The event that `dump` wrote, perhaps by a newer version, whose further fields are passed over.

    Raises UnknownEventType, and MalformedRecord where the data doesn't fit the type's class.
    """
    return read_as(class_of(event_type), data)


def read_as(event_class: type, data: bytes) -> Any:
    """The data as an event of a class, which may have fewer fields. MalformedRecord where it doesn't fit."""
    try:
        found = _decoder(event_class).decode(data)
    except (msgspec.MsgspecError, RecursionError, ValueError) as error:
        raise _misfit(event_class, data, error) from None
    if _EARLIEST in data or _LATEST in data:
        _check_years(event_class, data)
    return found


#: How an instant begins that may lie outside the years 1 to 9999 in UTC.
_EARLIEST, _LATEST = b'"0001-', b'"9999-'


@lru_cache(maxsize=1_000)
def _decoder(event_class: type) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(event_class)


@lru_cache(maxsize=1_000)
def adapter(event_class: type) -> TypeAdapter[Any]:
    """The class as pydantic knows it: for its JSON Schema, and to say where data doesn't fit."""
    return TypeAdapter(event_class)


def _check_years(event_class: type, data: bytes) -> None:
    try:
        adapter(event_class).validate_json(data)
    except ValidationError as error:
        if _faults(error):
            raise _misplaced(error) from None


def _misfit(event_class: type, data: bytes, error: Exception) -> MalformedRecord:
    """What is wrong, by a second and slower look: first at the JSON, then at each field."""
    try:
        check_payload(data)
        adapter(event_class).validate_json(data)
    except MalformedRecord as refusal:
        return refusal
    except ValidationError as invalid:
        return _misplaced(invalid)
    where = str(error).rpartition(" - at `$")[2].strip("`.").replace("[", ".").replace("]", "")
    return MalformedRecord(reason=MalformedReason.WRONG_SHAPE, where=where, detail=str(error)[:200])


def _faults(error: ValidationError) -> list[Any]:
    """What is wrong; years that no command may name are read as they were recorded."""
    found = error.errors(include_url=False, include_input=False)
    return [one for one in found if one["type"] != OUTSIDE_OF_CALENDARS]


def _misplaced(error: ValidationError) -> MalformedRecord:
    first = (_faults(error) or error.errors(include_url=False, include_input=False))[0]
    where = ".".join(str(part) for part in first["loc"])
    return MalformedRecord(
        reason=MalformedReason.WRONG_SHAPE, where=where, detail=f"{where}: {first['msg']}"[:200]
    )
