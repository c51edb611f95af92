"""What a consumer took lately: tells a message that comes again from another one that claims its place."""

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import NamedTuple

from shared.contracts.envelope import CloudEvent
from shared.contracts.malformed import MalformedRecord
from shared.contracts.registry import UnknownEventType, parse

#: Messages of each partition that are remembered, and bytes of what they told; what is older is known by its
#: position alone.
REMEMBERED, REMEMBERED_BYTES = 500, 512 * 1024


class _Told(NamedTuple):
    """As much of an event as tells it from another one."""

    id: str
    type: str
    subject: str
    data: bytes


@dataclass(slots=True)
class _Partition:
    """The newest messages of a partition; of those up to `floor` only that they were taken."""

    floor: int
    events: OrderedDict[int, _Told] = field(default_factory=OrderedDict)
    size: int = 0  #: bytes of what they told

    def forget_oldest(self) -> None:
        """It is known by the position alone."""
        self.floor, told = self.events.popitem(last=False)
        self.size -= len(told.data)


class TakenLately:
    """The newest messages that were taken, by the name of the position that each has moved."""

    def __init__(self, remembered: int = REMEMBERED, remembered_bytes: int = REMEMBERED_BYTES) -> None:
        self._remembered, self._bytes = remembered, remembered_bytes
        self._partitions: dict[str, _Partition] = {}

    def stands_at(self, reader: str, position: int) -> None:
        """The position was read anew: where another member has moved it, nothing is known any more."""
        known = self._partitions.get(reader)
        if known is not None and next(reversed(known.events)) != position:
            del self._partitions[reader]

    def note(self, reader: str, event: CloudEvent) -> None:
        """It was taken, as the newest of its partition."""
        known = self._partitions.get(reader)
        if known is None:
            known = self._partitions[reader] = _Partition(event.prevsequence)
        known.events[event.sequence] = _Told(event.id, event.type, event.subject, event.data)
        known.size += len(event.data)
        while len(known.events) > self._remembered or (known.size > self._bytes and len(known.events) > 1):
            known.forget_oldest()

    def passed_over(self, reader: str, event: CloudEvent) -> bool:
        """Whether an event at or before the position was never taken: the position was moved past it."""
        known = self._partitions.get(reader)
        return known is not None and event.sequence > known.floor and event.sequence not in known.events

    def may_be(self, reader: str, event: CloudEvent) -> bool:
        """Whether an event at or before the position may be the one that was taken at its place."""
        known = self._partitions.get(reader)
        if known is None or event.sequence <= known.floor:
            return True
        taken = known.events.get(event.sequence)
        return taken is not None and same_event(taken, event)


def same_event(one: CloudEvent | _Told, other: CloudEvent) -> bool:
    """Whether two records tell the same event; the bytes of one may be an older version's."""
    return (one.id, one.type, one.subject) == (other.id, other.type, other.subject) and same_data(one, other)


def same_data(one: CloudEvent | _Told, other: CloudEvent) -> bool:
    """Whether two events say the same, in today's model."""
    if one.data == other.data:
        return True
    try:
        return bool(parse(one.type, one.data) == parse(other.type, other.data))
    except (MalformedRecord, UnknownEventType):
        return False
