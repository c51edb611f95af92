"""FastStream on Kafka, with every default that loses data set; and the way of a batch to its consumers."""

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress
from itertools import groupby
from typing import Any

import structlog
from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import CommitFailedError, IllegalStateError, KafkaError
from faststream import AckPolicy
from faststream.kafka import KafkaBroker, KafkaMessage
from faststream.kafka.message import FAKE_CONSUMER

from shared.messaging.beginning import OwnBeginning
from shared.messaging.connection import Kafka, broker_options
from shared.messaging.consumer import BatchResult, Consumer
from shared.messaging.record import ConsumerRecord
from shared.messaging.sequencing import SequenceGap

log = structlog.get_logger()

#: Larger than a topic's `max.message.bytes`, so that no record is ever passed over.
FETCH_BYTES = 1024 * 1024
MAX_RECORDS = 500
#: A member that gives no sign of life for so long has died; it gives five in this time.
SESSION_SECONDS = 15
#: aiokafka tries for ever to commit to a topic that is gone, and its consumer hangs.
SETTLE_SECONDS = 5.0
#: Stopping has no bound of its own there.
STOP_SECONDS = 15.0


def subscriber_settings(group: str, session_seconds: int = SESSION_SECONDS) -> dict[str, Any]:
    """Every subscriber default that loses data, set."""
    return {
        "group_id": group,
        "batch": True,
        "max_records": MAX_RECORDS,
        "batch_timeout_ms": 50,
        "ack_policy": AckPolicy.MANUAL,
        "auto_offset_reset": "earliest",
        "isolation_level": "read_committed",
        "max_partition_fetch_bytes": FETCH_BYTES,
        "session_timeout_ms": session_seconds * 1_000,
        "heartbeat_interval_ms": session_seconds * 200,
        "no_reply": True,
    }


def broker_settings() -> dict[str, Any]:
    """Every broker default that loses data, or makes topics by accident, set."""
    return {
        "acks": "all",
        "enable_idempotence": True,
        "allow_auto_create_topics": False,
        "metadata_max_age_ms": 10_000,
        "apply_types": False,
        "logger": None,
    }


def build_broker(
    kafka: Kafka, consumers: Sequence[Consumer], session_seconds: int = SESSION_SECONDS
) -> tuple[KafkaBroker, Sequence["BatchSubscriber"]]:
    """A broker with a batch subscriber for each consumer, and those subscribers."""
    broker = KafkaBroker(**broker_options(kafka), **broker_settings())
    return broker, [subscribe(broker, one, session_seconds, kafka) for one in consumers]


def subscribe(
    broker: KafkaBroker,
    consumer: Consumer,
    session_seconds: int = SESSION_SECONDS,
    kafka: Kafka | None = None,
) -> "BatchSubscriber":
    """A batch subscriber for a consumer: the same on Kafka and on the in-memory transport."""
    beginning = OwnBeginning(consumer, kafka or "")
    subscriber = broker.subscriber(
        consumer.subscription.topic.value,
        parser=parse_raw,
        decoder=decode_raw,
        listener=beginning,
        **subscriber_settings(consumer.subscription.group, session_seconds),
    )
    beginning.client = lambda: subscriber.consumer
    batch_subscriber = BatchSubscriber(consumer, subscriber, beginning)
    batch_subscriber.handler = subscriber(batch_subscriber.handle)
    return batch_subscriber


async def parse_raw(records: tuple[ConsumerRecord, ...], _original: Any = None) -> KafkaMessage:
    """Hand over the records as they are: FastStream's own parser drops a batch for one bad header."""
    return KafkaMessage(
        raw_message=records,
        body=b"",
        headers={},
        message_id="",
        correlation_id="",
        consumer=FAKE_CONSUMER,
    )


async def decode_raw(message: KafkaMessage, _original: Any = None) -> Any:
    """The records themselves; what they hold is checked by the consumer."""
    return message.raw_message


async def stop_broker(broker: KafkaBroker, seconds: float = STOP_SECONDS) -> None:
    """Stop consuming; what hasn't stopped after so many seconds loses its connections, and is left."""
    stopping = asyncio.ensure_future(broker.stop())
    await asyncio.wait([stopping], timeout=seconds)
    if stopping.done():
        stopping.result()
        return
    stopping.cancel()
    log.warning("consumer did not stop; its connections are closed", seconds=seconds)
    for subscriber in broker.subscribers:
        consumer = getattr(subscriber, "consumer", None)
        if consumer is not None:
            with suppress(Exception):
                await asyncio.wait_for(consumer._client.close(), seconds)


class BatchSubscriber:
    """Splits FastStream's batches by partition, commits what was saved, seeks back to the rest."""

    def __init__(self, consumer: Consumer, subscriber: Any, beginning: OwnBeginning) -> None:
        self.subscriber = subscriber
        self.handler: Any = None  #: what FastStream calls
        self._beginning = beginning
        self.result = BatchResult()  #: of the newest batch, for the in-memory transport
        self._consumer = consumer
        self._resuming: set[asyncio.Task[None]] = set()
        self._gaps: dict[TopicPartition, SequenceGap] = {}
        self._next: dict[TopicPartition, int] = {}  #: the first record that was not taken
        self._assigned: frozenset[TopicPartition] = frozenset()

    async def handle(self, records: Any) -> None:
        """Take a batch of raw records. Never raises: FastStream would commit past it."""
        client = self._client()
        self._notice_assignment(client)
        by_partition: dict[TopicPartition, list[ConsumerRecord]] = defaultdict(list)
        for partition, group in groupby(
            records, key=lambda record: TopicPartition(record.topic, record.partition)
        ):
            by_partition[partition].extend(group)
        await asyncio.gather(*(self._take(client, *item) for item in by_partition.items()))

    def _client(self) -> AIOKafkaConsumer | None:
        """The Kafka consumer behind the subscriber; None on the in-memory transport."""
        client = self.subscriber.consumer
        return client if isinstance(client, AIOKafkaConsumer) else None

    def _notice_assignment(self, client: AIOKafkaConsumer | None) -> None:
        assigned = frozenset(client.assignment()) if client is not None else frozenset()
        if assigned != self._assigned:
            self._assigned = assigned
            self._gaps.clear()
            self._next.clear()
            self._consumer.forget_positions()

    async def _take(
        self, client: AIOKafkaConsumer | None, partition: TopicPartition, records: list[ConsumerRecord]
    ) -> None:
        try:
            result = await self._consumer.take(records)
        except Exception as error:
            log.error("consumer failed; the batch comes again", partition=str(partition), exc_info=error)
            result = BatchResult(retry_after=5.0)
        self.result = result
        if client is None:
            return
        try:
            async with asyncio.timeout(SETTLE_SECONDS):
                await self._settle(client, partition, records, result)
        except TimeoutError:
            log.warning("commit not answered; positions decide", partition=str(partition))
        except (IllegalStateError, CommitFailedError) as error:
            log.info("partition moved away", partition=str(partition), error=repr(error))
        except KafkaError as error:
            log.warning("commit failed; positions decide", partition=str(partition), error=repr(error))

    async def _settle(
        self,
        client: AIOKafkaConsumer,
        partition: TopicPartition,
        records: list[ConsumerRecord],
        result: BatchResult,
    ) -> None:
        if result.taken < len(records):
            self._next[partition] = records[result.taken].offset
        if result.gap is not None:
            await self._look_for_missing(client, partition, result.gap, records[result.taken + 1 :])
            return
        if result.retry_after is not None:
            client.seek(partition, records[result.taken].offset)
            self._pause(client, partition, result.retry_after)
        if result.taken and await self._is_whole(partition):
            await client.commit({partition: records[result.taken - 1].offset + 1})

    async def _look_for_missing(
        self,
        client: AIOKafkaConsumer,
        partition: TopicPartition,
        gap: SequenceGap,
        behind: Sequence[ConsumerRecord],
    ) -> None:
        """Take nothing behind a hole: read the partition once more, then wait for `tthc republish`.

        What goes on from the position all the same is taken: then whoever told of a hole made it up.
        """
        if self._gaps.get(partition) == gap:
            log.warning("a message is missing: run tthc republish", partition=str(partition), gap=gap)
            if (following := await self._consumer.next_in(behind)) is not None:
                client.seek(partition, following.offset)
            return
        self._gaps[partition] = gap
        log.critical("a message is missing; the partition is read again", partition=str(partition), gap=gap)
        await client.seek_to_beginning(partition)

    async def _is_whole(self, partition: TopicPartition) -> bool:
        """Whether there is no hole, or not any more: what stands behind one isn't committed."""
        gap = self._gaps.get(partition)
        if gap is not None and await self._consumer.position(gap.reader) <= gap.position:
            return False
        self._gaps.pop(partition, None)
        return True

    async def lag(self) -> dict[int, int]:
        """How many records of each assigned partition wait, as far as Kafka has told."""
        client = self._client()
        lags: dict[int, int] = {}
        for partition in client.assignment() if client is not None else ():
            end = client.last_stable_offset(partition) if client is not None else None
            if client is None or end is None:
                continue
            at = await client.position(partition)
            if partition in self._gaps or partition in client.paused():
                at = min(at, self._next.get(partition, at))
            if self._beginning.unknown:
                at = 0  # as long as the broker's offset isn't held against our position, it says nothing
            lags[partition.partition] = max(0, end - at)
        return lags

    def _pause(self, client: AIOKafkaConsumer, partition: TopicPartition, seconds: float) -> None:
        client.pause(partition)

        async def resume() -> None:
            await asyncio.sleep(seconds)
            if partition in client.assignment():
                client.resume(partition)

        task = asyncio.create_task(resume())
        self._resuming.add(task)
        task.add_done_callback(self._resuming.discard)
