"""The relay: a store's events to Kafka, in transactions, in order, without holes.

One chunk is in flight, every answer is awaited before the commit, and after any failure a new producer
begins again from the recorded position, or from the topic's own end where that is further. A second relay
of the same store fences the first, which then waits until the other one stands still.
"""

import asyncio

import structlog
from aiokafka import AIOKafkaProducer, TopicPartition
from aiokafka.errors import KafkaError, ProducerFenced

from shared.eventstore.application import Application
from shared.eventstore.errors import AlreadyTaken
from shared.eventstore.records import Position
from shared.eventstore.wakeup import woken_or
from shared.messaging.outgoing import Outbox, Outgoing
from shared.messaging.place import Place, TopicAhead, find_place
from shared.telemetry import metrics

#: Woken at once by a save in this process or by LISTEN; looks by itself each so many seconds.
POLL_SECONDS = 1.0
#: A fenced relay takes over when the other one's position stood still for so long while there was work.
STANDBY_SECONDS = 10.0

log = structlog.get_logger()


class Relay:
    """Publishes one store. `run` goes on until it is cancelled; only `TopicAhead` ends it."""

    def __init__(
        self, application: Application, outbox: Outbox, bootstrap_servers: str, chunk: int = 500
    ) -> None:
        self._application = application
        self._outbox = outbox
        self._servers = bootstrap_servers
        self._chunk = chunk
        self._place = Place()
        self._again = False
        self._failures = 0
        self.failure: str | None = None  #: why it doesn't publish at the moment
        self.position = 0  #: up to here the store is published

    @property
    def name(self) -> str:
        """The transactional id: one relay a store."""
        return f"relay-{self._outbox.service.value}"

    def republish(self) -> None:
        """Publish everything again from the store's beginning, at the next opportunity."""
        self._again = True
        self._application.wakeup.wake()

    async def run(self) -> None:
        """Publish until cancelled."""
        while True:
            try:
                await self._run_with_new_producer()
            except ProducerFenced:
                self._fail("fenced", "another relay of this store has taken over")
                await self._stand_by()
            except TopicAhead as error:
                self._fail("topic_ahead", str(error))
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
            await _stop(producer)
        return self.position

    async def _run_with_new_producer(self) -> None:
        producer = await self._start_producer()
        try:
            with self._application.wakeup.listening() as woken:
                while True:
                    woken.clear()
                    if not await self._publish_next(producer):
                        await woken_or(woken, POLL_SECONDS)
        finally:
            await _stop(producer)

    async def _start_producer(self) -> AIOKafkaProducer:
        producer = AIOKafkaProducer(bootstrap_servers=self._servers, **producer_settings(self.name))
        await producer.start()
        try:
            self._place = await find_place(self._application, self._outbox, self._servers)
        except BaseException:
            await _stop(producer)
            raise
        self.position = self._place.position
        return producer

    async def _publish_next(self, producer: AIOKafkaProducer) -> int:
        """Publish the next chunk, if there is one; how many events of the store it covered."""
        if self._again:
            self._again = False
            self._place = Place(recorded=self._place.recorded, partitions=self._place.partitions)
        events = await self._application.log(self._place.position, self._chunk)
        if not events:
            self.failure, self._failures = None, 0
            return 0
        outgoing = [found for event in events if (found := self._outbox.outgoing(event)) is not None]
        previous = dict(self._place.previous)
        if outgoing:
            await self._send(producer, outgoing, previous)
        self._place.previous = previous
        self._place.position = events[-1].notification_id or 0
        await self._record()
        self._count_published(outgoing)
        return len(events)

    async def _send(
        self, producer: AIOKafkaProducer, outgoing: list[Outgoing], previous: dict[TopicPartition, int]
    ) -> None:
        """Send a chunk in one transaction. Every answer is looked at: a commit alone proves nothing."""
        async with producer.transaction():
            answers = []
            for item in outgoing:
                count = await self._partition_count(producer, item.topic.value)
                partition = TopicPartition(item.topic.value, item.partition(count))
                headers = item.headers(previous.get(partition, 0), count)
                answers.append(
                    await producer.send(
                        item.topic.value, item.event.data, item.key, partition.partition, headers=headers
                    )
                )
                previous[partition] = item.sequence
            await asyncio.gather(*answers)

    async def _partition_count(self, producer: AIOKafkaProducer, topic: str) -> int:
        count = self._place.partitions.get(topic)
        if count is None:
            count = self._place.partitions[topic] = len(await producer.partitions_for(topic))
        return count

    async def _record(self) -> None:
        """Record the position, unless everything is being published again."""
        self.position = self._place.position
        if self._place.position <= self._place.recorded:
            return
        reader = self._outbox.reader(self._place.partitions[self._outbox.topic.value])
        try:
            await self._application.record([Position(reader, self._place.position)])
        except AlreadyTaken as error:
            raise ProducerFenced from error  # another relay has come further
        self._place.recorded = self._place.position

    async def _stand_by(self) -> None:
        """Wait until the relay that took over makes no progress although there is work."""
        reader = self._outbox.reader(self._place.partitions[self._outbox.topic.value])
        seen = -1
        while True:
            await asyncio.sleep(STANDBY_SECONDS)
            position = await self._application.position(reader)
            last = await self._application.read(self._application.store.last_notification_id)
            if position == seen and position < last:
                return
            seen = position

    def _fail(self, reason: str, failure: str) -> None:
        self.failure = failure
        service = self._outbox.service.value
        metrics.RELAY_FAILURES.labels(service=service, reason=reason).inc()
        log.error("relay failed", service=service, reason=reason, failure=failure, position=self.position)

    def _count_published(self, outgoing: list[Outgoing]) -> None:
        service, topic = self._outbox.service.value, self._outbox.topic.value
        metrics.RELAY_PUBLISHED.labels(service=service, topic=topic).inc(len(outgoing))
        metrics.RELAY_CHUNK.labels(service=service).observe(len(outgoing))
        metrics.RELAY_POSITION.labels(service=service).set(self.position)


def producer_settings(transactional_id: str) -> dict[str, object]:
    """Every producer default that loses or reorders data, set."""
    return {
        "transactional_id": transactional_id,
        "acks": "all",
        "enable_idempotence": True,
        "linger_ms": 0,
        "max_request_size": 1024 * 1024,
        "request_timeout_ms": 20_000,
        "transaction_timeout_ms": 30_000,
        "metadata_max_age_ms": 10_000,
    }


async def _stop(producer: AIOKafkaProducer) -> None:
    """Stop a producer that may be broken; its unfinished transaction is aborted by the next one."""
    try:
        await asyncio.wait_for(producer.stop(), 5)
    except (TimeoutError, KafkaError, OSError) as error:
        log.warning("relay's producer did not stop cleanly", error=repr(error))
