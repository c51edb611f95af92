"""An event on its way: what is written is what is read."""

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.contracts.attributes import MAX_SEQUENCE
from shared.contracts.envelope import CloudEvent
from shared.contracts.source import Source, event_id
from shared.contracts.topics import Service
from tests.unit.contracts.records import ADDRESS, EVENT, event

words = st.text(min_size=1, max_size=512).filter(str.isprintable)
instants = st.datetimes(
    min_value=datetime(1900, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    timezones=st.sampled_from(
        [UTC, timezone(timedelta(hours=7)), timezone(timedelta(hours=-3, minutes=-30))]
    ),
).filter(lambda time: time.year < 9999)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner, max_size=3),
)


@st.composite
def cloud_events(draw: st.DrawFn) -> CloudEvent:
    sequence = draw(st.integers(1, MAX_SEQUENCE))
    service = draw(st.sampled_from(Service))
    return event(
        id=event_id(service, draw(words), draw(st.integers(1, 99))),
        source=Source(ADDRESS, service, "7f"),
        type=f"tthc.{service.value}.SomethingHappened.v{draw(st.integers(1, 99))}",
        subject=draw(words),
        time=draw(instants),
        recordedtime=draw(instants),
        data=json.dumps(draw(st.dictionaries(st.text(), json_values, max_size=3))).encode(),
        sequence=sequence,
        prevsequence=draw(st.integers(0, sequence - 1)),
        correlationid=draw(words),
        causationid=draw(st.none() | words),
        streamversion=draw(st.integers(1, 10**9)),
        partitionkey=draw(words),
        traceparent=draw(st.none() | words),
        deprecated=draw(st.booleans()),
    )


@given(cloud_events())
def test_a_record_is_read_as_it_was_written(written: CloudEvent) -> None:
    assert CloudEvent.from_kafka(written.key, written.to_kafka_headers(), written.data) == written


@given(cloud_events())
def test_a_json_text_is_read_as_it_was_written(written: CloudEvent) -> None:
    assert CloudEvent.from_structured(written.to_structured()) == written


def test_the_headers_are_those_that_subscribers_were_promised() -> None:
    assert dict(EVENT.to_kafka_headers()) == {
        "content-type": b"application/json",
        "ce_specversion": b"1.0",
        "ce_id": EVENT.id.encode(),
        "ce_source": b"https://tthc.example.gov.vn/cases/1",
        "ce_type": b"tthc.cases.StepHandedOff.v1",
        "ce_subject": b"SNV-261201-0001",
        "ce_time": b"2026-12-01T04:05:00Z",
        "ce_dataschema": b"https://tthc.example.gov.vn/schemas/tthc.cases.StepHandedOff.v1.json",
        "ce_sequence": b"00000000000000000017",
        "ce_prevsequence": b"00000000000000000012",
        "ce_correlationid": b"SNV-261201-0001",
        "ce_causationid": b"command-7",
        "ce_streamversion": b"4",
        "ce_recordedtime": b"2026-12-01T04:05:00.250000Z",
        "ce_partitionkey": b"SNV-261201-0001",
        "correlation_id": b"SNV-261201-0001",
        "traceparent": b"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    }


def test_a_retiring_event_says_so() -> None:
    assert ("ce_deprecated", b"true") in event(deprecated=True).to_kafka_headers()


@given(st.lists(st.integers(1, MAX_SEQUENCE), min_size=2))
def test_sequences_sort_as_text(numbers: list[int]) -> None:
    texts = [dict(event(sequence=number).to_kafka_headers())["ce_sequence"] for number in numbers]
    assert sorted(texts) == [
        dict(event(sequence=n).to_kafka_headers())["ce_sequence"] for n in sorted(numbers)
    ]


def test_a_time_without_a_zone_is_never_written() -> None:
    with pytest.raises(ValueError, match="time zone"):
        event(time=datetime(2026, 12, 1, 4, 5)).to_kafka_headers()  # noqa: DTZ001 - what must be refused


def test_the_json_text_has_its_data_as_json_and_its_numbers_as_numbers() -> None:
    text = json.loads(event(deprecated=True).to_structured())
    assert text["data"] == {"case_number": "SNV-261201-0001", "note": "Đã chuyển"}
    assert (text["streamversion"], text["sequence"]) == (4, "00000000000000000017")
    assert (text["deprecated"], text["datacontenttype"]) == (True, "application/json")
