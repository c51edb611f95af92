"""The embedded transport: a consumer group follows the source's store itself, with its own durable position,
and FastStream's in-memory transport carries the records to the same handler that Kafka's would reach.
"""

import asyncio
from collections.abc import Sequence
from contextlib import AsyncExitStack

import structlog
from faststream._internal.logger.logger_proxy import EmptyLoggerObject
from faststream.kafka import KafkaBroker, TestKafkaBroker

from shared.contracts.source import Source, identity
from shared.eventstore.application import Application
from shared.eventstore.records import Position, RecordedEvent
from shared.eventstore.wakeup import GATHER_SECONDS, woken_or
from shared.messaging.broker import BatchSubscriber, broker_settings, subscribe
from shared.messaging.consumer import Consumer
from shared.messaging.publication_mapper import OutgoingRecord, PublicationMapper
from shared.messaging.record import LocalRecord
from shared.messaging.sequencing import reader_name

_CHUNK = 500
_KEPT = 2_000  #: translated events of a store: more than its feeds ever lie apart while all keep up
_RETRY_SECONDS = 1.0

log = structlog.get_logger()


class Translated:
    """A store's newest events as they go out: translated once, for all feeds that follow it."""

    def __init__(self, mapper: PublicationMapper, maximum: int = _KEPT) -> None:
        self.mapper = mapper
        self._maximum = maximum
        self._kept: dict[int, tuple[RecordedEvent, OutgoingRecord | None]] = {}

    def to_record(self, recorded: RecordedEvent, previous: int) -> OutgoingRecord | None:
        """The record for a stored event, as it stands behind `previous` in its topic."""
        place = recorded.notification_id or 0
        kept = self._kept.get(place)
        if kept is None or kept[0] != recorded:
            kept = recorded, self.mapper.to_record(recorded, previous)
            self._kept[place] = kept
            if len(self._kept) > self._maximum:
                del self._kept[next(iter(self._kept))]
        outgoing = kept[1]
        return outgoing.behind(previous) if outgoing is not None else None


class EmbeddedFeed:
    """Carries one store's events to one consumer, one call at a time."""

    def __init__(
        self, source: Application, translated: Translated, target: Application, consumer: Consumer
    ) -> None:
        self.consumer = consumer
        self.position = 0  #: up to here the source's store was carried over
        self.source = source
        self._translated = translated
        self.target = target
        self._batch_subscriber: BatchSubscriber | None = None
        self._identity = ""  #: of the source's event there
        self._previous = 0
        self._placed = False

    @property
    def reader(self) -> str:
        """The name of the durable position in the target's store."""
        subscription = self.consumer.subscription
        source = str(self._translated.mapper.source)
        return reader_name(subscription.group, source, subscription.topic.value, 1, 0)

    async def unfit(self) -> Position | None:
        """A durable position at an event that the source's store doesn't have.

        One that was taken before identities were kept is taken for the store's own, and noted.
        """
        named = self.reader.split("|")
        for one in await self.target.read(self.target.store.positions):
            found = one.reader.split("|")
            if found[:1] + found[2:] != named[:1] + named[2:]:
                continue
            if _is_of_later_epoch(found[1], self._translated.mapper.source):
                return one
            if one.reader == self.reader:
                if not await self.source.holds(one.sequence, one.identity):
                    return one
                await self._adopt(one)
        return None

    async def _adopt(self, position: Position) -> None:
        if not position.identity:
            identity = await self.source.read(self.source.store.identity_at, position.sequence)
            adopted = Position(position.reader, position.sequence, identity=identity)
            await self.target.read(self.target.store.identify, [adopted])

    async def lag(self) -> int:
        """How many events of the source's store were not carried over yet."""
        last = await self.source.read(self.source.store.last_notification_id)
        return max(0, last - self.position)

    def attach(self, broker: KafkaBroker) -> None:
        """Subscribe the consumer on the in-memory broker."""
        self._batch_subscriber = subscribe(broker, self.consumer)

    def keep_no_records(self) -> None:
        """Nothing of what was delivered stays."""
        assert self._batch_subscriber is not None, "attach first"
        self._batch_subscriber.handler.reset_test()

    async def run(self) -> None:
        """Carry events over until cancelled."""
        with self.source.wakeup.listening() as woken:
            while True:
                woken.clear()
                try:
                    covered = await self._carry_next()
                except Exception as error:  # whatever it is: the durable position decides where it goes on
                    log.error("feed failed; it is tried again", reader=self.reader, exc_info=error)
                    await woken_or(woken, _RETRY_SECONDS)
                    continue
                if not covered:
                    await woken_or(woken, self.source.poll_seconds)
                elif covered < _CHUNK:
                    await asyncio.sleep(GATHER_SECONDS)

    async def _carry_next(self) -> int:
        """Carry the next events over; how many of the source's store it looked at."""
        if not self._placed:
            self.position = self._previous = await self.target.position(self.reader)
            self._placed = True
        events = await self.source.log(self.position, _CHUNK)
        if not events:
            await self._look_for_own_place()
            return 0
        records = self._records(events)
        if not records or await self._deliver(records):
            self.position = events[-1].notification_id or 0
            self._identity = self.source.store.identity(events[-1])
        return len(events)

    async def _look_for_own_place(self) -> None:
        """Nothing new, or a source that was set back behind what was taken of it."""
        if not await self.source.holds(self.position, self._identity):
            self.source.store.continuity.set_back(self.target.name, self.position)

    async def _deliver(self, records: Sequence[LocalRecord]) -> bool:
        """Hand records to the handler; False when the rest of them must come again later."""
        assert self._batch_subscriber is not None, "attach first"
        await self._batch_subscriber.subscriber.process_message(tuple(records))
        result = self._batch_subscriber.result
        taken = records[: result.taken]
        if taken:
            self._previous = self.position = taken[-1].offset
            last = taken[-1].envelope
            self._identity = identity(last.id, last.recordedtime)
        if len(taken) == len(records):
            return True
        await asyncio.sleep(result.retry_after or _RETRY_SECONDS)
        return False

    def _records(self, events: Sequence[RecordedEvent]) -> list[LocalRecord]:
        """The records of what is published."""
        topic = self.consumer.subscription.topic
        records: list[LocalRecord] = []
        previous = self._previous
        for recorded in events:
            outgoing = self._translated.to_record(recorded, previous)
            if outgoing is not None and outgoing.topic is topic:
                records.append(LocalRecord(topic.value, outgoing.event, outgoing.told))
                previous = outgoing.sequence
        return records


def _is_of_later_epoch(name: str, source: Source) -> bool:
    """Whether a source's name is of the same service's store, in an epoch that it hasn't come to."""
    try:
        found = Source.parse(name)
        return found.service is source.service and int(found.epoch) > int(source.epoch)
    except ValueError:
        return False


class EmbeddedTransport:
    """All feeds of one process, on one in-memory broker."""

    def __init__(self, feeds: Sequence[EmbeddedFeed]) -> None:
        self.feeds = feeds
        self._stack = AsyncExitStack()
        self._tasks: list[asyncio.Task[None]] = []
        self._broker = KafkaBroker(**broker_settings())

    async def start(self) -> None:
        """Begin to carry."""
        for feed in self.feeds:
            feed.attach(self._broker)
        await self._stack.enter_async_context(TestKafkaBroker(self._broker, connect_only=False))
        self._keep_no_calls()
        self._tasks = [asyncio.create_task(feed.run()) for feed in self.feeds]

    def _keep_no_calls(self) -> None:
        """The in-memory broker is made for tests, which look at each call and each line of its log later."""
        self._broker.config.logger.logger = EmptyLoggerObject()
        for feed in self.feeds:
            feed.keep_no_records()

    async def stop(self) -> None:
        """Finish the call under way, then stop."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._stack.aclose()
