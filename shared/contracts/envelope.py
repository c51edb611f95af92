"""The envelope: CloudEvents 1.0 with our extensions, in Kafka's binary mode and as one JSON text."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec

from shared.contracts import attributes as read
from shared.contracts.attributes import Attributes, write_instant, write_sequence
from shared.contracts.malformed import MalformedReason, MalformedRecord
from shared.contracts.payload import check_payload
from shared.contracts.source import Source

SPEC_VERSION = "1.0"
CONTENT_TYPE = "application/json"
STRUCTURED_CONTENT_TYPE = "application/cloudevents+json"
FASTSTREAM_CORRELATION_HEADER = "correlation_id"  #: FastStream makes one up where it is missing
TRACE_HEADER = "traceparent"  #: as W3C Trace Context has it, so that tracing libraries find it

_SPEC_VERSIONS = frozenset({SPEC_VERSION})
_CONTENT_TYPES = frozenset({CONTENT_TYPE, f"{CONTENT_TYPE}; charset=utf-8", f"{CONTENT_TYPE};charset=utf-8"})
_BOOLEANS = frozenset({"true", "false"})


class _Data(msgspec.Struct):
    data: msgspec.Raw = msgspec.Raw(b"")


@dataclass(frozen=True, slots=True, kw_only=True)
class CloudEvent:
    """An event on its way: what it is about, where it stands among others, and its data as JSON."""

    id: str  #: the same for the same stream and version, so that a repeated event is the same event
    source: Source
    type: str  #: `tthc.<service>.<Event>.v<n>`
    subject: str  #: number of the case, or of the edition
    time: datetime  #: when it took effect
    dataschema: str  #: where the JSON Schema of the data is served
    data: bytes  #: a JSON object; nothing at all where the event is a tombstone
    sequence: int  #: the store's notification id
    prevsequence: int  #: the one that stands before it in the same partition; 0: none does
    correlationid: str  #: the root case: one for a whole tree of coordination
    causationid: str | None = None  #: id of the event or command that caused it
    streamversion: int  #: version of the aggregate's stream, from 1
    recordedtime: datetime  #: when it was stored
    partitionkey: str  #: the record's key
    traceparent: str | None = None  #: W3C Trace Context
    deprecated: bool = False  #: the type retires; a newer one stands beside it

    @property
    def key(self) -> bytes:
        """The record's key."""
        return self.partitionkey.encode()

    @property
    def value(self) -> bytes | None:
        """The record's value: the data, or null where the event ends its key."""
        return self.data or None

    def to_kafka_headers(self, previous: int | None = None) -> list[tuple[str, bytes]]:
        """The headers in Kafka's binary mode. The record's key is `key`, its value is `value`.

        `previous`: the sequence that the record stands behind, where it isn't the event's own `prevsequence`.
        """
        headers = [("content-type", CONTENT_TYPE.encode())]
        headers += [(f"ce_{name}", value.encode()) for name, value in self._attributes(previous)]
        headers.append((FASTSTREAM_CORRELATION_HEADER, self.correlationid.encode()))
        if self.traceparent is not None:
            headers.append((TRACE_HEADER, self.traceparent.encode()))
        return headers

    @classmethod
    def from_kafka(
        cls,
        key: bytes | None,
        headers: Iterable[tuple[str, bytes | None]],
        value: bytes | None,
        *,
        address: str | None = None,
        tombstones: bool = False,
    ) -> "CloudEvent":
        """Read a record in binary mode; with `address`, only of that deployment.

        `tombstones`: on this topic a null value ends its key; elsewhere it is a fault.
        Raises MalformedRecord, and nothing else, for whatever record there may be.
        """
        if value is not None:
            check_payload(value)
        elif not tombstones:
            raise MalformedRecord(reason=MalformedReason.NULL_VALUE, where="value", detail="null")
        texts = read.read_headers(headers)
        read.one_of(texts, "content-type", _CONTENT_TYPES)
        partition_key = read.read_key(key)
        _agree("ce_partitionkey", partition_key, texts.setdefault("ce_partitionkey", partition_key))
        event = cls._read(texts, value or b"", address)
        correlation = texts.get(FASTSTREAM_CORRELATION_HEADER, event.correlationid)
        _agree("ce_correlationid", correlation, event.correlationid)
        return event

    def to_structured(self) -> bytes:
        """The event with its data as one JSON text, `application/cloudevents+json`."""
        attributes: dict[str, Any] = dict(self._attributes())
        attributes |= {"datacontenttype": CONTENT_TYPE, "streamversion": self.streamversion}
        if self.deprecated:
            attributes["deprecated"] = True
        if self.traceparent is not None:
            attributes[TRACE_HEADER] = self.traceparent
        return msgspec.json.encode(attributes | {"data": msgspec.Raw(self.data)})

    @classmethod
    def from_structured(cls, text: bytes, *, address: str | None = None) -> "CloudEvent":
        """Read what `to_structured` wrote. Raises MalformedRecord, and nothing else."""
        found = {
            name if name == TRACE_HEADER else f"ce_{name}": _attribute_text(name, value)
            for name, value in check_payload(text).items()
            if name != "data" and value is not None
        }
        read.one_of(found, "ce_datacontenttype", _CONTENT_TYPES)
        data = bytes(msgspec.json.decode(text, type=_Data).data)
        check_payload(data)
        return cls._read(found, data, address)

    def _attributes(self, previous: int | None = None) -> list[tuple[str, str]]:
        pairs = [
            ("specversion", SPEC_VERSION),
            ("id", self.id),
            ("source", str(self.source)),
            ("type", self.type),
            ("subject", self.subject),
            ("time", write_instant(self.time)),
            ("dataschema", self.dataschema),
            ("sequence", write_sequence(self.sequence)),
            ("prevsequence", write_sequence(self.prevsequence if previous is None else previous)),
            ("correlationid", self.correlationid),
            ("streamversion", str(self.streamversion)),
            ("recordedtime", write_instant(self.recordedtime)),
            ("partitionkey", self.partitionkey),
        ]
        if self.causationid is not None:
            pairs.append(("causationid", self.causationid))
        if self.deprecated:
            pairs.append(("deprecated", "true"))
        return pairs

    @classmethod
    def _read(cls, found: Attributes, data: bytes, address: str | None) -> "CloudEvent":
        read.one_of(found, "ce_specversion", _SPEC_VERSIONS)
        source, event_type = read.source_and_type(found, address)
        sequence, previous = read.sequence(found, "ce_sequence"), read.sequence(found, "ce_prevsequence")
        if previous >= sequence:
            raise MalformedRecord(
                reason=MalformedReason.BAD_SEQUENCE,
                where="ce_prevsequence",
                detail=f"{previous} >= {sequence}",
            )
        return cls(
            id=read.identifier(found, "ce_id"),
            source=source,
            type=event_type,
            subject=read.required(found, "ce_subject"),
            time=read.instant(found, "ce_time"),
            dataschema=read.required(found, "ce_dataschema"),
            data=data,
            sequence=sequence,
            prevsequence=previous,
            correlationid=read.required(found, "ce_correlationid"),
            causationid=read.optional(found, "ce_causationid"),
            streamversion=read.stream_version(found, "ce_streamversion"),
            recordedtime=read.instant(found, "ce_recordedtime"),
            partitionkey=read.required(found, "ce_partitionkey"),
            traceparent=read.optional(found, TRACE_HEADER),
            deprecated="ce_deprecated" in found and read.one_of(found, "ce_deprecated", _BOOLEANS) == "true",
        )


def _agree(name: str, one: str, other: str) -> None:
    if one != other:
        raise MalformedRecord(
            reason=MalformedReason.CONTRADICTION, where=name, detail=f"{name}: {one!r} / {other!r}"[:200]
        )


def _attribute_text(name: str, value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool | int):
        return str(value).lower()
    raise MalformedRecord(reason=MalformedReason.BAD_ATTRIBUTE, where=name, detail=name[:200])
