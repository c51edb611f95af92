"""Events to write, and records to spoil."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from shared.contracts.envelope import CloudEvent
from shared.contracts.source import Source, dataschema, event_id
from shared.contracts.topics import Service

ADDRESS = "https://tthc.example.gov.vn"
Headers = list[tuple[str, bytes | None]]

EVENT = CloudEvent(
    id=event_id(Service.CASES, "case-SNV-261201-0001", 4),
    source=Source(ADDRESS, Service.CASES, "1"),
    type="tthc.cases.StepHandedOff.v1",
    subject="SNV-261201-0001",
    time=datetime(2026, 12, 1, 4, 5, tzinfo=UTC),
    dataschema=dataschema(ADDRESS, "tthc.cases.StepHandedOff.v1"),
    data='{"case_number":"SNV-261201-0001","note":"Đã chuyển"}'.encode(),
    sequence=17,
    prevsequence=12,
    correlationid="SNV-261201-0001",
    causationid="command-7",
    streamversion=4,
    recordedtime=datetime(2026, 12, 1, 4, 5, 0, 250_000, tzinfo=UTC),
    partitionkey="SNV-261201-0001",
    traceparent="00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
)


def event(**changes: Any) -> CloudEvent:
    return replace(EVENT, **changes)


def headers_with(name: str, value: bytes | None) -> Headers:
    """The headers of the event, one of them replaced or added."""
    return [(key, old) for key, old in EVENT.to_kafka_headers() if key != name] + [(name, value)]


def headers_without(*names: str) -> Headers:
    return [(key, value) for key, value in EVENT.to_kafka_headers() if key not in names]
