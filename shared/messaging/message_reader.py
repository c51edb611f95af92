"""Reads the records of a topic as messages, and what is wrong with a record as a dead letter."""

from typing import Any

from shared.contracts.envelope import CloudEvent
from shared.contracts.malformed import MalformedRecord
from shared.contracts.registry import UnknownEventType, class_of, read_as
from shared.contracts.streams import check_id
from shared.eventstore.records import utc_now
from shared.messaging import sequencing
from shared.messaging.dead_letters import DeadLetterAdded, dead_letter
from shared.messaging.message import Effect, Message
from shared.messaging.record import ConsumerRecord, LocalRecord
from shared.messaging.subscription import Subscription


class MessageReader:
    """Reads what one subscription follows; `address` is what the sources of the events begin with."""

    def __init__(self, subscription: Subscription, address: str) -> None:
        self._subscription = subscription
        self._address = address

    def read(self, record: ConsumerRecord) -> Message | DeadLetterAdded:
        """The message in a record, or the dead letter that says what is wrong with it."""
        try:
            cloud, partitions = self._envelope(record)
            sequencing.check_topic(cloud, self._subscription.topic)
        except MalformedRecord as error:
            return self.letter(record, error.reason.value, error, None)
        try:
            return Message(cloud, self._effects(record, cloud), record, partitions)
        except (MalformedRecord, UnknownEventType) as error:
            reason = error.reason.value if isinstance(error, MalformedRecord) else error.code
            letter = self.letter(record, reason, error, cloud)
            return Message(cloud, (), record, partitions, letter)

    def _effects(self, record: ConsumerRecord, cloud: CloudEvent) -> tuple[Effect, ...]:
        """What is done about an event. Raises MalformedRecord and UnknownEventType."""
        readings = self._subscription.readings.get(cloud.type, ())
        if not readings:
            class_of(cloud.type)
        return tuple(Effect(one.reaction, _read(one.event_class, record, cloud)) for one in readings)

    def _envelope(self, record: ConsumerRecord) -> tuple[CloudEvent, int]:
        """The envelope, and the topic's partition count. Raises MalformedRecord."""
        if isinstance(record, LocalRecord):
            return record.envelope, record.partitions
        cloud = CloudEvent.from_kafka(record.key, record.headers, record.value, address=self._address)
        check_id(cloud)
        return cloud, sequencing.partition_count(record)

    def letter(
        self, record: ConsumerRecord, reason: str, error: Exception, cloud: CloudEvent | None
    ) -> DeadLetterAdded:
        """The dead letter of a record, added now."""
        event_id = cloud.id if cloud is not None else None
        return dead_letter(self._subscription.group, record, reason, error, event_id, utc_now())


def _read(event_class: type, record: ConsumerRecord, cloud: CloudEvent) -> Any:
    """The event in a record; one that this process has told itself is at hand."""
    if isinstance(record, LocalRecord) and type(record.event) is event_class:
        return record.event
    return read_as(event_class, cloud.data)
