"""The attributes of an event as text: how each is written, and read with a reason where it can't be.

They are named as their Kafka headers are, `ce_` and the attribute, also where they stand in a JSON text.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from shared.contracts.malformed import MalformedReason, MalformedRecord
from shared.contracts.source import Source, service_of

SEQUENCE_DIGITS = 20  #: sequences are padded, so that they sort as text
MAX_SEQUENCE = 10**15  #: no store comes near; a larger one would make everything after it look old
MAX_TEXT = 512  #: characters of an attribute

_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-]\d\d:\d\d)", re.ASCII)

Attributes = Mapping[str, str]


def read_headers(headers: Iterable[tuple[str, bytes | None]]) -> dict[str, str]:
    """The headers as text; null, non-UTF-8 and repeated ones are refused."""
    texts: dict[str, str] = {}
    for name, value in headers:
        if value is None:
            raise MalformedRecord(reason=MalformedReason.NULL_HEADER, where=name, detail=name)
        if name in texts:
            raise MalformedRecord(reason=MalformedReason.DUPLICATE_HEADER, where=name, detail=name)
        try:
            texts[name] = value.decode()
        except UnicodeDecodeError as error:
            raise MalformedRecord(reason=MalformedReason.NOT_UTF8, where=name, detail=str(error)) from None
    return texts


def read_key(key: bytes | None) -> str:
    """The record's key as text."""
    if key is None:
        raise MalformedRecord(reason=MalformedReason.NULL_KEY, detail="null")
    try:
        return required({"key": key.decode()}, "key")
    except UnicodeDecodeError as error:
        raise MalformedRecord(reason=MalformedReason.NOT_UTF8, where="key", detail=str(error)) from None


def required(attributes: Attributes, name: str) -> str:
    """An attribute that every event has."""
    value = attributes.get(name)
    if value is None:
        raise MalformedRecord(reason=MalformedReason.MISSING_ATTRIBUTE, where=name, detail=name)
    if 0 < len(value) <= MAX_TEXT and value.isprintable():
        return value
    raise _bad(name, value)


def optional(attributes: Attributes, name: str) -> str | None:
    """An attribute that an event may have."""
    return required(attributes, name) if name in attributes else None


def one_of(attributes: Attributes, name: str, allowed: frozenset[str]) -> str:
    """A required attribute that must be one of these words."""
    value = required(attributes, name)
    if value not in allowed:
        raise _bad(name, value)
    return value


def identifier(attributes: Attributes, name: str) -> str:
    """A required UUID in its usual form."""
    value = required(attributes, name)
    if _ID.fullmatch(value) is None:
        raise _bad(name, value)
    return value


def instant(attributes: Attributes, name: str) -> datetime:
    """A required timestamp of RFC 3339, in UTC."""
    value = required(attributes, name)
    if _TIME.fullmatch(value) is None:
        raise _bad(name, value)
    try:
        time = datetime.fromisoformat(value)
        return time if time.tzinfo is UTC else time.astimezone(UTC)
    except (ValueError, OverflowError):
        raise _bad(name, value) from None


def write_instant(time: datetime) -> str:
    """The timestamp in UTC, ending in Z. ValueError where it has no time zone: no moment is known then."""
    if time.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return (time if time.tzinfo is UTC else time.astimezone(UTC)).isoformat()[:-6] + "Z"


def sequence(attributes: Attributes, name: str) -> int:
    """A required sequence number, padded with zeros to 20 digits."""
    value = required(attributes, name)
    if len(value) == SEQUENCE_DIGITS and value.isascii() and value.isdigit():
        number = int(value)
        if number <= MAX_SEQUENCE:
            return number
    raise MalformedRecord(reason=MalformedReason.BAD_SEQUENCE, where=name, detail=f"{name}={value}"[:200])


def write_sequence(number: int) -> str:
    """The sequence number, padded with zeros to 20 digits."""
    return f"{number:020d}"


def stream_version(attributes: Attributes, name: str) -> int:
    """A required version of a stream, from 1."""
    value = required(attributes, name)
    if len(value) <= 15 and value.isascii() and value.isdigit() and value[0] != "0":
        return int(value)
    raise _bad(name, value)


def source_and_type(attributes: Attributes, address: str | None) -> tuple[Source, str]:
    """Where the event comes from, and its type; they must name the same service.

    With `address`, only events of that deployment are taken.
    """
    event_type, text = required(attributes, "ce_type"), required(attributes, "ce_source")
    try:
        service = service_of(event_type)
    except ValueError:
        raise _bad("ce_type", event_type) from None
    try:
        source = Source.parse(text)
    except ValueError:
        raise _wrong_source(text) from None
    if source.service is not service or address not in (None, source.address):
        raise _wrong_source(f"{text}, {event_type}")
    return source, event_type


def _bad(name: str, value: str) -> MalformedRecord:
    return MalformedRecord(reason=MalformedReason.BAD_ATTRIBUTE, where=name, detail=f"{name}={value!r}"[:200])


def _wrong_source(detail: str) -> MalformedRecord:
    return MalformedRecord(reason=MalformedReason.WRONG_SOURCE, where="ce_source", detail=detail[:200])
