"""Messages that no relay put where they stand: told from copies, set aside, noticed where one was taken."""

from collections.abc import Awaitable, Callable

import structlog

from shared.contracts.malformed import MalformedReason
from shared.errors import Refusal
from shared.eventstore.application import Application
from shared.eventstore.unit_of_work import UnitOfWork
from shared.messaging import sequencing
from shared.messaging.dead_letters import add
from shared.messaging.message import Message
from shared.messaging.sequencing import SequencedBatch
from shared.messaging.taken import TakenLately

log = structlog.get_logger()


class PositionAhead(Refusal):
    """A consumer stands beyond what its source has told: it took a record that somebody else wrote."""

    code = "position-ahead"
    status = 503
    vi = "Vị trí {reader} vượt quá sự kiện cuối cùng của nguồn: có bản ghi giả trong chủ đề."
    en = "Position {reader} is beyond the last event of its source: a record in the topic is forged."


class Strays:
    """The strays of one consumer, by what it took lately; `position` asks how far a reader has come."""

    def __init__(
        self, application: Application, group: str, position: Callable[[str], Awaitable[int]]
    ) -> None:
        self.taken = TakenLately()
        self.moved_ahead: set[str] = set()  #: readers whose position a stray has moved past true events
        self._application = application
        self._group = group
        self._position = position

    async def among(self, batch: SequencedBatch) -> list[Message]:
        """Those of a chunk, but for the ones that its order has shown; a copy of what was taken is none."""
        found = [self._unlike_the_taken(one) for one in batch.again]
        found += [await self._out_of_place(one) for one in batch.elsewhere]
        return [one for one in found if one is not None]

    def set_aside(self, work: UnitOfWork, stray: Message) -> None:
        """Keep a stray's dead letter. A copy that was early is none if its place was reached meanwhile."""
        assert stray.letter is not None
        if stray.early:
            if sequencing.has_come(work, self._group, stray):
                return
            sequencing.await_original(work, self._group, stray)
        add(work, stray.letter, stray.record.value)

    def _unlike_the_taken(self, message: Message) -> Message | None:
        """One behind the position as a stray; None where it may be what was taken there."""
        reader = sequencing.reader_of(self._group, message)
        if self.taken.may_be(reader, message.cloud):
            return None
        if self.taken.passed_over(reader, message.cloud) and reader not in self.moved_ahead:
            self.moved_ahead.add(reader)
            sequence = message.cloud.sequence
            log.critical("a position was moved past an event, by another one", reader=reader, event=sequence)
        return sequencing.stray(self._group, message, MalformedReason.FORK, "where another one was taken")

    async def _out_of_place(self, message: Message) -> Message | None:
        """A message that stands elsewhere, as a stray; None for a copy of what was taken in its place."""
        place, sequence = sequencing.place_of(self._group, message), message.cloud.sequence
        early = sequence > await self._position(place)
        if early:
            if sequence <= await self._application.position(place):
                return None  # another member of the group follows that partition
        elif self.taken.may_be(place, message.cloud):
            return None
        return sequencing.stray(self._group, message, MalformedReason.WRONG_PARTITION, place, early=early)
