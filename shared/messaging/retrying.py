"""An operator's decisions on a dead letter: process it after all, or drop it."""

from collections.abc import Callable, Sequence

from shared.contracts.malformed import in_words
from shared.errors import NotFound
from shared.eventstore.records import Answer
from shared.eventstore.unit_of_work import UnitOfWork
from shared.messaging import sequencing
from shared.messaging.consumer import Consumer
from shared.messaging.dead_letter_status import DEAD_LETTER_IN_WORDS
from shared.messaging.dead_letters import (
    DEAD_LETTER,
    DeadLetterAdded,
    DeadLetterDropped,
    DeadLetterRetried,
    DeadLetterUnreadable,
    KeptRecord,
    waiting,
)
from shared.messaging.message import Message


def retry(consumer: Consumer, key: str, retried_by: str) -> Callable[[UnitOfWork], Answer]:
    """Process a dead letter past the position rule, once by its event id, in one transaction."""

    def handler(work: UnitOfWork) -> Answer:
        message = _readable(consumer, key, waiting(work, key))
        context = work.context
        first = sequencing.mark_processed(work, consumer.subscription.group, message.id)
        if first:
            work.caused_by(message.id, message.cloud.correlationid)
            consumer.process(work, message)
        work.context = context
        settled = DeadLetterRetried(retried_by=retried_by, retried_at=context.recorded_at)
        work.append(DEAD_LETTER, key, [settled])
        return {"key": key, "status": "retried", "processed": first}

    return handler


def drop(key: str, dropped_by: str, reason: str) -> Callable[[UnitOfWork], Answer]:
    """Decide that a dead letter is not wanted; it stays on record."""

    def handler(work: UnitOfWork) -> Answer:
        waiting(work, key)
        at = work.context.recorded_at
        work.append(
            DEAD_LETTER, key, [DeadLetterDropped(dropped_by=dropped_by, dropped_at=at, reason=reason)]
        )
        return {"key": key, "status": "dropped"}

    return handler


def consumer_of(consumers: Sequence[Consumer], key: str) -> Consumer:
    """The consumer that a dead letter with this key comes from. Raises `NotFound`."""
    for consumer in consumers:
        if key.startswith(f"{consumer.subscription.group}.{consumer.subscription.topic.value}."):
            return consumer
    raise NotFound(what=DEAD_LETTER_IN_WORDS, key=key)


def _readable(consumer: Consumer, key: str, record: KeptRecord) -> Message:
    item = consumer.read(record)
    problem = item if isinstance(item, DeadLetterAdded) else item.letter
    if problem is not None or isinstance(item, DeadLetterAdded):
        why = in_words(problem.reason, problem.detail.rstrip(".")) if problem else ""
        raise DeadLetterUnreadable(key=key, why=why, where=key)
    return item
