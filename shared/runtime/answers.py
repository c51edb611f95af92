"""What a running service answers its operators."""

from dataclasses import dataclass
from datetime import datetime

from shared.messaging.dead_letter_status import DeadLetterStatus
from shared.messaging.dead_letter_view import DeadLetterDocument
from shared.messaging.dead_letters import DeadLetterAdded


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far everything has come; `settled` when nothing is left to do for now."""

    service: str
    last: int  #: the notification id of the store's newest event
    published: int  #: up to here the store is published
    failure: str | None  #: why it doesn't publish at the moment, or takes nothing any more
    views: dict[str, int]  #: up to where each is written
    behind: dict[str, int]  #: by topic: what isn't taken yet
    owed: int  #: how many chains of saves are in their middle
    settled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """How many events of each type the store holds, of those that the service publishes."""

    service: str
    events_by_type: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceTime:
    """The time as a service has it."""

    service: str
    now: datetime
    jumped_seconds: float  #: by how much its wall clock was set while it ran; 0: it is believed
    store_ahead_seconds: float  #: how far its store's newest recorded time lies ahead of now


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockAccepted:
    """The wall clock is believed again."""

    service: str
    jumped_seconds: float  #: by how much it had been set; 0: it hadn't


@dataclass(frozen=True, slots=True, kw_only=True)
class Republishing:
    """The topic is being filled again."""

    service: str
    status: str = "republishing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuilt:
    """A view and the generation of it that serves from now on."""

    view: str
    generation: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadLetterPage:
    """Dead letters, the newest first, and how many there are in all."""

    count: int
    letters: list[DeadLetterDocument]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadLetterDetail(DeadLetterAdded):
    """A dead letter with its stack, its record, and what became of it."""

    status: DeadLetterStatus
    settled_by: str | None = None  #: who decided on it
    settled_at: datetime | None = None
    because: str | None = None  #: why it was dropped


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadLetterDecided:
    """What was decided on a dead letter; `processed`: whether its message had an effect now."""

    key: str
    status: DeadLetterStatus
    processed: bool = False
