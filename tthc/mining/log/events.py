"""What every reader yields, whatever the file's format."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol

from tthc.mining.log.notices import Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEvent:
    """One completed piece of work on a case. Instants are aware, in UTC."""

    case_id: str
    activity: str
    group: str | None = None  #: None: the log names no group
    resource: str | None = None  #: who did it
    time: datetime  #: when it was completed
    case_start: datetime | None = None
    case_deadline: datetime | None = None
    place: str = field(compare=False)  #: `file:line:column` of the event's time, for errors


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a reading is. `bytes_read` counts the file as it lies on the disk, so compressed if it is."""

    events: int
    bytes_read: int
    bytes_total: int


ProgressCallback = Callable[[Progress], None]


class EventLog(Protocol):
    """A log that can be read again and again, each time as a stream."""

    @property
    def path(self) -> Path:
        """The file."""

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What the log lacks, and what of it is left out; known once a reading has come to its end."""

    def digest(self) -> str:
        """A digest of the content, compressed or not."""

    def events(self, progress: ProgressCallback | None = None) -> Iterator[LogEvent]:
        """The events in the file's order. Raises a `LogRefused` at the first thing wrong."""


def in_time_order(events: list[LogEvent]) -> list[LogEvent]:
    """The events by time; those of the same instant keep the file's order."""
    return sorted(events, key=lambda event: event.time)
