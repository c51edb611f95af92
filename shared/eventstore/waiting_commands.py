"""Commands that wait for their turn: each sender's in their order, and of the senders one after the other.

So whoever sends a thousand at once makes nobody wait for more than what is saved with the next one.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, zip_longest

from shared.eventstore.pending_command import PendingCommand


class WaitingCommands:
    """The queue before the commit thread. Whoever uses it from several threads holds a lock."""

    def __init__(self) -> None:
        #: by sender; who was served longest ago comes first
        self._lines: dict[str, deque[PendingCommand]] = {}
        self._length = 0

    def __len__(self) -> int:
        return self._length

    def add(self, command: PendingCommand) -> None:
        """The last of its sender's."""
        self._lines.setdefault(command.context.sender, deque()).append(command)
        self._length += 1

    def next(self, most: int) -> list[PendingCommand]:
        """Those whose turn it is, in turn: the first of each sender, then the second of each."""
        lines = [islice(line, most) for line in islice(self._lines.values(), most)]
        return list(islice(_in_turn(lines), most))

    def remove(self, served: Sequence[PendingCommand]) -> None:
        """These have had their turn; their senders go behind the others."""
        gone = set(map(id, served))
        for sender in dict.fromkeys(one.context.sender for one in served):
            line = self._lines.pop(sender)
            left = deque(one for one in line if id(one) not in gone)
            self._length -= len(line) - len(left)
            if left:
                self._lines[sender] = left


def _in_turn(lines: Iterable[Iterable[PendingCommand]]) -> Iterator[PendingCommand]:
    for of_each in zip_longest(*lines):
        yield from (one for one in of_each if one is not None)
