"""The `cloudevents` package's Kafka binding reads what we write, and we read what it writes."""

import json

from cloudevents.http import CloudEvent as OracleEvent
from cloudevents.http import from_json
from cloudevents.kafka import KafkaMessage, from_binary, to_binary

from shared.contracts.envelope import CloudEvent
from tests.unit.contracts.records import EVENT, event


def attributes_of(written: CloudEvent) -> dict[str, str]:
    """What the envelope's headers say, by CloudEvents' names."""
    return {
        name.removeprefix("ce_"): value.decode()
        for name, value in written.to_kafka_headers()
        if name.startswith("ce_")
    } | {"datacontenttype": "application/json"}


def oracle_event(written: CloudEvent) -> OracleEvent:
    return OracleEvent.create(attributes_of(written), json.loads(written.data))


def test_the_oracle_reads_our_records() -> None:
    message = KafkaMessage(dict(EVENT.to_kafka_headers()), EVENT.key.decode(), EVENT.data)
    read = from_binary(message)
    assert read.get_attributes() == attributes_of(EVENT)
    assert read.get_data() == json.loads(EVENT.data)


def test_we_read_the_oracles_records() -> None:
    written = event(traceparent=None, deprecated=True)
    message = to_binary(oracle_event(written), data_marshaller=lambda _: written.data)
    assert isinstance(message.key, str)
    assert (
        CloudEvent.from_kafka(message.key.encode(), list(message.headers.items()), message.value) == written
    )


def test_the_oracle_writes_the_headers_that_we_write() -> None:
    ours = dict(EVENT.to_kafka_headers())
    theirs = to_binary(oracle_event(EVENT)).headers
    # The binding moves the partition key to the record's key; we leave it in the headers as well.
    assert theirs.items() <= ours.items()
    assert ours.keys() - theirs.keys() == {"ce_partitionkey", "correlation_id", "traceparent"}


def test_the_oracle_reads_our_json_text() -> None:
    read = from_json(EVENT.to_structured())
    assert read["id"] == EVENT.id
    assert read["sequence"] == "00000000000000000017"
    assert read.get_data() == json.loads(EVENT.data)
