"""How a case goes through the steps: the one law by which all of an import tells its moves."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tthc.mining.log.errors import ActivityUnknown
from tthc.mining.log.events import LogEvent, in_time_order


class MoveKind(StrEnum):
    """What leads to an event."""

    FIRST = "first"  #: the case opens at this step
    FORWARD = "forward"  #: handed off to a later step
    RETURN = "return"  #: sent back to an earlier step
    REPEAT = "repeat"  #: the same step once more: it is reopened


@dataclass(frozen=True, slots=True)
class Move:
    """One event, and the move that leads to its step. Steps are named by their activities."""

    kind: MoveKind
    event: LogEvent
    previous: LogEvent | None  #: None for the first
    skipped: tuple[str, ...]  #: steps passed over by a forward move, or before the first step

    @property
    def activity(self) -> str:
        """The activity of the step that the move leads to."""
        return self.event.activity


def moves(events: Sequence[LogEvent], order: Sequence[str]) -> list[Move]:
    """The moves of one case, by time, over the activities in their usual order.

    Raises `ActivityUnknown` for an event whose activity isn't in the order.
    """
    ordered = in_time_order(list(events))
    positions = {activity: position for position, activity in enumerate(order)}
    for event in ordered:
        if event.activity not in positions:
            raise ActivityUnknown(where=event.place, activity=event.activity)
    previous: list[LogEvent | None] = [None, *ordered]
    steps = moves_between([event.activity for event in ordered], positions)
    return [
        Move(kind, event, before, tuple(order[start:end]))
        for event, before, (kind, start, end) in zip(ordered, previous, steps, strict=False)
    ]


def moves_between(
    activities: Sequence[str], positions: Mapping[str, int]
) -> Iterator[tuple[MoveKind, int, int]]:
    """The kind of each activity's move, with the half-open range of positions that it skips."""
    at = -1
    for number, activity in enumerate(activities):
        to = positions[activity]
        if to > at:
            yield (MoveKind.FORWARD if number else MoveKind.FIRST), at + 1, to
        else:
            yield (MoveKind.RETURN if to < at else MoveKind.REPEAT), to, to
        at = to
