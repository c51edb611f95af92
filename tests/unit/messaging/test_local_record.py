"""A record that this process made is taken as the same one from Kafka would be."""

from dataclasses import replace
from operator import attrgetter
from types import SimpleNamespace
from typing import Any

from shared.contracts.declaring import event
from shared.contracts.examples import example_of
from shared.contracts.registry import dump, parse
from shared.contracts.topics import SERVICE_TOPICS
from shared.decider import Decider
from shared.messaging.consumer import Consumer
from shared.messaging.message import Message
from shared.messaging.record import LocalRecord
from shared.messaging.subscription import Subscription
from tests.unit.contracts.records import ADDRESS, EVENT

DATA = dump(example_of(EVENT.type))
USUAL = replace(EVENT, traceparent=None, data=DATA)
TOPIC = SERVICE_TOPICS[EVENT.source.service]


TOLD = parse(USUAL.type, USUAL.data)


@event()
class Ended:
    """As much of the event as somebody needs."""

    case_number: str


def consumer(read_as: type | None = None) -> Consumer:
    nobody: Any = None
    follower = Decider[list[Any]]("follower", list, key_of_followed=attrgetter("case_number"))
    follower.follows(type(TOLD), read_as=read_as)(lambda _state, _event, _cause: None)
    return Consumer(nobody, Subscription(TOPIC, "sla", {}, (follower,)), ADDRESS)


def on_kafka(own: LocalRecord) -> Any:
    names = ("topic", "partition", "offset", "key", "value", "headers", "timestamp")
    return SimpleNamespace(**{name: getattr(own, name) for name in names})


def test_it_is_read_alike() -> None:
    own = LocalRecord(TOPIC.value, USUAL, TOLD)
    ours, theirs = consumer().read(own), consumer().read(on_kafka(own))
    assert isinstance(ours, Message)
    assert isinstance(theirs, Message)
    assert (ours.cloud, ours.partitions) == (theirs.cloud, theirs.partitions)
    assert [one.event for one in ours.effects] == [one.event for one in theirs.effects] == [TOLD]


def test_an_event_at_hand_is_not_read_again() -> None:
    (effect,) = consumer().read(LocalRecord(TOPIC.value, USUAL, TOLD)).effects
    assert effect.event is TOLD


def test_who_reads_it_as_another_class_reads_its_data() -> None:
    (effect,) = consumer(Ended).read(LocalRecord(TOPIC.value, USUAL, TOLD)).effects
    assert effect.event == Ended(case_number=TOLD.case_number)
