"""A stored event as its topic carries it: through the store's bytes and the relay's mapper."""

from datetime import UTC, datetime
from typing import Any

from shared.contracts.publication import Translations
from shared.contracts.topics import Service
from shared.eventstore.mapper import EventMapper
from shared.eventstore.records import RecordedEvent
from shared.messaging.publication_mapper import OutgoingRecord, PublicationMapper

ADDRESS = "https://tthc.example.gov.vn"
RECORDED_AT = datetime(2026, 11, 24, 1, tzinfo=UTC)


def outgoing(
    service: Service, event: Any, stream: str, translations: Translations | None = None
) -> OutgoingRecord | None:
    """The record of an event that stands first in this stream; None where it is its service's own matter."""
    recorded = RecordedEvent(
        stream=stream,
        version=1,
        event=event,
        recorded_at=RECORDED_AT,
        command_id="c",
        correlation_id=stream.partition("-")[2],
        causation_id="c",
        notification_id=1,
    )
    mapper = EventMapper([type(event)])
    stored = mapper.to_stored_event(recorded)  # type: ignore[arg-type]
    read = mapper.recorded(stored).placed(1, mapper.recorded(stored).data)
    return PublicationMapper(service, translations or {}, ADDRESS, 1).to_record(read)
