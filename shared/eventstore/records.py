"""What a store keeps, and what a command comes with and answers: who or what caused which event, when."""

import itertools
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias
from uuid import uuid4

from shared import clock
from shared.clock import WALL_CLOCK
from shared.contracts.declaring import said_at
from shared.eventstore.errors import ClockJumped

#: What a command answers: JSON, since it is kept under the idempotency key.
Answer: TypeAlias = dict[str, Any] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedEvent:
    """One event of one stream. `notification_id` is its place in the store's whole log, from 1."""

    stream: str
    version: int  #: from 1, without gaps inside the stream
    event: Any
    data: bytes = field(
        default=b"", compare=False, repr=False
    )  #: what is told of it, as JSON; empty: not made
    recorded_at: datetime  #: when the store took it; the effective time is the event's own
    command_id: str  #: of the command that it was saved for; the same after a retry
    correlation_id: str  #: the root case, or what the command came with
    causation_id: str  #: the event that caused the command, or the command itself
    notification_id: int | None = None

    @property
    def originator_id(self) -> str:
        """The stream's name, under the name that the eventsourcing library knows it by."""
        return self.stream

    @property
    def originator_version(self) -> int:
        """The version, under the name that the eventsourcing library knows it by."""
        return self.version

    @property
    def key(self) -> str:
        """The aggregate's key: the stream's name without its category."""
        return self.stream.partition("-")[2]

    def placed(self, notification_id: int, data: bytes) -> "RecordedEvent":
        """The event at its place in the log, with what is told of it; `dataclasses.replace` takes longer."""
        return RecordedEvent(
            stream=self.stream,
            version=self.version,
            event=self.event,
            data=data,
            recorded_at=self.recorded_at,
            command_id=self.command_id,
            correlation_id=self.correlation_id,
            causation_id=self.causation_id,
            notification_id=notification_id,
        )

    def to_dict(self) -> dict[str, Any]:
        """The event as an answer shows it: what happened, in which place, when, when recorded, and why."""
        return {
            "type": type(self.event).__name__,
            "version": self.version,
            "recorded_at": self.recorded_at,
            "effective_at": said_at(self.event),
            "command_id": self.command_id,
            "correlation_id": self.correlation_id,
            "causation_id": self.causation_id,
            "event": self.event,
        }


#: What tells this process's command ids from any other's; asking the kernel for each one is slow.
_PROCESS = uuid4().hex[:20]
_numbers = itertools.count(1)


def new_command_id() -> str:
    """An id that no other command has, in whichever process."""
    return f"{_PROCESS}{next(_numbers):012x}"


def utc_now() -> datetime:
    """What the wall clock says, whether it is believed or not: what is recorded has `recording_time`."""
    return clock.utc_now()


def recording_time() -> datetime:
    """The recorded time of what happens now. Raises `ClockJumped` while the wall clock isn't believed."""
    ahead = WALL_CLOCK.ahead()
    if ahead:
        raise ClockJumped(seconds=round(ahead), retry_after=30)
    return utc_now()


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandContext:
    """What a command comes with besides its content."""

    command_id: str
    recorded_at: datetime
    correlation_id: str = ""
    causation_id: str = ""
    idempotency_key: str | None = None  #: the client's; already scoped to who sent it
    fingerprint: str = ""  #: of the command's content: the same key with another one is refused
    sender: str = ""  #: whose turn it takes; empty for what comes from inside


def new_context(**given: Any) -> CommandContext:
    """A context for a command that comes from inside: a new command id, recorded now.

    Raises `ClockJumped` where now isn't known.
    """
    at = given.pop("recorded_at", None) or recording_time()
    return CommandContext(**{"command_id": new_command_id(), "recorded_at": at, **given})


@dataclass(frozen=True, slots=True)
class Position:
    """How far a reader of a log has come: the last sequence that it has taken."""

    reader: str
    sequence: int
    #: Where the reader must stand until then: what was taken from there on. None: anywhere before.
    after: int | None = field(default=None, compare=False, kw_only=True)
    #: Of the event at that place; empty: not known.
    identity: str = field(default="", compare=False, kw_only=True)

    def may_follow(self, place: int) -> bool:
        """Whether a reader that stands at this place may come to this position."""
        return place < self.sequence and self.after in (None, place)


@dataclass(slots=True)
class StreamState:
    """A stream's folded state in memory, and the version that it is at."""

    state: Any
    version: int = 0
    fresh: bool = field(default=True)  #: read from the store for this work, not taken from the cache
    recorded_at: datetime | None = None  #: of the newest event; None: there is none
