"""A record that this process made is taken as the same one from Kafka would be."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from shared.contracts.topics import SERVICE_TOPICS
from shared.messaging.consumer import Consumer, Subscription
from shared.messaging.dead_letters import DeadLetterAdded
from shared.messaging.message import Message
from shared.messaging.record import LocalRecord
from tests.unit.contracts.records import ADDRESS, EVENT

USUAL = replace(EVENT, traceparent=None)
TOPIC = SERVICE_TOPICS[EVENT.source.service]


def consumer() -> Consumer:
    nobody: Any = None
    return Consumer(nobody, Subscription(TOPIC, "sla", {}), ADDRESS)


def on_kafka(own: LocalRecord) -> Any:
    names = ("topic", "partition", "offset", "key", "value", "headers", "timestamp")
    return SimpleNamespace(**{name: getattr(own, name) for name in names})


def test_it_is_read_alike() -> None:
    own = LocalRecord(TOPIC.value, USUAL)
    ours, theirs = consumer().read(own), consumer().read(on_kafka(own))
    assert isinstance(ours, Message)
    assert isinstance(theirs, Message)
    assert (ours.cloud, ours.event, ours.partitions) == (theirs.cloud, theirs.event, theirs.partitions)


def test_a_malformed_one_is_set_aside_alike() -> None:
    own = LocalRecord(TOPIC.value, replace(USUAL, subject="\x00"))
    ours, theirs = consumer().read(own), consumer().read(on_kafka(own))
    assert isinstance(ours, DeadLetterAdded)
    assert isinstance(theirs, DeadLetterAdded)
    assert (ours.key, ours.reason, ours.headers) == (theirs.key, theirs.reason, theirs.headers)
