"""A service's consumer of one topic: takes records in order, once, and lets nothing get lost.

Position per (source with epoch, topic's partition count, partition), saved in the transaction of the
effects. A sequence at or below the position is a duplicate; one whose predecessor lies beyond the position
shows a hole: nothing behind it is taken until the missing ones have come. What doesn't name the position as
its predecessor, or stands elsewhere than it belongs, is set aside as a stray.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import structlog

from shared.errors import Refusal
from shared.eventstore.application import Application
from shared.eventstore.errors import AlreadyTaken, StoreUnavailable, TooLarge
from shared.eventstore.records import Position
from shared.eventstore.unit_of_work import UnitOfWork
from shared.messaging import sequencing
from shared.messaging.dead_letters import DEAD_LETTER, DeadLetterAdded, add
from shared.messaging.message import Message, NotYet
from shared.messaging.message_reader import MessageReader
from shared.messaging.record import ConsumerRecord
from shared.messaging.sequencing import INBOX, SequencedBatch, SequenceGap
from shared.messaging.strays import Strays
from shared.messaging.subscription import Subscription

#: What consumers keep in the store of their application.
CONSUMED = (DEAD_LETTER, INBOX)
#: Messages whose effects are saved in one transaction.
CHUNK = 100
#: A message that fails is tried so often before it becomes a dead letter; seconds before each try.
BACKOFF = (0.1, 0.5, 2.0, 5.0)
#: One that waits for another event is given longer.
PATIENCE = 60.0

log = structlog.get_logger()


@dataclass(slots=True)
class BatchResult:
    """How far a batch of one partition was taken."""

    taken: int = 0  #: records that need not come again
    retry_after: float | None = None  #: seconds until the rest is to be delivered again
    gap: SequenceGap | None = None  #: an earlier message is missing


@dataclass(slots=True)
class Failing:
    """A message that has failed and is tried again."""

    attempts: int = 0
    since: float = field(default_factory=time.monotonic)


class Consumer:
    """Takes the records of one subscription into its application's store."""

    def __init__(
        self,
        application: Application,
        subscription: Subscription,
        address: str,
        observe: Callable[[str, int], None] = lambda _outcome, _count: None,
    ) -> None:
        self.subscription = subscription
        self._application = application
        self._reader = MessageReader(subscription, address)
        self._observe = observe
        self._positions: dict[str, int] = {}
        self._strays = Strays(application, subscription.group, self.position)
        self._failing: dict[str, Failing] = {}

    def furthest(self, source: str) -> Position:
        """The furthest of its positions in what a source tells, as far as they are known."""
        begin = f"{self.subscription.group}|{source}|"
        known = [Position(r, at) for r, at in self._positions.items() if r.startswith(begin)]
        return max(known, key=lambda one: one.sequence, default=Position(begin, 0))

    @property
    def moved_ahead(self) -> Sequence[str]:
        """Positions that a forged record is known to have moved past true events."""
        return sorted(self._strays.moved_ahead)

    def forget_positions(self) -> None:
        """Read the positions from the store again: another member may have moved them."""
        self._positions.clear()

    async def take(self, records: Sequence[ConsumerRecord]) -> BatchResult:
        """Take records of one partition, in order. Never raises for what is wrong with a record."""
        result = BatchResult()
        try:
            for start in range(0, len(records), CHUNK):
                if not await self._take_chunk(records[start : start + CHUNK], result):
                    break
        except StoreUnavailable:
            self.forget_positions()
            result.retry_after = 1.0
        return result

    async def _take_chunk(self, records: Sequence[ConsumerRecord], result: BatchResult) -> bool:
        """Take a chunk; False when the rest of the batch must wait."""
        items = [self.read(record) for record in records]
        batch = await self._check_sequence(items)
        if not await self._save(batch, result):
            return False
        await self._set_strays_aside(batch, result)
        result.taken += batch.passed
        if batch.gap is not None:
            self._observe("hole", 1)
            result.gap = batch.gap
            return False
        return True

    async def _check_sequence(self, items: Sequence["Message | DeadLetterAdded"]) -> SequencedBatch:
        readers = sequencing.readers(self.subscription.group, items)
        positions = {reader: await self.position(reader) for reader in readers}
        return sequencing.check_sequence(self.subscription.group, items, positions)

    async def _set_strays_aside(self, batch: SequencedBatch, result: BatchResult) -> None:
        """What claims a place that another message has, and what stands elsewhere than it belongs."""
        strays = await self._strays.among(batch)
        self._observe("duplicate", len(batch.again) + len(batch.elsewhere) - len(strays))
        if strays:
            await self._save(SequencedBatch(items=[*strays], places=[0] * len(strays)), result)

    async def next_in(self, records: Sequence[ConsumerRecord]) -> ConsumerRecord | None:
        """The first of these that names what was taken last as the one before it."""
        for record in records:
            item = self.read(record)
            if isinstance(item, Message) and not sequencing.out_of_band(item):
                reader = sequencing.reader_of(self.subscription.group, item)
                if item.cloud.prevsequence == await self.position(reader):
                    return record
        return None

    async def position(self, reader: str) -> int:
        """How far a reader has come; kept, until positions are to be read again."""
        known = self._positions.get(reader)
        if known is None:
            known = self._positions[reader] = await self._application.position(reader)
            self._strays.taken.stands_at(reader, known)
        return known

    def read(self, record: ConsumerRecord) -> Message | DeadLetterAdded:
        """The message in a record, or the dead letter that says what is wrong with it."""
        return self._reader.read(record)

    async def _save(self, items: SequencedBatch, result: BatchResult) -> bool:
        """Save the effects of all; where that fails, one by one, to find the message that is to blame."""
        if not items.items:
            return True
        try:
            await self._execute(items.items)
        except (StoreUnavailable, AlreadyTaken):
            self.forget_positions()
            result.retry_after = 0.0
            raise StoreUnavailable(retry_after=1) from None
        except TooLarge:
            return await self._in_halves(items, result)
        except Exception:
            return await self._one_by_one(items, result)
        self._count(items.items)
        return True

    async def _in_halves(self, items: SequencedBatch, result: BatchResult) -> bool:
        """What is too much for one save goes into several; a single message that is has itself to blame."""
        if len(items.items) == 1:
            return await self._one_by_one(items, result)
        first, second = items.halves()
        return await self._save(first, result) and await self._save(second, result)

    async def _one_by_one(self, items: SequencedBatch, result: BatchResult) -> bool:
        for item in items.items:
            try:
                await self._execute([item])
            except StoreUnavailable:
                raise
            except Exception as error:
                delay = self._give_time(item, error)
                if delay is not None:
                    result.taken += items.index(item)
                    result.retry_after = delay
                    return False
                await self._give_up(item, error)
            self._failing.pop(_id(item), None)
            self._count([item])
        return True

    def _give_time(self, item: Message | DeadLetterAdded, error: Exception) -> float | None:
        """Seconds until the message is tried again, or None when it was tried enough."""
        if isinstance(item, DeadLetterAdded) or (
            isinstance(error, Refusal) and not isinstance(error, NotYet)
        ):
            return None  # the answer would be the same
        failing = self._failing.setdefault(_id(item), Failing())
        failing.attempts += 1
        self._observe("retry", 1)
        if isinstance(error, NotYet):
            waited = time.monotonic() - failing.since
            return min(0.05 * 2**failing.attempts, 2.0) if waited < PATIENCE else None
        return BACKOFF[failing.attempts - 1] if failing.attempts <= len(BACKOFF) else None

    async def _give_up(self, item: Message | DeadLetterAdded, error: Exception) -> None:
        if isinstance(item, DeadLetterAdded):
            raise error
        code = error.code if isinstance(error, Refusal) else type(error).__name__
        log.error(
            "dead letter", consumer=self.subscription.group, event_id=item.id, reason=code, exc_info=error
        )
        letter = self._reader.letter(item.record, code, error, item.cloud)
        await self._execute([replace(item, effects=(), letter=letter)])

    async def _execute(self, items: Sequence[Message | DeadLetterAdded]) -> None:
        """Run the reactions to all items in one transaction, with the positions after them."""
        positions = sequencing.positions_after(self.subscription.group, items)
        await self._application.execute(lambda work: self.react(work, items), positions=positions)
        for position in positions:
            self._positions[position.reader] = position.sequence
        for item in items:
            if isinstance(item, Message) and not item.stray:
                self._strays.taken.note(sequencing.reader_of(self.subscription.group, item), item.cloud)

    def react(self, work: UnitOfWork, items: Sequence[Message | DeadLetterAdded]) -> None:
        """Do what the service does about each item, in the commit thread."""
        context = work.context
        for item in items:
            work.context = context
            if isinstance(item, DeadLetterAdded):
                add(work, item)
                continue
            work.caused_by(item.id, item.cloud.correlationid)
            if item.stray:
                self._strays.set_aside(work, item)
                continue
            sequencing.settle_copy(work, self.subscription.group, item)
            if item.letter is not None:
                add(work, item.letter, item.record.value)
            elif item.effects and sequencing.is_new(work, self.subscription.group, item):
                self.process(work, item)

    def process(self, work: UnitOfWork, message: Message) -> None:
        """Do what the service does about one message."""
        for effect in message.effects:
            effect.reaction(work, effect.event, message)

    def _count(self, items: Sequence[Message | DeadLetterAdded]) -> None:
        letters = sum(isinstance(item, DeadLetterAdded) or item.letter is not None for item in items)
        strays = sum(isinstance(item, Message) and item.stray for item in items)
        self._observe("dead_letter", letters - strays)
        self._observe("stray", strays)
        self._observe("taken", len(items) - letters)


def _id(item: Message | DeadLetterAdded) -> str:
    return item.key if isinstance(item, DeadLetterAdded) else item.id
