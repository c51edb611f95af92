"""An envelope that is vouched for is the one that Kafka would have brought."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given

from shared.contracts.attributes import MAX_SEQUENCE
from shared.contracts.envelope import CloudEvent
from shared.contracts.malformed import MalformedRecord
from shared.contracts.reading_back import reads_back
from shared.contracts.topics import MAX_MESSAGE_BYTES
from tests.unit.contracts.records import ADDRESS, EVENT
from tests.unit.contracts.test_envelope import cloud_events

USUAL = replace(EVENT, traceparent=None)
HANOI = timezone(timedelta(hours=7))


def carried(event: CloudEvent, address: str = ADDRESS) -> CloudEvent:
    return CloudEvent.from_kafka(event.key, event.to_kafka_headers(), event.data, address=address)


@given(cloud_events())
def test_what_is_vouched_for_is_read_as_it_is(event: CloudEvent) -> None:
    if reads_back(event, ADDRESS):
        read = carried(event)
        assert read == event
        assert read.time.tzinfo is event.time.tzinfo


def test_a_usual_event_is_vouched_for() -> None:
    assert reads_back(USUAL, ADDRESS)


@pytest.mark.parametrize(
    "strange",
    [
        replace(USUAL, subject=""),
        replace(USUAL, subject="hồ sơ\n1"),
        replace(USUAL, correlationid="x" * 513),
        replace(USUAL, causationid=""),
        replace(USUAL, partitionkey="\x00"),
        replace(USUAL, sequence=MAX_SEQUENCE + 1),
        replace(USUAL, sequence=5, prevsequence=5),
        replace(USUAL, streamversion=0),
        replace(USUAL, type="tthc.notify.OverdueNoticeSent.v1"),
        replace(USUAL, data=b"[" * 65 + b"]" * 65),
        replace(USUAL, data=b'{"a":"' + b"x" * MAX_MESSAGE_BYTES + b'"}'),
    ],
)
def test_what_kafka_would_bring_as_malformed_is_not(strange: CloudEvent) -> None:
    assert not reads_back(strange, ADDRESS)
    with pytest.raises(MalformedRecord):
        carried(strange)


def test_another_deployments_event_is_not() -> None:
    assert not reads_back(USUAL, "https://other.example.gov.vn")


def test_an_instant_of_another_zone_is_read_back_in_utc() -> None:
    there = replace(USUAL, time=datetime(2026, 12, 1, 9, tzinfo=HANOI))
    assert not reads_back(there, ADDRESS)
    assert carried(there).time.tzinfo is UTC
