"""A record as a consumer takes it, and what became of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from shared.contracts.envelope import CloudEvent
from shared.errors import Refusal
from shared.eventstore.unit_of_work import UnitOfWork
from shared.messaging.dead_letters import DeadLetterAdded
from shared.messaging.record import ConsumerRecord


@dataclass(frozen=True, slots=True)
class Effect:
    """A reaction of the service, and the event as it reads it."""

    reaction: "Reaction"
    event: Any


@dataclass(frozen=True, slots=True)
class Message:
    """A record with a well-formed envelope, and what the service does about it.

    Where the event itself can't be read, `letter` is the dead letter that stands in its place in the order.
    A `stray` has no place in it: only its source's relay could have put it there, and didn't. An `early` one
    stands elsewhere than it belongs, and may yet be taken in its place.
    """

    cloud: CloudEvent
    effects: tuple[Effect, ...]  #: none: it is of a type that the service passes over
    record: ConsumerRecord
    partitions: int  #: of the topic, when the relay chose this one
    letter: DeadLetterAdded | None = None
    stray: bool = False
    early: bool = False

    @property
    def id(self) -> str:
        """The event's id, the same however often and wherever it is delivered."""
        return self.cloud.id

    @property
    def version(self) -> int:
        """The version of the stream that the event comes from."""
        return self.cloud.streamversion

    @property
    def epoch(self) -> int:
        """The epoch of the store that the event comes from."""
        epoch = self.cloud.source.epoch
        return int(epoch) if epoch.isdecimal() else 0

    @property
    def time(self) -> datetime:
        """When the event took effect."""
        return self.cloud.time

    @property
    def type(self) -> str:
        """The CloudEvents type under which it was told."""
        return self.cloud.type

    @property
    def data(self) -> bytes:
        """The event as it was told, as JSON."""
        return self.cloud.data


#: What a service does about an event of another: reads and appends; saved with the position.
Reaction: TypeAlias = Callable[[UnitOfWork, Any, Message], None]


class NotYet(Refusal):
    """Raised by a reaction that needs what another event will tell: the message is tried again later."""

    code = "not-yet"
    status = 503
    vi = "Chưa thể xử lý: còn thiếu {missing}."
    en = "Not yet: {missing} is still missing."
