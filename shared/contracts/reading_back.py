"""Whether an envelope that this process made would be the same after a way over Kafka."""

from datetime import UTC

from shared.contracts.attributes import MAX_SEQUENCE, MAX_TEXT
from shared.contracts.envelope import CloudEvent
from shared.contracts.payload import MAX_DEPTH
from shared.contracts.source import service_of
from shared.contracts.topics import MAX_MESSAGE_BYTES


def reads_back(event: CloudEvent, address: str) -> bool:
    """Whether `CloudEvent.from_kafka` would answer this very event, read from its own headers and data.

    For an event whose data a model has written. What it can't tell quickly it doesn't vouch for.
    """
    return (
        event.source.address == address
        and service_of(event.type) is event.source.service
        and event.time.tzinfo is UTC
        and event.recordedtime.tzinfo is UTC
        and 0 <= event.prevsequence < event.sequence <= MAX_SEQUENCE
        and event.streamversion > 0
        and event.traceparent is None
        and len(event.data) <= MAX_MESSAGE_BYTES
        and event.data.count(b"{") + event.data.count(b"[") <= MAX_DEPTH
        and _is_text(event.subject)
        and _is_text(event.correlationid)
        and _is_text(event.partitionkey)
        and (event.causationid is None or _is_text(event.causationid))
    )


def _is_text(value: str) -> bool:
    return 0 < len(value) <= MAX_TEXT and value.isprintable()
