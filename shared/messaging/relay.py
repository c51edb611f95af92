"""The relay: a store's events to Kafka, in transactions, in order, without holes.

One chunk is in flight, every answer is awaited before the commit, and after any failure a new producer
begins again where the topic and the recorded position say. A second relay of the same store fences the
first, which then waits until the other one stands still.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

import structlog
from aiokafka import AIOKafkaProducer, TopicPartition
from aiokafka.errors import ProducerFenced

from shared.eventstore.application import Application
from shared.eventstore.errors import AlreadyTaken
from shared.eventstore.records import Position, RecordedEvent, utc_now
from shared.eventstore.wakeup import GATHER_SECONDS, woken_or
from shared.messaging.connection import Kafka
from shared.messaging.producing import (
    GIVE_UP_SECONDS,
    ProducerRecord,
    relay_name,
    send_together,
    start_producer,
    stop_producer,
)
from shared.messaging.publication_mapper import OutgoingRecord, PublicationMapper
from shared.messaging.relay_checkpoint import RelayCheckpoint, TopicAhead, find_checkpoint
from shared.messaging.telling import TellingChanged, check_telling
from shared.telemetry import metrics

#: Woken at once by a save in this process or by LISTEN; looks by itself each so many seconds.
POLL_SECONDS = 1.0
#: Where so many events came together, the next ones gather for so long, in seconds: a transaction costs the
#: broker about the same for one event as for hundreds.
_MANY, _GATHER_MANY_SECONDS = 16, 0.1
#: A fenced relay takes over when the other one's position stood still for so long while there was work.
STANDBY_SECONDS = 10.0
#: What Kafka hasn't answered for so long is told as a failure, and still waited for.
ALARM_SECONDS = 5.0

log = structlog.get_logger()


class Relay:
    """Publishes one store until it is cancelled; only `TopicAhead` and `TellingChanged` end `run`."""

    def __init__(
        self, application: Application, mapper: PublicationMapper, kafka: Kafka, chunk: int = 500
    ) -> None:
        self._application = application
        self._mapper = mapper
        self._kafka = kafka
        self._chunk = chunk
        self._checkpoint = RelayCheckpoint()
        self._asked_again = False
        self._from_beginning = False
        self._failures = 0
        self.failure: str | None = None  #: why it doesn't publish at the moment
        self.position = 0  #: up to here the store is published

    @property
    def name(self) -> str:
        """The transactional id: one relay a store."""
        return relay_name(self._mapper.service.value)

    @property
    def republishing(self) -> bool:
        """Whether everything is being published again."""
        return self._asked_again or self._from_beginning

    def republish(self) -> None:
        """Publish everything again from the store's beginning, at the next opportunity."""
        self._asked_again = True
        self._application.wakeup.wake()

    async def run(self) -> None:
        """Publish until cancelled."""
        while True:
            try:
                await self._run_with_new_producer()
            except ProducerFenced:
                self._fail("fenced", "another relay of this store has taken over")
                await self._stand_by()
                self._checkpoint = RelayCheckpoint()
            except TopicAhead as error:
                self._fail("topic_ahead", str(error))
                self._application.store.continuity.set_back(error.topic, error.in_topic)
                raise
            except TellingChanged as error:
                self._fail("telling_changed", str(error))
                raise
            except Exception as error:  # whatever it is: what is recorded decides where it goes on
                self._failures += 1
                self._fail(type(error).__name__, repr(error))
                await asyncio.sleep(min(0.2 * 2 ** min(self._failures, 5), 5.0))

    async def publish_all(self) -> int:
        """Publish what there is, then return how far it came: for the command line."""
        producer = await self._start_producer()
        try:
            while await self._publish_next(producer):
                pass
        finally:
            await stop_producer(producer)
        return self.position

    async def _run_with_new_producer(self) -> None:
        producer = await self._start_producer()
        try:
            with self._application.wakeup.listening() as woken:
                while not self._asked_again:
                    woken.clear()
                    covered = await self._publish_next(producer)
                    if not covered:
                        await woken_or(woken, POLL_SECONDS)
                    elif covered < self._chunk:
                        await asyncio.sleep(_GATHER_MANY_SECONDS if covered >= _MANY else GATHER_SECONDS)
        finally:
            await stop_producer(producer)

    async def _start_producer(self) -> AIOKafkaProducer:
        if self._asked_again:
            self._asked_again, self._from_beginning = False, True
        await self._refuse_when_overtaken()
        await check_telling(self._application, self._mapper)
        with self._expecting("the start"):
            async with asyncio.timeout(GIVE_UP_SECONDS):
                producer = await start_producer(self._kafka, self.name)
            try:
                checkpoint = await find_checkpoint(self._application, self._mapper, self._kafka)
            except BaseException:
                await stop_producer(producer)
                raise
        if self._from_beginning:
            checkpoint = RelayCheckpoint(
                recorded=checkpoint.recorded, noted=checkpoint.noted, partitions=checkpoint.partitions
            )
        self._checkpoint = checkpoint
        self.position = checkpoint.position
        return producer

    async def _refuse_when_overtaken(self) -> None:
        """After a failure it may be that another relay is at work: then that one isn't disturbed."""
        if self._checkpoint.partitions:
            ours = max(self._checkpoint.position, self._checkpoint.recorded)
            if await self._application.position(self._reader()) > ours:
                raise ProducerFenced

    async def _publish_next(self, producer: AIOKafkaProducer) -> int:
        """Publish the next chunk, if there is one; how many events of the store it covered."""
        events = await self._application.log(self._checkpoint.position, self._chunk)
        if events:
            outgoing = [found for event in events if (found := self._mapper.to_record(event)) is not None]
            previous = dict(self._checkpoint.previous)
            if outgoing:
                await self._send(producer, outgoing, previous)
            self._checkpoint.previous = previous
            self._checkpoint.position = events[-1].notification_id or 0
            self._count_published(events, outgoing)
            await self._record(self._application.store.identity(events[-1]))
        else:
            await self._look_for_own_place()
            await self._record_what_the_topic_holds()
            self._from_beginning = False
        self.failure, self._failures = None, 0
        return len(events)

    async def _send(
        self, producer: AIOKafkaProducer, outgoing: list[OutgoingRecord], previous: dict[TopicPartition, int]
    ) -> None:
        """Send a chunk, and note in `previous` what now stands last in each partition."""
        records = []
        with self._expecting("a chunk"):
            async with asyncio.timeout(GIVE_UP_SECONDS):
                for item in outgoing:
                    count = await self._partition_count(producer, item.topic.value)
                    partition = TopicPartition(item.topic.value, item.partition(count))
                    headers = item.headers(previous.get(partition, 0), count)
                    records.append(ProducerRecord(partition, item.key, item.event.value, headers))
                    previous[partition] = item.sequence
                await send_together(producer, records)

    async def _partition_count(self, producer: AIOKafkaProducer, topic: str) -> int:
        count = self._checkpoint.partitions.get(topic)
        if count is None:
            count = self._checkpoint.partitions[topic] = len(await producer.partitions_for(topic))
        return count

    async def _look_for_own_place(self) -> None:
        """Nothing new, or a store that was set back behind what was published of it."""
        at = self._checkpoint
        if not await self._application.holds(at.position, at.identity):
            self._application.store.continuity.set_back(self._mapper.topic.value, at.position)
            self._application.store.continuity.require_for_writing()

    async def _record_what_the_topic_holds(self) -> None:
        """What died between commit and record left a position behind what it had published."""
        at = self._checkpoint
        if at.position > at.recorded:
            (last,) = await self._application.log(at.position - 1, 1)
            await self._record(self._application.store.identity(last))

    async def _record(self, identity: str) -> None:
        """Record the position, unless everything is being published again."""
        self._checkpoint.identity = identity
        self.position = self._checkpoint.position
        if self._checkpoint.position <= self._checkpoint.recorded:
            return
        reader = self._reader()
        moved = {
            p: last
            for p, last in self._checkpoint.previous.items()
            if last > self._checkpoint.noted.get(p, 0)
        }
        positions = [Position(reader, self._checkpoint.position, identity=identity)]
        positions += [
            Position(f"{reader}|{partition.partition}", last)
            for partition, last in moved.items()
            if partition.topic == self._mapper.topic.value
        ]
        try:
            await self._application.record(positions)
        except AlreadyTaken as error:
            raise ProducerFenced from error  # another relay has come further
        self._checkpoint.recorded = self._checkpoint.position
        self._checkpoint.noted |= moved

    async def _stand_by(self) -> None:
        """Wait until the relay that took over makes no progress although there is work."""
        seen, still = -1, 0.0
        while still < STANDBY_SECONDS:
            await asyncio.sleep(POLL_SECONDS)
            try:
                self.position = await self._application.position(self._reader())
                last = await self._application.read(self._application.store.last_notification_id)
            except Exception as error:  # the store will answer again
                log.warning("relay can't look at the other one", error=repr(error))
                continue
            moved = self.position != seen or self.position >= last
            still = 0.0 if moved else still + POLL_SECONDS
            seen = self.position

    def _reader(self) -> str:
        return self._mapper.reader(self._checkpoint.partitions.get(self._mapper.topic.value, 0))

    @contextmanager
    def _expecting(self, what: str) -> Iterator[None]:
        """Tell it when Kafka doesn't answer for a while; nobody gives up for that."""
        sentence = f"Kafka has not answered for {ALARM_SECONDS:g} s: {what}"
        alarm = asyncio.get_running_loop().call_later(ALARM_SECONDS, self._fail, "no_answer", sentence)
        try:
            yield
        finally:
            alarm.cancel()

    def _fail(self, reason: str, failure: str) -> None:
        self.failure = failure
        service = self._mapper.service.value
        metrics.RELAY_FAILURES.labels(service=service, reason=reason).inc()
        log.error("relay failed", service=service, reason=reason, failure=failure, position=self.position)

    def _count_published(self, events: list[RecordedEvent], outgoing: list[OutgoingRecord]) -> None:
        service, topic = self._mapper.service.value, self._mapper.topic.value
        metrics.RELAY_PUBLISHED.labels(service=service, topic=topic).inc(len(outgoing))
        metrics.RELAY_CHUNK.labels(service=service).observe(len(outgoing))
        metrics.RELAY_POSITION.labels(service=service).set(self._checkpoint.position)
        # What is published again says nothing of delay.
        if self._checkpoint.position > self._checkpoint.recorded:
            now, delay = utc_now(), metrics.RELAY_DELAY.labels(service=service)
            for event in events:
                delay.observe((now - event.recorded_at).total_seconds())
