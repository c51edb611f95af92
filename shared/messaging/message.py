"""A record as a consumer takes it, and what became of it."""

from dataclasses import dataclass
from datetime import datetime

from shared.contracts.envelope import CloudEvent
from shared.contracts.published import PublishedEvent
from shared.errors import Refusal
from shared.messaging.dead_letters import DeadLetterAdded
from shared.messaging.record import ConsumerRecord


@dataclass(frozen=True, slots=True)
class Message:
    """A record with a well-formed envelope, and its event in today's model.

    Where the event itself can't be read, `letter` is the dead letter that stands in its place in the order.
    """

    cloud: CloudEvent
    event: PublishedEvent | None
    record: ConsumerRecord
    partitions: int  #: of the topic, when the relay chose this one
    letter: DeadLetterAdded | None = None

    @property
    def id(self) -> str:
        """The event's id, the same however often and wherever it is delivered."""
        return self.cloud.id

    @property
    def version(self) -> int:
        """The version of the stream that the event comes from."""
        return self.cloud.streamversion

    @property
    def time(self) -> datetime:
        """When the event took effect."""
        return self.cloud.time


class NotYet(Refusal):
    """Raised by a reaction that needs what another event will tell: the message is tried again later."""

    code = "not-yet"
    status = 503
    vi = "Chưa thể xử lý: còn thiếu {missing}."
    en = "Not yet: {missing} is still missing."
