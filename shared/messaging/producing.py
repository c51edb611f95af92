"""A transactional producer, for one failure at most: after any of them it is thrown away."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

import structlog
from aiokafka import AIOKafkaProducer, TopicPartition
from aiokafka.errors import KafkaError

from shared.messaging.connection import Kafka, client_options
from shared.messaging.publication_mapper import Headers

#: Kafka itself ends a transaction that takes longer, in seconds.
TRANSACTION_SECONDS = 15
#: aiokafka tries for ever: after so many seconds a producer is given up.
GIVE_UP_SECONDS = 10
_STOP_SECONDS = 2.0
_ABORT_SECONDS = 1.0

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class ProducerRecord:
    """A record with its place in its topic."""

    partition: TopicPartition
    key: bytes
    value: bytes | None  #: null: the key's end, on a compacted topic
    headers: Headers


def relay_name(service: str) -> str:
    """The transactional id of a service's relay: one a store."""
    return f"relay-{service}"


def producer_settings(transactional_id: str) -> dict[str, object]:
    """Every producer default that loses or reorders data, set."""
    return {
        "transactional_id": transactional_id,
        "acks": "all",
        "enable_idempotence": True,
        "linger_ms": 0,
        "max_request_size": 1024 * 1024,
        "request_timeout_ms": 10_000,
        "transaction_timeout_ms": TRANSACTION_SECONDS * 1000,
        "metadata_max_age_ms": 10_000,
    }


async def start_producer(kafka: Kafka, transactional_id: str) -> AIOKafkaProducer:
    """A producer that has fenced all others of its id, and whose predecessor's transaction is settled."""
    producer = AIOKafkaProducer(**client_options(kafka), **producer_settings(transactional_id))
    try:
        await producer.start()
    except BaseException:
        await stop_producer(producer)
        raise
    return producer


async def send_together(producer: AIOKafkaProducer, records: Sequence[ProducerRecord]) -> None:
    """Send records in one transaction. Every answer is looked at: a commit alone proves nothing."""
    await producer.begin_transaction()
    answers: list[asyncio.Future[object]] = []
    try:
        for one in records:
            topic, partition = one.partition
            answer = await producer.send(topic, one.value, one.key, partition, headers=one.headers)
            answer.add_done_callback(_looked_at)
            answers.append(answer)
        await asyncio.gather(*answers)
    except BaseException:
        # With nobody there to abort it, the next producer of the id does: this one isn't waited for.
        with suppress(Exception):  # the first error tells what happened
            await asyncio.wait_for(producer.abort_transaction(), _ABORT_SECONDS)
        raise
    await producer.commit_transaction()


def _looked_at(answer: "asyncio.Future[object]") -> None:
    """Where one answer is bad, the others aren't waited for: they are no errors that nobody saw."""
    if not answer.cancelled():
        answer.exception()


async def stop_producer(producer: AIOKafkaProducer) -> None:
    """Stop a producer that may be broken; its unfinished transaction is aborted by the next one."""
    try:
        await asyncio.wait_for(producer.stop(), _STOP_SECONDS)
    except (TimeoutError, KafkaError, OSError) as error:
        log.warning("relay's producer did not stop cleanly", error=repr(error))
        await _force_down(producer)


async def _force_down(producer: AIOKafkaProducer) -> None:
    """End what `stop` waits for: the task that would try to deliver for ever, and the connections."""
    task = producer._sender.sender_task
    if task is not None:
        task.cancel()
    with suppress(Exception):
        await asyncio.wait_for(producer.client.close(), _STOP_SECONDS)
